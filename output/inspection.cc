#include "output/inspection.h"

#include <fmt/format.h>

#include "output/fact_rows.h"
#include "output/json_writer.h"
#include "output/record_json.h"
#include "output/values_text.h"

namespace copydesk {
namespace {

const char* name_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::word: return "word";
    case TokenKind::number: return "number";
    case TokenKind::punctuation: return "punctuation";
    case TokenKind::symbol: return "symbol";
  }
  return "";
}

// A line of the stage: opened with what every line has.
class Line {
 public:
  Line(const Record& record, TextSpan span, std::string_view text, std::string& out) : out_(out), json_(out) {
    json_.begin_object();
    json_.key("source").string(record.article.source);
    const SourceSpan source = record.document.map.source_of(span);
    json_.key("span").begin_array();
    json_.number(source.start);
    json_.number(source.end);
    json_.end_array();
    json_.key("text").string(text);
  }
  Line(const Record& record, TextSpan span, std::string& out)
      : Line(record, span, span.of(record.document.text), out) {}
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;
  ~Line() {
    json_.end_object();
    out_ += '\n';
  }
  JsonWriter& json() { return json_; }
  JsonWriter& key(std::string_view name) { return json_.key(name); }

 private:
  std::string& out_;
  JsonWriter json_;
};

void write_blocks(const Record& record, std::string& out) {
  for (const Block& block : record.document.blocks) {
    Line line(record, block.span, out);
    line.key("block").string(name_of(block.kind));
    if (block.level > 0) line.key("level").number(block.level);
    if (block.table < 0) continue;
    line.key("table").number(static_cast<std::uint64_t>(block.table));
    line.key("row").number(static_cast<std::uint64_t>(block.row));
    line.key("column").number(static_cast<std::uint64_t>(block.column));
  }
}

void write_sentences(const Record& record, std::string& out) {
  for (const Sentence& sentence : record.sentences.sentences) {
    Line line(record, sentence.span, out);
    line.key("block").string(name_of(record.document.blocks[sentence.block].kind));
  }
}

void write_tokens(const Record& record, std::string& out) {
  for (const Token& token : record.sentences.tokens) {
    Line line(record, token.span, out);
    line.key("token").string(name_of(token.kind));
  }
}

bool is_value(MentionType type) {
  return type == MentionType::date || type == MentionType::money || type == MentionType::number;
}

void write_value(const Record& record, const Mention& mention, JsonWriter& json) {
  const auto index = static_cast<std::size_t>(mention.value);
  json.begin_object();
  if (mention.type == MentionType::date) write_members(record.mentions.dates[index], json);
  if (mention.type == MentionType::money) write_members(record.mentions.money[index], json);
  if (mention.type == MentionType::number) write_members(record.mentions.numbers[index], json);
  json.end_object();
}

std::string entity_id(std::size_t index) { return fmt::format("e{}", index + 1); }

void write_mentions(const Record& record, std::string& out) {
  for (std::size_t i = 0; i < record.mentions.all.size(); ++i) {
    const Mention& mention = record.mentions.all[i];
    Line line(record, mention.span, out);
    line.key("type").string(name_of(mention.type));
    if (mention.types != MentionTypes(mention.type)) {
      line.key("types").begin_array();
      for (unsigned bit = 0; bit <= static_cast<unsigned>(MentionType::number); ++bit) {
        const auto type = static_cast<MentionType>(bit);
        if (mention.types.has(type)) line.json().string(name_of(type));
      }
      line.json().end_array();
    }
    if (is_value(mention.type))
      write_value(record, mention, line.key("value"));
    else
      line.key("score").literal(fmt::format("{:.2f}", mention.score));
    if (i < record.entities.of_mention.size() && record.entities.of_mention[i] >= 0) {
      line.key("entity").string(entity_id(static_cast<std::size_t>(record.entities.of_mention[i])));
    }
    line.key("evidence").string(evidence_of(record.mentions, mention));
  }
}

