#include "output/fact_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <variant>
#include <vector>

#include "output/values_text.h"

namespace copydesk {
namespace {

constexpr std::string_view columns =
    "source,published,relation,subject,object,value,value_high,currency,mod,per,date,period,investors,"
    "lead_investors,price,amount,role,round,measure,former,total,status,confidence,rule,start,end,evidence\r\n";

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  return fmt::format("{}", fmt::join(parts, separator));
}

std::string name_of_entity(const Record& record, std::uint32_t entity) { return record.entities.all[entity].name; }

std::string object_text(const Record& record, const Fact& fact) {
  if (const auto* entity = std::get_if<EntityArgument>(&fact.object)) return name_of_entity(record, entity->entity);
  if (const auto* date = std::get_if<DateValue>(&fact.object)) return text_of(*date);
  if (const auto* money = std::get_if<MoneyValue>(&fact.object)) return text_of(*money);
  return text_of(std::get<NumberValue>(fact.object));
}

// "role CEO; former": what a person reads behind the fact.
std::string qualifiers_text(const Fact& fact) {
  const Qualifiers& q = fact.qualifiers;
  std::vector<std::string> parts;
  if (fact.status != Status::stated) parts.emplace_back(name_of(fact.status));
  if (!q.role.empty()) parts.push_back("role " + q.role);
  if (!q.round.empty()) parts.push_back("round " + q.round);
  if (!q.measure.empty()) parts.push_back("measure " + q.measure);
  if (q.date) parts.push_back("date " + text_of(*q.date));
  if (q.period) parts.push_back("period " + text_of(*q.period));
  if (q.price) parts.push_back("price " + text_of(*q.price));
  if (q.amount) parts.push_back("amount " + text_of(*q.amount));
  if (!q.lead_investors.empty()) parts.push_back("led by " + joined(q.lead_investors, ", "));
  if (!q.investors.empty()) parts.push_back("investors " + joined(q.investors, ", "));
  if (q.former) parts.emplace_back("former");
  if (q.total) parts.emplace_back("total");
  return parts.empty() ? std::string() : "  (" + joined(parts, "; ") + ")";
}

std::uint32_t first_byte(const Record& record, const Fact& fact) {
  return fact.evidence.empty() ? 0 : record.document.map.source_of(fact.evidence.front().span).start;
}

// One row of CSV: a field is quoted where it holds a comma, a quote or a line end.
class Row {
 public:
  explicit Row(std::string& out) : out_(out) {}
  Row& field(std::string_view text) {
    if (!first_) out_ += ',';
    first_ = false;
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
      out_ += text;
      return *this;
    }
    out_ += '"';
    for (char c : text) out_.append(c == '"' ? 2 : 1, c);
    out_ += '"';
    return *this;
  }
  void end() { out_ += "\r\n"; }

 private:
  std::string& out_;
  bool first_ = true;
};

struct ValueFields {
  std::string value, high, currency, mod, per;
};

ValueFields value_fields(const Fact& fact) {
  ValueFields fields;
  if (const auto* date = std::get_if<DateValue>(&fact.object)) {
    fields.value = date->value.empty() ? date->start : date->value;
    fields.high = date->end;
    fields.mod = name_of(date->mod);
  } else if (const auto* money = std::get_if<MoneyValue>(&fact.object)) {
    if (money->amount) fields.value = money->amount->text();
    if (money->range) fields.value = money->range->first.text(), fields.high = money->range->second.text();
    fields.currency = money->currency;
    fields.mod = name_of(money->mod);
    fields.per = money->per;
  } else if (const auto* number = std::get_if<NumberValue>(&fact.object)) {
    fields.value = number->number.text();
    fields.mod = name_of(number->mod);
  }
  return fields;
}

template <class Value>
std::string text_or_empty(const std::optional<Value>& value) {
  return value ? text_of(*value) : std::string();
}

void write_csv_row(const Record& record, const Fact& fact, std::string& out) {
  const Qualifiers& q = fact.qualifiers;
  const ValueFields value = value_fields(fact);
  const auto* entity = std::get_if<EntityArgument>(&fact.object);
  Row row(out);
  row.field(record.article.source)
      .field(record.article.published ? text_of(*record.article.published) : "")
      .field(name_of(fact.relation));
  row.field(name_of_entity(record, fact.subject)).field(entity ? name_of_entity(record, entity->entity) : "");
  row.field(value.value).field(value.high).field(value.currency).field(value.mod).field(value.per);
  row.field(text_or_empty(q.date)).field(text_or_empty(q.period));
  row.field(joined(q.investors, "; ")).field(joined(q.lead_investors, "; "));
  row.field(text_or_empty(q.price)).field(text_or_empty(q.amount)).field(q.role).field(q.round).field(q.measure);
  row.field(q.former ? "true" : "").field(q.total ? "true" : "");
  row.field(name_of(fact.status)).field(confidence_text(fact.confidence));
  if (fact.evidence.empty()) {
    row.field("").field("").field("").field("");
  } else {
    const Evidence& evidence = fact.evidence.front();
    const SourceSpan span = record.document.map.source_of(evidence.span);
    row.field(evidence.rule).field(std::to_string(span.start)).field(std::to_string(span.end));
    row.field(on_one_line(evidence.span.of(record.document.text)));
  }
  row.end();
}

}  // namespace

void write_fact_lines(const Record& record, std::string& out) {
  const std::string source = on_one_line(record.article.source);
  for (const Fact& fact : record.facts.all) {
    std::string relation = name_of(fact.relation);
    std::replace(relation.begin(), relation.end(), '_', ' ');
    out += fmt::format("{}:{}  ", source, first_byte(record, fact));
    out +=
        on_one_line(fmt::format("{} {} {}", name_of_entity(record, fact.subject), relation, object_text(record, fact)));
    out += qualifiers_text(fact);
    out += "  " + confidence_text(fact.confidence) + '\n';
  }
}

std::string_view csv_header() { return columns; }

void write_csv_rows(const Record& record, std::string& out) {
  for (const Fact& fact : record.facts.all) write_csv_row(record, fact, out);
}

}  // namespace copydesk
