// The ways an Explanation shows itself.
#include <fmt/format.h>

#include <algorithm>

#include "audit/explain.h"
#include "output/json_writer.h"
#include "output/values_text.h"

namespace copydesk {
namespace {

// Characters, not bytes: columns stand under each other.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string padded(const std::string& text, std::size_t to) {
  const std::size_t is = width(text);
  return text + std::string(is < to ? to - is : 0, ' ');
}

void show_mentions(const ExplainedSentence& sentence, std::string& out) {
  if (sentence.mentions.empty()) return;
  out += "\n  mentions\n";
  std::size_t column = 0;
  for (const ExplainedMention& mention : sentence.mentions) column = std::max(column, width(mention.text));
  for (const ExplainedMention& mention : sentence.mentions) {
    out += fmt::format("    {}  {}", padded(mention.text, std::min<std::size_t>(column, 40)), mention.type);
    if (!mention.meaning.empty() && mention.meaning != mention.text)
      out += (mention.type == "anaphor" ? " for " : ": ") + mention.meaning;
    if (!mention.evidence.empty()) out += "  (" + mention.evidence + ")";
    out += '\n';
  }
}

void show_fired(const ExplainedSentence& sentence, std::string& out) {
  out += sentence.fired.empty() ? "\n  no rule matched\n" : "\n  rules that matched\n";
  for (const FiredRule& fired : sentence.fired) {
    out += fmt::format("    {}  ({})\n", fired.rule, fired.place);
    for (const ExplainedSlot& slot : fired.slots) out += fmt::format("      {}  {}\n", padded(slot.name, 9), slot.text);
    for (const ExplainedFact& fact : fired.facts) {
      out += fmt::format("      => {}  {}{}, {}{}\n", fact.text, fact.status == "stated" ? "" : fact.status + " ",
                         confidence_text(fact.confidence), fact.id.empty() ? "" : fact.id + " ", fact.fate);
    }
    if (fired.facts.empty()) out += fmt::format("      no fact: {}\n", fired.why_none);
  }
}

void show_misses(const ExplainedSentence& sentence, std::string& out) {
  if (sentence.misses.empty()) return;
  out += "\n  nearest misses\n";
  for (const NearMiss& miss : sentence.misses) {
    out += fmt::format("    {} : {}  {} of {} parts  ({})\n", miss.rule, miss.relation, miss.matched, miss.parts,
                       miss.place);
    const bool plain = miss.needed.find_first_of("<{(|[") == std::string::npos;
    out += fmt::format("      reached “{}”\n      needed {}, saw {}\n", miss.reached,
                       plain ? "“" + miss.needed + "”" : miss.needed, miss.saw);
  }
}

class JsonText {
 public:
  explicit JsonText(std::string& out) : json_(out) {}

  void write(const Explanation& explanation) {
    json_.begin_object();
    text("source", explanation.source);
    list("sentences", explanation.sentences, [this](const ExplainedSentence& s) { write(s); });
    json_.end_object();
  }

 private:
  void text(const char* key, const std::string& value) { json_.key(key).string(value); }

  template <class Item, class Write>
  void list(const char* key, const std::vector<Item>& items, Write write_item) {
    json_.key(key).begin_array();
    for (const Item& item : items) {
      json_.begin_object();
      write_item(item);
      json_.end_object();
    }
    json_.end_array();
  }

  void span(SourceSpan where) {
    json_.key("span").begin_array();
    json_.number(where.start);
    json_.number(where.end);
    json_.end_array();
  }

  void write(const ExplainedSentence& sentence) {
    span(sentence.span);
    json_.key("line").number(sentence.line);
    text("zone", sentence.zone);
    text("text", sentence.text);
    text("seen", sentence.seen);
    list("mentions", sentence.mentions, [this](const ExplainedMention& mention) {
      span(mention.span);
      text("text", mention.text);
      text("type", mention.type);
      text("meaning", mention.meaning);
      text("evidence", mention.evidence);
    });
    list("fired", sentence.fired, [this](const FiredRule& fired) { write(fired); });
    list("misses", sentence.misses, [this](const NearMiss& miss) {
      text("rule", miss.rule);
      text("relation", miss.relation);
      text("place", miss.place);
      json_.key("matched").number(miss.matched);
      json_.key("parts").number(miss.parts);
      text("reached", miss.reached);
      text("needed", miss.needed);
      text("saw", miss.saw);
    });
  }

  void write(const FiredRule& fired) {
    text("rule", fired.rule);
    text("place", fired.place);
    list("slots", fired.slots, [this](const ExplainedSlot& slot) {
      text("name", slot.name);
      text("text", slot.text);
    });
    list("facts", fired.facts, [this](const ExplainedFact& fact) {
      text("fact", fact.text);
      text("status", fact.status);
      json_.key("confidence").literal(confidence_text(fact.confidence));
      text("id", fact.id);
      text("fate", fact.fate);
    });
    if (!fired.why_none.empty()) text("why_none", fired.why_none);
  }

  JsonWriter json_;
};

}  // namespace

std::string explanation_text(const Explanation& explanation) {
  std::string out;
  for (const ExplainedSentence& sentence : explanation.sentences) {
    out += fmt::format("{}{}:{}  bytes {}-{}, {}\n  {}\n", out.empty() ? "" : "\n", explanation.source, sentence.line,
                       sentence.span.start, sentence.span.end, sentence.zone, sentence.text);
    show_mentions(sentence, out);
    out += "\n  as the rules see it\n    " + sentence.seen + "\n";
    show_fired(sentence, out);
    show_misses(sentence, out);
  }
  return out;
}

std::string explanation_json(const Explanation& explanation) {
  std::string out;
  JsonText(out).write(explanation);
  out += '\n';
  make_valid_utf8(out);
  return out;
}

}  // namespace copydesk