TextSpan first_span(const Record& record, const Entity& entity) {
  return entity.mentions.empty() ? TextSpan{} : record.mentions.all[entity.mentions.front()].span;
}

void write_entities(const Record& record, std::string& out) {
  for (std::size_t i = 0; i < record.entities.all.size(); ++i) {
    const Entity& entity = record.entities.all[i];
    Line line(record, first_span(record, entity), entity.name, out);
    line.key("id").string(entity_id(i));
    line.key("type").string(name_of(entity.type));
    line.key("aliases").begin_array();
    for (const std::string& alias : entity.aliases) line.json().string(alias);
    line.json().end_array();
    line.key("mentions").number(entity.mentions.size());
  }
  for (const Anaphor& anaphor : record.entities.anaphors) {
    Line line(record, anaphor.span, out);
    line.key("anaphor").string(name_of(anaphor.type));
    line.key("entity");
    if (anaphor.entity < 0)
      line.json().null();
    else
      line.json().string(entity_id(static_cast<std::size_t>(anaphor.entity)));
    line.key("rule").string(anaphor.rule);
    line.key("confidence").literal(confidence_text(static_cast<double>(anaphor.confidence)));
  }
}

void write_facts(const Record& record, std::string& out) {
  for (std::size_t i = 0; i < record.facts.all.size(); ++i) {
    const std::vector<Evidence>& evidence = record.facts.all[i].evidence;
    Line line(record, evidence.empty() ? TextSpan{} : evidence.front().span, out);
    write_fact(record, i, line.key("fact"));
  }
}

std::string place_of(const Record& record, TextSpan span) {
  return fmt::format("{}:{}", record.article.source, record.document.map.source_of(span).start);
}

void write_plain_tokens(const Record& record, std::string& out) {
  for (const Sentence& sentence : record.sentences.sentences) {
    for (const Token& token : record.sentences.tokens_of(sentence)) {
      out += token.span.of(record.document.text);
      out += ' ';
    }
    out.back() = '\n';
  }
}

void write_plain_mentions(const Record& record, std::string& out) {
  for (const Mention& mention : record.mentions.all) {
    out += fmt::format("{}  {}  {}\n", place_of(record, mention.span), name_of(mention.type),
                       on_one_line(mention.span.of(record.document.text)));
  }
}

void write_plain_entities(const Record& record, std::string& out) {
  for (const Entity& entity : record.entities.all) {
    out += fmt::format("{}  {}  {}", place_of(record, first_span(record, entity)), name_of(entity.type), entity.name);
    for (const std::string& alias : entity.aliases) out += " = " + alias;
    out += '\n';
  }
}

}  // namespace

void write_stage(InspectedStage stage, const Record& record, std::string& out) {
  const std::size_t start = out.size();
  switch (stage) {
    case InspectedStage::text: write_blocks(record, out); break;
    case InspectedStage::sentences: write_sentences(record, out); break;
    case InspectedStage::tokens: write_tokens(record, out); break;
    case InspectedStage::mentions: write_mentions(record, out); break;
    case InspectedStage::entities: write_entities(record, out); break;
    case InspectedStage::facts: write_facts(record, out); break;
  }
  make_valid_utf8(out, start);
}

void write_stage_plain(InspectedStage stage, const Record& record, std::string& out) {
  switch (stage) {
    case InspectedStage::text: out += record.document.text + '\n'; break;
    case InspectedStage::sentences:
      for (const Sentence& sentence : record.sentences.sentences) {
        out += on_one_line(sentence.span.of(record.document.text)) + '\n';
      }
      break;
    case InspectedStage::tokens: write_plain_tokens(record, out); break;
    case InspectedStage::mentions: write_plain_mentions(record, out); break;
    case InspectedStage::entities: write_plain_entities(record, out); break;
    case InspectedStage::facts: write_fact_lines(record, out); break;
  }
}

}  // namespace copydesk
