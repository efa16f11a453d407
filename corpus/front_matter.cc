#include "corpus/front_matter.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/result.h"
#include "corpus/byline.h"
#include "corpus/date_line.h"
#include "corpus/markup/lines.h"

namespace copydesk {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t most_yaml = 64U << 10;
constexpr std::size_t most_front_matter = 1U << 20;
constexpr std::size_t deepest_yaml = 100;  // brackets; yaml-cpp reads nesting by recursion

// One key with its values, in whatever syntax it stood.
struct Field {
  std::string key;  // in small letters
  std::vector<std::string> values;
  std::size_t line = 0;  // where its line starts in the text
};

// Where front matter stands: its fences and the lines between them.
struct Extent {
  std::size_t start = 0;
  std::size_t end = 0;   // of the lines
  std::size_t size = 0;  // with the closing fence
  bool yaml = false;
};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
  return out;
}

bool is_key_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

struct KeyLine {
  std::string_view key, value;
};

// "key: value" or "key = value" at the beginning of a line.
std::optional<KeyLine> key_line(std::string_view line) {
  std::size_t end = 0;
  while (end < line.size() && is_key_character(line[end])) ++end;
  if (end == 0 || end > 40) return std::nullopt;
  std::size_t sign = end;
  while (sign < line.size() && line[sign] == ' ') ++sign;
  if (sign == line.size() || (line[sign] != ':' && line[sign] != '=')) return std::nullopt;
  if (line[sign] == ':' && sign + 1 < line.size() && line[sign + 1] != ' ' && line[sign + 1] != '\t')
    return std::nullopt;
  return KeyLine{line.substr(0, end), trimmed(line.substr(sign + 1))};
}

std::optional<Extent> fenced_extent(std::string_view text) {
  Line line = first_line(text);
  while (!line.at_end && trimmed(line.text).empty()) line = next_line(text, line);
  const std::string_view fence = trimmed(line.text);
  if (line.at_end || line.text.starts_with(' ') || (fence != "---" && fence != "+++")) return std::nullopt;
  Extent extent;
  extent.start = line.next;
  extent.yaml = fence == "---";
  for (line = next_line(text, line); !line.at_end && line.next < most_front_matter; line = next_line(text, line)) {
    const std::string_view content = trimmed(line.text);
    if (content != fence && !(extent.yaml && content == "...")) continue;
    extent.end = std::size_t(line.text.data() - text.data());
    extent.size = line.next;
    return extent;
  }
  return std::nullopt;
}

// "Title: …" and its like in the first lines, up to a blank line.
std::optional<Extent> bare_extent(std::string_view text) {
  static constexpr auto leading =
      std::to_array<std::string_view>({"title", "author", "authors", "date", "published", "headline"});
  Extent extent;
  std::size_t lines = 0;
  bool known = false;
  for (Line line = first_line(text); !line.at_end && !trimmed(line.text).empty(); line = next_line(text, line)) {
    const auto field = key_line(line.text);
    if (!field || field->value.empty() || line.text.find('=') == field->key.size()) return std::nullopt;
    const std::string key = lower(field->key);
    const bool leads = std::find(leading.begin(), leading.end(), key) != leading.end();
    if (lines == 0 && !leads) return std::nullopt;
    known = known || key == "title" || key == "headline";
    ++lines;
    extent.end = extent.size = line.next;
  }
  return lines >= 2 && known ? std::optional(extent) : std::nullopt;
}

std::string_view without_quotes(std::string_view value) {
  const bool quoted =
      value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.front() == value.back();
  return quoted ? value.substr(1, value.size() - 2) : value;
}

// Reads the lines as "key: value"; a value in brackets or "- value" lines below a key are lists.
std::vector<Field> read_lines(std::string_view text, const Extent& extent) {
  std::vector<Field> fields;
  const std::string_view lines = text.substr(0, extent.end);
  for (Line line = line_at(lines, extent.start); !line.at_end; line = next_line(lines, line)) {
    const std::string_view content = trimmed(line.text);
    if (content.starts_with("- ") && !fields.empty()) {
      fields.back().values.emplace_back(without_quotes(trimmed(content.substr(2))));
      continue;
    }
    const auto field = key_line(line.text);
    if (!field) continue;
    Field read{lower(field->key), {}, std::size_t(line.text.data() - text.data())};
    if (field->value.starts_with('[') && field->value.ends_with(']')) {
      std::string_view list = field->value.substr(1, field->value.size() - 2);
      while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        read.values.emplace_back(without_quotes(trimmed(list.substr(0, comma))));
        list.remove_prefix(std::min(comma + 1, list.size()));
      }
    } else if (!field->value.empty()) {
      read.values.emplace_back(without_quotes(field->value));
    }
    fields.push_back(std::move(read));
  }
  return fields;
}

// The lines mean to YAML what they mean to read_lines(): most front matter is like this, and reading it
// with yaml-cpp would take longer than all else that is done to the article.
bool plainly_yaml(std::string_view lines) {
  for (Line line = first_line(lines); !line.at_end; line = next_line(lines, line)) {
    if (line.text.empty()) continue;
    const auto field = key_line(line.text);
    if (!field || line.text[field->key.size()] != ':' || field->value.empty()) return false;
    const std::string_view value = field->value;
    if (std::string_view("'\"[]{}&*!|>%@`#?:,-=~").find(value.front()) != npos) return false;
    if (value.find(": ") != npos || value.find(" #") != npos || value.find('\t') != npos || value.ends_with(':'))
      return false;
  }
  return true;
}

