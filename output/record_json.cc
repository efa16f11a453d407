#include "output/record_json.h"

#include <fmt/format.h>

#include <vector>

#include "output/json_writer.h"
#include "output/values_text.h"

namespace copydesk {
namespace {

void write_span(SourceSpan span, JsonWriter& json) {
  json.begin_array();
  json.number(span.start);
  json.number(span.end);
  json.end_array();
}

void write_strings(const std::vector<std::string>& strings, JsonWriter& json) {
  json.begin_array();
  for (const std::string& text : strings) json.string(text);
  json.end_array();
}

void write_or_null(const std::string& text, JsonWriter& json) {
  if (text.empty())
    json.null();
  else
    json.string(text);
}

// "e1": ids count from 1.
void write_id(char letter, std::size_t index, JsonWriter& json) {
  json.string(fmt::format(FMT_STRING("{}{}"), letter, index + 1));
}

void write_article(const Article& article, const Document& document, JsonWriter& json) {
  json.begin_object();
  json.key("id").string(article.id());
  json.key("source").string(article.source);
  json.key("sha256").string(article.sha256);
  json.key("format").string(name_of(article.format));
  json.key("charset").string(article.charset);
  write_or_null(article.title, json.key("title"));
  write_strings(article.authors, json.key("authors"));
  json.key("published");
  if (article.published)
    json.string(text_of(*article.published));
  else
    json.null();
  write_or_null(article.url, json.key("url"));
  json.key("language").string(article.language);
  json.key("bytes").number(article.bytes.size());
  json.key("warnings").begin_array();
  for (const std::string& warning : article.warnings) json.string(warning);
  for (const std::string& warning : document.warnings) json.string(warning);
  json.end_array();
  json.end_object();
}

void write_repairs(const std::vector<Repair>& repairs, JsonWriter& json) {
  json.begin_array();
  for (const Repair& repair : repairs) {
    json.begin_object();
    json.key("kind").string(repair.kind);
    write_span(repair.source, json.key("span"));
    json.key("before").string(repair.before);
    json.key("after").string(repair.after);
    json.end_object();
  }
  json.end_array();
}

// The entities that the article says founded a company.
std::vector<bool> founders(const Record& record) {
  std::vector<bool> founder(record.entities.all.size());
  for (const Fact& fact : record.facts.all) {
    if (fact.relation != Relation::founded_by || fact.status == Status::denied) continue;
    if (const auto* object = std::get_if<EntityArgument>(&fact.object)) founder[object->entity] = true;
  }
  return founder;
}

// The entities that are written: all that the article names, and those it never names where a fact needs them.
std::vector<bool> written_entities(const Record& record) {
  std::vector<bool> written;
  for (const Entity& entity : record.entities.all) written.push_back(!entity.mentions.empty());
  for (const Fact& fact : record.facts.all) {
    written[fact.subject] = true;
    if (const auto* object = std::get_if<EntityArgument>(&fact.object)) written[object->entity] = true;
  }
  return written;
}

void write_entities(const Record& record, JsonWriter& json) {
  const std::vector<bool> founder = founders(record);
  const std::vector<bool> written = written_entities(record);
  json.begin_array();
  for (std::size_t i = 0; i < record.entities.all.size(); ++i) {
    if (!written[i]) continue;
    const Entity& entity = record.entities.all[i];
    json.begin_object();
    write_id('e', i, json.key("id"));
    json.key("type").string(name_of(entity.type));
    json.key("name").string(entity.name);
    write_strings(entity.aliases, json.key("aliases"));
    if (founder[i] && entity.type == MentionType::person) write_strings({"founder"}, json.key("roles"));
    json.key("mentions").begin_array();
    for (std::uint32_t mention : entity.mentions) {
      write_span(record.document.map.source_of(record.mentions.all[mention].span), json);
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
}

// The mentions of one type of value, each with its text, its span and its value's members.
template <class Value>
void write_values(const Record& record, MentionType type, const std::vector<Value>& values, JsonWriter& json) {
  json.begin_array();
  for (const Mention& mention : record.mentions.all) {
    if (mention.type != type || mention.value < 0) continue;
    json.begin_object();
    json.key("text").string(on_one_line(mention.span.of(record.document.text)));
    write_span(record.document.map.source_of(mention.span), json.key("span"));
    write_members(values[static_cast<std::size_t>(mention.value)], json);
    json.end_object();
  }
  json.end_array();
}

void write_entity_argument(std::uint32_t entity, const Record& record, JsonWriter& json) {
  json.begin_object();
  write_id('e', entity, json.key("entity"));
  json.key("name").string(record.entities.all[entity].name);
  json.end_object();
}

void write_object(const Fact& fact, const Record& record, JsonWriter& json) {
  if (const auto* entity = std::get_if<EntityArgument>(&fact.object)) {
    return write_entity_argument(entity->entity, record, json.key("object"));
  }
  json.key("value").begin_object();
  if (const auto* date = std::get_if<DateValue>(&fact.object)) write_members(*date, json);
  if (const auto* money = std::get_if<MoneyValue>(&fact.object)) write_members(*money, json);
  if (const auto* number = std::get_if<NumberValue>(&fact.object)) write_members(*number, json);
  json.end_object();
}

void write_money(const MoneyValue& money, JsonWriter& json) {
  json.begin_object();
  write_members(money, json);
  json.end_object();
}

void write_qualifiers(const Qualifiers& qualifiers, JsonWriter& json) {
  json.begin_object();
  if (qualifiers.date) write_date(*qualifiers.date, json.key("date"));
  if (qualifiers.period) write_date(*qualifiers.period, json.key("period"));
  if (!qualifiers.investors.empty()) write_strings(qualifiers.investors, json.key("investors"));
  if (!qualifiers.lead_investors.empty()) write_strings(qualifiers.lead_investors, json.key("lead_investors"));
  if (qualifiers.price) write_money(*qualifiers.price, json.key("price"));
  if (qualifiers.amount) write_money(*qualifiers.amount, json.key("amount"));
  if (!qualifiers.role.empty()) json.key("role").string(qualifiers.role);
  if (!qualifiers.round.empty()) json.key("round").string(qualifiers.round);
  if (!qualifiers.measure.empty()) json.key("measure").string(qualifiers.measure);
  if (qualifiers.former) json.key("former").boolean(true);
  if (qualifiers.total) json.key("total").boolean(true);
  json.end_object();
}

void write_evidence(const Evidence& evidence, const Document& document, JsonWriter& json) {
  json.begin_object();
  write_span(document.map.source_of(evidence.span), json.key("span"));
  json.key("text").string(on_one_line(evidence.span.of(document.text)));
  write_span(document.map.source_of(evidence.subject), json.key("subject"));
  write_span(document.map.source_of(evidence.object), json.key("object"));
  json.key("rule").string(evidence.rule);
  json.key("confidence").literal(confidence_text(evidence.confidence));
  json.end_object();
}

// Opens the record.
void write_engine(const Engine& engine, JsonWriter& json) {
  json.begin_object();
  json.key("schema").string("copydesk/1");
  json.key("engine").begin_object();
  json.key("version").string(engine.version);
  json.key("rules").string(engine.rules);
  json.end_object();
}

}  // namespace

void write_fact(const Record& record, std::size_t index, JsonWriter& json) {
  const Fact& fact = record.facts.all[index];
  json.begin_object();
  write_id('f', index, json.key("id"));
  json.key("relation").string(name_of(fact.relation));
  write_entity_argument(fact.subject, record, json.key("subject"));
  write_object(fact, record, json);
  write_qualifiers(fact.qualifiers, json.key("qualifiers"));
  json.key("status").string(name_of(fact.status));
  json.key("confidence").literal(confidence_text(fact.confidence));
  json.key("evidence").begin_array();
  for (const Evidence& evidence : fact.evidence) write_evidence(evidence, record.document, json);
  json.end_array();
  json.end_object();
}

void write_record_start(const Engine& engine, std::string& out) {
  JsonWriter json(out);
  write_engine(engine, json);
}

void write_record(const Record& record, const Engine& engine, std::string& out) {
  const std::size_t start = out.size();
  JsonWriter json(out);
  write_engine(engine, json);
  write_article(record.article, record.document, json.key("article"));
  write_repairs(record.document.repairs, json.key("repairs"));
  write_entities(record, json.key("entities"));
  write_values(record, MentionType::date, record.mentions.dates, json.key("dates"));
  write_values(record, MentionType::money, record.mentions.money, json.key("money"));
  json.key("facts").begin_array();
  for (std::size_t i = 0; i < record.facts.all.size(); ++i) write_fact(record, i, json);
  json.end_array();
  json.end_object();
  make_valid_utf8(out, start);
  out += '\n';
}

}  // namespace copydesk
