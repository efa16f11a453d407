#include "rules/gazetteer/source.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>

#include "rules/gazetteer/fold.h"
#include "rules/gazetteer/table.h"

namespace copydesk {

using gazetteer::TableReader;

namespace {

constexpr std::size_t most_complaints = 5;

// One record's cells, by what they are.
struct Record {
  std::vector<std::string> names;
  std::vector<std::string> other_names;
  std::string canonical;
  std::string country;
  std::string type;
};

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// A name that runs over a line break in its cell does not in the index.
std::string one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return line;
}

void add_split(std::string_view cell, const std::string& separator, std::vector<std::string>& parts) {
  for (std::size_t at = 0; at <= cell.size();) {
    const std::size_t end = separator.empty() ? cell.size() : std::min(cell.find(separator, at), cell.size());
    if (const std::string_view part = trimmed(cell.substr(at, end - at)); !part.empty())
      parts.push_back(one_line(part));
    at = end + std::max<std::size_t>(separator.size(), 1);
  }
}

class Collector {
 public:
  Collector(const std::string& path, const ColumnMap& columns) : path_(path), columns_(columns) {}

  void complain(std::size_t line, std::string_view message) {
    ++source_.records;
    ++source_.skipped;
    if (source_.complaints.size() < most_complaints) {
      source_.complaints.push_back(fmt::format("{}:{}: {}", path_, line, message));
    }
  }

  void add(const Record& record, std::size_t line) {
    LexicalClass what = columns_.otherwise;
    if (!columns_.type.empty()) {
      const auto named = lexical_class_of(record.type);
      if (!named) return complain(line, fmt::format("no such type as '{}'", record.type));
      what = *named;
    }
    ++source_.records;
    if (record.names.empty()) {
      ++source_.skipped;
      return;
    }
    const std::string& canonical = record.canonical.empty() ? record.names.front() : record.canonical;
    for (const auto* some : {&record.names, &record.other_names}) {
      for (const std::string& name : *some) {
        source_.names.push_back({name, what, name == canonical ? "" : canonical, record.country});
      }
    }
  }

  [[nodiscard]] SourceNames take() { return std::move(source_); }

 private:
  const std::string& path_;
  const ColumnMap& columns_;
  SourceNames source_;
};

// --- tables ---

// Where a column stands, from 0; a number or a title.
Result<std::size_t> place_of(const std::string& column, const std::vector<std::string>& titles,
                             const ColumnMap& columns, const std::string& path) {
  if (columns.header) {
    const auto found = std::find(titles.begin(), titles.end(), column);
    if (found != titles.end()) return static_cast<std::size_t>(found - titles.begin());
  }
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(column.data(), column.data() + column.size(), number);
  if (error == std::errc() && end == column.data() + column.size() && number >= 1) return number - 1;
  if (!columns.header) return fail("{}: '{}' is no number of a column", path, column);
  return fail("{}: no column '{}'; there are {}", path, column, fmt::join(titles, ", "));
}

struct Places {
  std::size_t name = 0;
  std::vector<std::size_t> other_names;
  std::optional<std::size_t> canonical;
  std::optional<std::size_t> country;
  std::optional<std::size_t> type;
};

Result<Places> places_of(const std::vector<std::string>& titles, const ColumnMap& columns, const std::string& path) {
  Places places;
  const auto name = place_of(columns.name, titles, columns, path);
  if (!name) return tl::unexpected(name.error());
  places.name = *name;
  for (const std::string& column : columns.other_names) {
    const auto place = place_of(column, titles, columns, path);
    if (!place) return tl::unexpected(place.error());
    places.other_names.push_back(*place);
  }
  const auto optional = {std::pair{&columns.canonical, &places.canonical}, std::pair{&columns.country, &places.country},
                         std::pair{&columns.type, &places.type}};
  for (const auto& [column, place] : optional) {
    if (column->empty()) continue;
    const auto found = place_of(*column, titles, columns, path);
    if (!found) return tl::unexpected(found.error());
    *place = *found;
  }
  return places;
}

std::string_view cell_at(const std::vector<std::string>& cells, std::optional<std::size_t> place) {
  return place && *place < cells.size() ? trimmed(cells[*place]) : std::string_view();
}

Result<SourceNames> read_table(std::istream& stream, const std::string& path, TableFormat format,
                               const ColumnMap& columns) {
  TableReader reader(stream, format);
  Collector collector(path, columns);
  std::vector<std::string> cells;
  if (columns.header && !reader.next(cells)) return fail("{}: empty", path);
  const Result<Places> places = places_of(cells, columns, path);
  if (!places) return tl::unexpected(places.error());
  Record record;
  while (reader.next(cells)) {
    if (reader.unclosed()) {
      collector.complain(reader.line(), "a quote is never closed");
      continue;
    }
    record.names.clear();
    record.other_names.clear();
    add_split(cell_at(cells, places->name), "", record.names);
    for (const std::size_t place : places->other_names)
      add_split(cell_at(cells, place), columns.separator, record.other_names);
    record.canonical = one_line(cell_at(cells, places->canonical));
    record.country = cell_at(cells, places->country);
    record.type = cell_at(cells, places->type);
    collector.add(record, reader.line());
  }
  return collector.take();
}

// --- JSON Lines ---

// Every string at the dotted `path` below `element`, through arrays.
void strings_at(simdjson::dom::element element, std::string_view path, std::vector<std::string>& found) {
  if (element.is_array()) {
    for (const simdjson::dom::element member : element.get_array()) strings_at(member, path, found);
    return;
  }
  if (path.empty()) {
    std::string_view text;
    if (element.get(text) == simdjson::SUCCESS && !trimmed(text).empty()) found.push_back(one_line(trimmed(text)));
    return;
  }
  const std::size_t dot = std::min(path.find('.'), path.size());
  simdjson::dom::element member;
  if (element.is_object() && element[path.substr(0, dot)].get(member) == simdjson::SUCCESS) {
    strings_at(member, path.substr(std::min(dot + 1, path.size())), found);
  }
}

std::string string_at(simdjson::dom::element element, const std::string& path) {
  std::vector<std::string> found;
  if (!path.empty()) strings_at(element, path, found);
  return found.empty() ? std::string() : std::move(found.front());
}

SourceNames read_json_lines(std::istream& stream, const std::string& path, const ColumnMap& columns) {
  Collector collector(path, columns);
  simdjson::dom::parser parser;
  std::size_t number = 0;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    if (trimmed(line).empty()) continue;
    simdjson::dom::element element;
    if (const auto error = parser.parse(line).get(element); error != simdjson::SUCCESS) {
      collector.complain(number, fmt::format("is not JSON: {}", simdjson::error_message(error)));
      continue;
    }
    Record record;
    strings_at(element, columns.name, record.names);
    for (const std::string& column : columns.other_names) {
      std::vector<std::string> cells;
      strings_at(element, column, cells);
      for (const std::string& cell : cells) add_split(cell, columns.separator, record.other_names);
    }
    record.canonical = string_at(element, columns.canonical);
    record.country = string_at(element, columns.country);
    record.type = string_at(element, columns.type);
    collector.add(record, number);
  }
  return collector.take();
}