void add_values(const YAML::Node& node, std::vector<std::string>& values) {
  if (node.IsScalar()) {
    values.push_back(node.Scalar());
  } else if (node.IsMap()) {
    if (const YAML::Node name = node["name"]; name.IsDefined() && name.IsScalar()) values.push_back(name.Scalar());
  }
}

Result<std::vector<Field>> read_yaml(std::string_view text, const Extent& extent) {
  const std::string_view yaml = text.substr(extent.start, extent.end - extent.start);
  if (yaml.size() > most_yaml) return fail("it has more than 64 KiB");
  if (std::size_t(std::count_if(yaml.begin(), yaml.end(), [](char c) { return c == '[' || c == '{'; })) >
      deepest_yaml) {
    return fail("it has more than {} brackets", deepest_yaml);
  }
  try {
    const YAML::Node root = YAML::Load(std::string(yaml));
    if (!root.IsMap() && !root.IsNull()) return fail("it holds no keys");
    std::vector<Field> fields;
    for (const auto& entry : root) {
      if (!entry.first.IsScalar()) continue;
      Field field{lower(entry.first.Scalar()), {}, extent.start + std::size_t(std::max(entry.first.Mark().pos, 0))};
      if (entry.second.IsSequence()) {
        for (const YAML::Node& item : entry.second) add_values(item, field.values);
      } else {
        add_values(entry.second, field.values);
      }
      fields.push_back(std::move(field));
    }
    return fields;
  } catch (const YAML::Exception& fault) {
    return fail("line {}: {}", fault.mark.line + 2, fault.msg);
  } catch (const std::exception& fault) {
    return fail("{}", fault.what());
  }
}

// The values of the first of `keys` that has any.
const Field* first_of(const std::vector<Field>& fields, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    for (const Field& field : fields) {
      if (field.key == key && !field.values.empty()) return &field;
    }
  }
  return nullptr;
}

// The place of `value` in the line that starts at `line`, where it stands there word for word.
TextSpan span_of(std::string_view value, std::string_view text, std::size_t line) {
  const std::size_t at = value.empty() ? npos : line_at(text, line).text.find(value);
  if (at == npos) return {};
  return {std::uint32_t(line + at), std::uint32_t(line + at + value.size())};
}

void interpret(const std::vector<Field>& fields, std::string_view text, FrontMatter& front) {
  if (const Field* title = first_of(fields, {"title", "headline"})) {
    front.title = trimmed(title->values.front());
    front.title_span = span_of(front.title, text, title->line);
  }
  if (const Field* authors = first_of(fields, {"author", "authors", "by", "byline", "creator", "writer"})) {
    for (const std::string& value : authors->values) {
      const std::vector<std::string> names = read_byline(value).value_or(split_names(value));
      front.authors.insert(front.authors.end(), names.begin(), names.end());
    }
  }
  for (const std::string_view key :
       {"date", "published", "publishdate", "publish_date", "published_at", "publication_date", "pubdate",
        "datepublished", "date_published", "posted", "created"}) {
    const Field* date = first_of(fields, {key});
    if (date == nullptr || front.published) continue;
    if (const auto found = find_date(date->values.front())) front.published = found->date;
  }
  for (const std::string_view key :
       {"url", "canonical_url", "canonical", "link", "source_url", "source", "original_url", "permalink"}) {
    const Field* url = first_of(fields, {key});
    if (url != nullptr && front.url.empty() && is_url(url->values.front())) front.url = url->values.front();
  }
}

}  // namespace

bool is_url(std::string_view text) {
  return (text.starts_with("http://") || text.starts_with("https://")) && text.size() > 10 &&
         text.find_first_of(" \t\n<>\"") == npos;
}

FrontMatter read_front_matter(std::string_view text) {
  FrontMatter front;
  auto extent = fenced_extent(text);
  if (extent) {
    // A rule ("---") above text and another one below it are no front matter.
    const std::string_view lines = trimmed(text.substr(extent->start, extent->end - extent->start));
    const std::string_view first = first_line(lines).text;
    if (!lines.empty() && !first.starts_with('#') && !first.starts_with('[') && !key_line(first)) return front;
  } else if (extent = bare_extent(text); !extent) {
    const Line line = first_line(text);
    if (trimmed(line.text) == "---" && key_line(next_line(text, line).text)) {
      front.warnings.emplace_back("front matter opens on the first line and never closes: read as text");
    }
    return front;
  }
  front.size = extent->size;
  if (!extent->yaml || plainly_yaml(text.substr(extent->start, extent->end - extent->start))) {
    interpret(read_lines(text, *extent), text, front);
  } else if (const auto fields = read_yaml(text, *extent)) {
    interpret(*fields, text, front);
  } else {
    front.warnings.push_back(fmt::format("front matter is no YAML ({}): read line by line", fields.error().message));
    interpret(read_lines(text, *extent), text, front);
  }
  return front;
}

}  // namespace copydesk
