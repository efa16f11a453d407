#include "output/formats.h"

#include <simdjson.h>

#include "output/fact_rows.h"
#include "output/json_writer.h"
#include "output/pretty_json.h"
#include "output/values_text.h"

namespace copydesk {
namespace {

// The first field of a CSV row.
std::string first_field(std::string_view row) {
  if (!row.starts_with('"')) return std::string(row.substr(0, row.find(',')));
  std::string field;
  for (std::size_t at = 1; at < row.size(); ++at) {
    if (row[at] == '"' && (++at == row.size() || row[at] != '"')) break;
    field += row[at];
  }
  return field;
}

std::optional<std::string> source_in_record(std::string_view line) {
  simdjson::dom::parser parser;
  std::string_view source;
  const simdjson::padded_string json(line);
  if (parser.parse(json)["article"]["source"].get(source) != simdjson::SUCCESS) return std::nullopt;
  return std::string(source);
}

// "posts/dragons.md:4895  Stepfun …"
std::optional<std::string> source_in_fact(std::string_view line) {
  for (std::size_t blanks = line.find("  "); blanks != std::string_view::npos; blanks = line.find("  ", blanks + 1)) {
    const std::size_t colon = line.substr(0, blanks).rfind(':');
    if (colon == std::string_view::npos) continue;
    const std::string_view digits = line.substr(colon + 1, blanks - colon - 1);
    if (!digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos) {
      return std::string(line.substr(0, colon));
    }
  }
  return std::nullopt;
}

}  // namespace

std::string_view header_of(OutputFormat format) {
  return format == OutputFormat::csv ? csv_header() : std::string_view();
}

void write_as(OutputFormat format, const Record& record, const Engine& engine, std::string& out) {
  const std::size_t start = out.size();
  switch (format) {
    case OutputFormat::jsonl: return write_record(record, engine, out);
    case OutputFormat::pretty: {
      std::string line;
      write_record(record, engine, line);
      line.pop_back();
      append_pretty(line, out);
      out += '\n';
      return;
    }
    case OutputFormat::facts: write_fact_lines(record, out); break;
    case OutputFormat::csv: write_csv_rows(record, out); break;
  }
  make_valid_utf8(out, start);
}

std::optional<std::string> source_of_line(OutputFormat format, std::string_view line) {
  switch (format) {
    case OutputFormat::jsonl: return source_in_record(line);
    case OutputFormat::facts: return source_in_fact(line);
    case OutputFormat::csv: return first_field(line);
    case OutputFormat::pretty: break;
  }
  return std::nullopt;
}

std::string source_as_written(OutputFormat format, std::string_view source) {
  std::string written = format == OutputFormat::facts ? on_one_line(source) : std::string(source);
  make_valid_utf8(written);
  return written;
}

}  // namespace copydesk
