#include "audit/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "audit/reading.h"
#include "base/sha256.h"

namespace copydesk {
namespace {

SourceSpan span_of(const Json& json) { return {json.at(0).get<std::uint32_t>(), json.at(1).get<std::uint32_t>()}; }

SourceDescription description_of(const Json& record) {
  SourceDescription description{record.at("article").at("charset"), record.at("article").at("format"), {}};
  for (const Json& repair : record.at("repairs")) {
    description.repairs.push_back({span_of(repair.at("span")), repair.at("before"), repair.at("after")});
  }
  return description;
}

// What is known of a record's spans while it is checked, and what is wrong with them.
struct Checker {
  const SourceReading& reading;
  RecordCheck& check;
  std::set<SourceSpan> right;  // spans of mentions, dates and money that have been found right

  void fault(const std::string& what, SourceSpan span, std::string_view expected) const {
    const std::string reads =
        reading.holds(span) ? fmt::format("reads “{}”", reading.raw(span)) : "lies outside the source";
    check.faults.push_back(fmt::format("{} [{}, {}): {}, not “{}”", what, span.start, span.end, reads, expected));
  }

  void check_text(const std::string& what, SourceSpan span, const std::vector<std::string>& texts) {
    ++check.spans;
    if (std::ranges::any_of(texts, [&](const std::string& text) { return reading.reads_as(span, text); }))
      right.insert(span);
    else
      fault(what, span, texts.front());
  }
};

void check_entities(const Json& entities, Checker& checker) {
  for (const Json& entity : entities) {
    std::vector<std::string> names{entity.at("name")};
    for (const Json& alias : entity.at("aliases")) names.push_back(alias);
    std::size_t number = 0;
    for (const Json& mention : entity.at("mentions")) {
      checker.check_text(fmt::format("{} mention {}", entity.at("id").get<std::string>(), ++number), span_of(mention),
                         names);
    }
  }
}

void check_values(const char* layer, const Json& values, Checker& checker) {
  std::size_t number = 0;
  for (const Json& value : values) {
    checker.check_text(fmt::format("{} {}", layer, ++number), span_of(value.at("span")), {value.at("text")});
  }
}

void check_facts(const Json& facts, Checker& checker) {
  for (const Json& fact : facts) {
    for (const Json& evidence : fact.at("evidence")) {
      const std::string id = fact.at("id");
      const SourceSpan sentence = span_of(evidence.at("span"));
      const std::string text = evidence.at("text");
      checker.check_text(id + " evidence", sentence, {text});
      for (const char* argument : {"subject", "object"}) {
        const SourceSpan span = span_of(evidence.at(argument));
        ++checker.check.spans;
        if (checker.right.contains(span) || checker.reading.reads_inside(sentence, text, span)) continue;
        checker.fault(fmt::format("{} {}", id, argument), span, "a mention, or words of “" + text + "”");
      }
    }
  }
}

}  // namespace

RecordCheck check_record(const Json& record, const ReadSource& read) {
  RecordCheck check;
  try {
    const Json& article = record.at("article");
    check.source = article.at("source");
    Result<std::string> bytes = read(check.source);
    if (!bytes) {
      check.faults.push_back(bytes.error().message);
      return check;
    }
    if (sha256_hex(*bytes) != article.at("sha256")) {
      check.faults.emplace_back("source changed");
      return check;
    }
    const SourceReading reading(std::move(*bytes), description_of(record));
    Checker checker{reading, check, {}};
    check_entities(record.at("entities"), checker);
    check_values("date", record.at("dates"), checker);
    check_values("money", record.at("money"), checker);
    check_facts(record.at("facts"), checker);
  } catch (const Json::exception& error) {
    check.faults.push_back(fmt::format("is no record of schema copydesk/1: {}", error.what()));
  }
  return check;
}

}  // namespace copydesk
