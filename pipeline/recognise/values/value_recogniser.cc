#include "pipeline/recognise/values/value_recogniser.h"

#include <algorithm>
#include <array>

#include "pipeline/recognise/values/clause.h"
#include "pipeline/recognise/values/currency_choice.h"
#include "pipeline/recognise/values/date_resolver.h"
#include "pipeline/recognise/values/value_finder.h"
#include "pipeline/recognise/values/value_rules.h"

namespace copydesk {
namespace {

std::string collapsed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) out += c;
    if (blank && !out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

// The power of ten that a statement's heading gives its cells, "(amounts in thousands, except per share data)": where
// an amount is written as in a cell, "$ 852", without a scale or cents of its own.
int scale_of_cell(const MoneyExpression& said, std::string_view text, TextSpan span) {
  static constexpr std::uint32_t reach = 2500;  // bytes: a statement of some twenty lines
  struct Caption {
    std::string_view words;
    int scale;
  };
  static constexpr std::array<Caption, 4> captions = {
      {{"In thousands", 3}, {"in thousands", 3}, {"In millions", 6}, {"in millions", 6}}};
  if (said.number.scale != 0 || said.number.low.exponent < 0 || !said.per.empty()) return 0;
  if (!span.of(text).starts_with("$ ")) return 0;
  const std::string_view before = TextSpan{span.start - std::min(span.start, reach), span.start}.of(text);
  int scale = 0;
  std::size_t last = 0;
  for (const Caption& caption : captions) {
    const std::size_t at = before.rfind(caption.words);
    if (at == std::string_view::npos || at < last) continue;
    const std::string_view behind = before.substr(at + caption.words.size());
    // "In thousands of homes" heads no statement.
    if (!behind.starts_with(')') && !behind.starts_with(',') && !behind.starts_with('\n')) continue;
    last = at;
    scale = caption.scale;
  }
  return scale;
}

}  // namespace

class ValueRecogniser::Impl {
 public:
  Impl(ValueRules rules, ClauseReader clauses, CurrencyChoice currencies)
      : rules_(std::move(rules)), clauses_(std::move(clauses)), currencies_(std::move(currencies)), finder_(rules_) {}

  Impl(const Impl& other) : Impl(other.rules_, other.clauses_, other.currencies_) {}
  Impl& operator=(const Impl&) = delete;
  ~Impl() = default;

  void recognise(const ValueContext& context, const Document& document, const Segmentation& sentences, Mentions& out) {
    expressions_.clear();
    chosen_.clear();
    std::optional<Day> published;
    if (context.published && context.published->ok()) published = Day{*context.published};
    found_.clear();
    ends_.clear();
    for (const Sentence& sentence : sentences.sentences) {
      finder_.find(document.text, sentence.span, expressions_, found_);
      ends_.push_back(found_.size());
    }
    DateResolver resolver(published, rules_.vocabulary(), expressions_);
    std::size_t at = 0;
    for (std::uint32_t i = 0; i < ends_.size(); ++i) {
      for (; at < ends_[i]; ++at) add(found_[at], i, sentences.sentences[i].span, document.text, resolver, out);
    }
    std::stable_sort(out.all.begin(), out.all.end(), [](const Mention& a, const Mention& b) {
      return a.span.start != b.span.start ? a.span.start < b.span.start : a.span.end > b.span.end;
    });
  }

 private:
  struct Choice {
    CurrencyName name;
    bool large = false;
    std::string currency;
  };

  void add(const FoundValue& value, std::uint32_t number, TextSpan sentence, std::string_view text,
           DateResolver& resolver, Mentions& out) {
    if (value.glued || value.kind == ValueKind::duration) return;
    Mention mention{.span = value.span, .types = {}, .sentence = number, .evidence = rules_.rules()[value.rule].name};
    const auto expression = static_cast<std::size_t>(value.expression);
    switch (value.kind) {
      case ValueKind::date: {
        std::optional<DateValue> date = resolver.resolve(value.expression, {clauses_, text, sentence, value.span});
        if (!date) return;
        date->relative = collapsed(date->relative);
        mention.type = MentionType::date;
        mention.value = static_cast<std::int32_t>(out.dates.size());
        out.dates.push_back(std::move(*date));
        break;
      }
      case ValueKind::money: {
        MoneyValue money = money_value(expressions_.money[expression], text, value.span);
        if (money.currency.empty()) return;
        mention.type = MentionType::money;
        mention.value = static_cast<std::int32_t>(out.money.size());
        out.money.push_back(std::move(money));
        break;
      }
      case ValueKind::number: {
        const NumberExpression& said = expressions_.numbers[expression];
        if (said.vague || said.low != said.high) return;
        mention.type = MentionType::number;
        mention.value = static_cast<std::int32_t>(out.numbers.size());
        out.numbers.push_back({said.low, said.percent, said.mod});
        break;
      }
      case ValueKind::duration:
      case ValueKind::nothing: return;
    }
    mention.types = mention.type;
    out.all.push_back(std::move(mention));
  }

  // An article means one currency by a sign: it is looked into once.
  const std::string& currency_of(const MoneyExpression& said, std::string_view text) {
    const bool large = said.number.scale > 0;
    for (const Choice& choice : chosen_) {
      if (choice.name == said.currency && choice.large == large) return choice.currency;
    }
    return chosen_.emplace_back(Choice{said.currency, large, currencies_.of(said.currency.view(), text, large)})
        .currency;
  }

  MoneyValue money_value(const MoneyExpression& said, std::string_view text, TextSpan span) {
    MoneyValue value;
    if (said.number.low == said.number.high) {
      const int scale = scale_of_cell(said, text, span);
      value.amount = scale == 0 ? said.number.low : said.number.low.times_power_of_ten(scale);
    } else {
      value.range = {said.number.low, said.number.high};
    }
    value.currency = currencies_.of_unit(said.currency.view(), said.per, text);
    if (value.currency.empty()) value.currency = currency_of(said, text);
    value.mod = said.number.mod;
    value.per = collapsed(said.per);
    return value;
  }

  ValueRules rules_;
  ClauseReader clauses_;
  CurrencyChoice currencies_;
  ValueFinder finder_;
  std::vector<Choice> chosen_;  // for this document
  Expressions expressions_;
  std::vector<FoundValue> found_;
  std::vector<std::size_t> ends_;  // found_ up to here belongs to sentence i
};

tl::expected<ValueRecogniser, std::vector<RuleFault>> ValueRecogniser::create(const RuleSet& rules) {
  auto compiled = ValueRules::compile(rules);
  if (!compiled) return tl::unexpected(std::move(compiled.error()));
  std::vector<RuleFault> faults;
  ClauseReader clauses(rules, faults);
  if (!faults.empty()) {
    rules.show_lines(faults);
    return tl::unexpected(std::move(faults));
  }
  return ValueRecogniser(std::make_unique<Impl>(std::move(*compiled), std::move(clauses), CurrencyChoice(rules)));
}

void ValueRecogniser::recognise(const ValueContext& context, const Document& document, const Segmentation& sentences,
                                Mentions& out) {
  impl_->recognise(context, document, sentences, out);
}

ValueRecogniser::ValueRecogniser(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ValueRecogniser::ValueRecogniser(const ValueRecogniser& other) : impl_(std::make_unique<Impl>(*other.impl_)) {}
ValueRecogniser::ValueRecogniser(ValueRecogniser&&) noexcept = default;
ValueRecogniser& ValueRecogniser::operator=(ValueRecogniser&&) noexcept = default;
ValueRecogniser::~ValueRecogniser() = default;

}  // namespace copydesk