// --- completing ---

bool is_code(std::string_view country) {
  return country.size() == 2 &&
         std::all_of(country.begin(), country.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string code_of(const std::string& country, const Gazetteer& bundled) {
  if (is_code(country)) return country;
  const GazetteerHit hit = bundled.find(country);
  for (std::uint32_t id = hit.first_entry; id < hit.first_entry + hit.entry_count; ++id) {
    if (bundled.entry(id).classes.has(LexicalClass::country)) return std::string(bundled.entry(id).country);
  }
  return {};
}

// Where the legal form that ends the name begins, with the blank before it: 4 in "Acme Ltd"; npos
// where it has none.
std::size_t legal_form_of(std::string_view name, const Gazetteer& bundled) {
  std::size_t blank = name.find(' ');
  while (blank != std::string_view::npos) {
    if (bundled.find(name.substr(blank + 1)).classes.has(LexicalClass::legal_suffix)) return blank;
    blank = name.find(' ', blank + 1);
  }
  return blank;
}

// The other ways to write a company's name: "Acme, Inc." is "Acme Inc.", too, and with `short_names` "Acme".
std::vector<std::string> variants_of(const std::string& name, const Gazetteer& bundled, bool short_names) {
  std::vector<std::string> variants;
  const std::size_t form = legal_form_of(name, bundled);
  if (form == std::string::npos || form == 0) return variants;
  const bool comma = name[form - 1] == ',';
  const std::string body = name.substr(0, comma ? form - 1 : form);
  if (comma) variants.push_back(body + name.substr(form));
  if (short_names && body.size() > 1) variants.push_back(body);
  return variants;
}

}  // namespace

std::optional<TableFormat> format_of(const std::string& path) {
  const std::string ending = std::filesystem::path(path).extension().string();
  if (ending == ".tsv" || ending == ".tab") return TableFormat::tsv;
  if (ending == ".csv") return TableFormat::csv;
  if (ending == ".jsonl" || ending == ".ndjson") return TableFormat::jsonl;
  return std::nullopt;
}

std::optional<LexicalClass> lexical_class_of(std::string_view name) {
  for (std::size_t i = 0; i < lexical_class_count; ++i) {
    if (name == name_of(static_cast<LexicalClass>(i))) return static_cast<LexicalClass>(i);
  }
  return std::nullopt;
}

Result<SourceNames> read_names(const std::string& path, TableFormat format, const ColumnMap& columns) {
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path)) return fail("{}: cannot be read", path);
  if (format == TableFormat::jsonl) return read_json_lines(file, path, columns);
  return read_table(file, path, format, columns);
}

void complete_names(std::vector<GazetteerName>& names, const Gazetteer& bundled, bool short_names) {
  const std::size_t given = names.size();
  for (std::size_t i = 0; i < given; ++i) {
    if (!names[i].country.empty()) names[i].country = code_of(names[i].country, bundled);
    if (!names[i].classes.has(LexicalClass::company)) continue;
    for (std::string& variant : variants_of(names[i].phrase, bundled, short_names)) {
      GazetteerName other = names[i];
      if (other.canonical.empty()) other.canonical = other.phrase;
      other.phrase = std::move(variant);
      names.push_back(std::move(other));
    }
  }
  for (GazetteerName& name : names) {
    name.ordinary_word = name.ordinary_word || bundled.find(name.phrase).classes.has(LexicalClass::common_word);
  }
}

}  // namespace copydesk
