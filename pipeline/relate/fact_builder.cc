#include "pipeline/relate/fact_builder.h"

#include <algorithm>
#include <array>

namespace copydesk {
namespace {

using Role = SlotUse::Role;
// How often the article's topic is meant where a sentence leaves its subject out.
constexpr float kTopicConfidence = 0.8F;
// How many entities before and behind a product its maker is sought among.
constexpr std::int32_t kNamesakeReach = 100;
constexpr std::size_t kRoles = static_cast<std::size_t>(Role::other) + 1;

// Reads the captures of one match.
class Builder {
 public:
  Builder(const FactContext& context, const RelationRule& rule, const RuleTemplate& rule_template,
          const Captures& captures, const SlottedText& slotted, const MatchPlace& place)
      : context_(context),
        rule_(rule),
        template_(rule_template),
        captures_(captures),
        slotted_(slotted),
        place_(place) {}

  void build(std::vector<CandidateFact>& facts) {
    for (std::size_t i = 0; i < template_.slots.size(); ++i) {
      if (const auto& capture = captures_[i + 1]) read(template_.slots[i], *capture);
    }
    if (rule_.topic_subject && arguments(Role::subject).empty() && place_.topic >= 0) read_topic();
    if (rule_.namesake_subject && arguments(Role::subject).empty()) read_namesake();
    const Qualifiers qualifiers = read_qualifiers();
    add_facts(rule_.relation, arguments(Role::subject), arguments(Role::object), qualifiers, facts);
    for (const DerivedFact& derived : rule_.also) {
      Qualifiers shared;
      if (derived.relation == Relation::backed_by) shared.date = qualifiers.date;
      if (derived.relation == Relation::led_by) shared.role = qualifiers.role;
      if (derived.relation == Relation::led_by) shared.former = qualifiers.former;
      add_facts(derived.relation, arguments(derived.subject), arguments(derived.object), shared, facts);
    }
  }

 private:
  std::vector<Argument>& arguments(Role role) { return arguments_[static_cast<std::size_t>(role)]; }

  void read(const SlotUse& use, Capture capture) {
    if (capture.start == capture.end) return;
    if (use.types == MentionTypes()) {
      text_[static_cast<std::size_t>(use.role)] = capture;
      return;
    }
    for (const SlottedText::Placeholder& placeholder : slotted_.placeholders_in(capture)) {
      const SlottedText::Filler& filler = placeholder.filler;
      if (filler.first_anaphor >= 0) {
        read_anaphor(use, filler);
        continue;
      }
      const Mention& mention = context_.mentions.all[static_cast<std::size_t>(filler.mention)];
      const std::int32_t entity = context_.entities.of_mention[static_cast<std::size_t>(filler.mention)];
      const bool fits =
          entity >= 0 ? use.types.has(role_type(context_.entities.all[static_cast<std::size_t>(entity)].type)) : false;
      if (!fits && !mention.types.any_of(use.types)) continue;
      arguments(use.role).push_back({mention.span, entity, filler.mention, 1});
    }
  }

  // Every reading of an anaphor that fits the slot: "the pair" stands for two people.
  void read_anaphor(const SlotUse& use, const SlottedText::Filler& filler) {
    const std::vector<Anaphor>& anaphors = context_.entities.anaphors;
    for (auto i = static_cast<std::size_t>(filler.first_anaphor);
         i < anaphors.size() && anaphors[i].span == filler.span; ++i) {
      const Anaphor& anaphor = anaphors[i];
      if (anaphor.entity < 0) continue;
      const MentionType type = context_.entities.all[static_cast<std::size_t>(anaphor.entity)].type;
      if (!use.types.has(role_type(type))) continue;
      arguments(use.role).push_back({anaphor.span, anaphor.entity, -1, anaphor.confidence});
    }
  }

  // The topic stands where it was named last before this sentence.
  void read_topic() {
    const std::vector<std::uint32_t>& named = context_.entities.all[static_cast<std::size_t>(place_.topic)].mentions;
    if (named.empty()) return;
    std::uint32_t last = named.front();
    for (const std::uint32_t mention : named) {
      if (context_.mentions.all[mention].span.start < place_.sentence_span.start) last = mention;
    }
    arguments(Role::subject)
        .push_back({context_.mentions.all[last].span, place_.topic, static_cast<std::int32_t>(last), kTopicConfidence});
  }

  // "the Veltrix Lumo lamp": the company whose name the product's begins with; of a list, the first that has one.
  void read_namesake() {
    std::vector<Argument>& products = arguments(Role::object);
    std::int32_t maker = -1;
    std::erase_if(products, [&](const Argument& product) {
      if (product.entity < 0) return true;
      const std::int32_t its = namesake_of(product.span.of(context_.document.text), product.entity);
      if (maker < 0) maker = its;
      return its < 0 || its != maker;
    });
    if (maker < 0) return;
    const std::uint32_t named = context_.entities.all[static_cast<std::size_t>(maker)].mentions.front();
    arguments(Role::subject).push_back({context_.mentions.all[named].span, maker, static_cast<std::int32_t>(named), 1});
  }

  // Of the companies first named near the product, so that a list of thousands costs no more; -1: none.
  std::int32_t namesake_of(std::string_view product, std::int32_t product_entity) const {
    const auto count = static_cast<std::int32_t>(context_.entities.all.size());
    std::int32_t found = -1;
    std::size_t longest = 0;
    for (std::int32_t i = std::max(0, product_entity - kNamesakeReach);
         i < std::min(count, product_entity + kNamesakeReach); ++i) {
      const Entity& entity = context_.entities.all[static_cast<std::size_t>(i)];
      if (entity.type != MentionType::company) continue;
      const auto begins = [&](std::string_view name) {
        return name.size() > longest && name.size() + 1 < product.size() && product.starts_with(name) &&
               product[name.size()] == ' ';
      };
      for (std::size_t alias = 0; alias <= entity.aliases.size(); ++alias) {
        const std::string& text = alias == 0 ? entity.name : entity.aliases[alias - 1];
        if (begins(text)) longest = text.size(), found = i;
      }
    }
    return found;
  }

  std::string text_of(Role role) const {
    const auto& capture = text_[static_cast<std::size_t>(role)];
    if (!capture) return {};
    const TextSpan span = slotted_.span_of(*capture);
    return std::string(span.of(context_.document.text));
  }

  const Mention* value_of(Role role, MentionType type) {
    for (const Argument& argument : arguments(role)) {
      if (argument.mention < 0) continue;
      const Mention& mention = context_.mentions.all[static_cast<std::size_t>(argument.mention)];
      if (mention.type == type && mention.value >= 0) return &mention;
    }
    return nullptr;
  }

  Qualifiers read_qualifiers() {
    Qualifiers q = rule_.constants;
    if (const Mention* m = value_of(Role::date, MentionType::date))
      q.date = context_.mentions.dates[static_cast<std::size_t>(m->value)];
    if (const Mention* m = value_of(Role::period, MentionType::date))
      q.period = context_.mentions.dates[static_cast<std::size_t>(m->value)];
    if (const Mention* m = value_of(Role::price, MentionType::money))
      q.price = context_.mentions.money[static_cast<std::size_t>(m->value)];
    if (const Mention* m = value_of(Role::amount, MentionType::money))
      q.amount = context_.mentions.money[static_cast<std::size_t>(m->value)];
    for (const auto& [role, names] :
         {std::pair{Role::investors, &q.investors}, {Role::lead_investors, &q.lead_investors}}) {
      for (const Argument& argument : arguments(role)) {
        if (argument.entity >= 0)
          names->push_back(context_.entities.all[static_cast<std::size_t>(argument.entity)].name);
      }
    }
    // A lead investor is an investor too.
    q.investors.insert(q.investors.begin(), q.lead_investors.begin(), q.lead_investors.end());
    if (std::string text = text_of(Role::role); !text.empty()) q.role = std::move(text);
    if (std::string text = text_of(Role::round); !text.empty()) q.round = std::move(text);
    if (std::string text = text_of(Role::measure); !text.empty()) q.measure = std::move(text);
    q.former = q.former || text_[static_cast<std::size_t>(Role::former)].has_value();
    q.total = q.total || text_[static_cast<std::size_t>(Role::total)].has_value();
    return q;
  }

  // The object of a fact, where the argument can be one.
  std::optional<decltype(Fact::object)> object_of(Relation relation, const Argument& argument) const {
    if (argument.entity >= 0) {
      if (relation == Relation::founded_on || relation == Relation::raised || relation == Relation::valued_at ||
          relation == Relation::earned || relation == Relation::employs) {
        return std::nullopt;
      }
      return EntityArgument{static_cast<std::uint32_t>(argument.entity)};
    }
    if (argument.mention < 0) return std::nullopt;
    const Mention& mention = context_.mentions.all[static_cast<std::size_t>(argument.mention)];
    if (mention.value < 0) return std::nullopt;
    const auto value = static_cast<std::size_t>(mention.value);
    if (mention.type == MentionType::date && relation == Relation::founded_on) return context_.mentions.dates[value];
    if (mention.type == MentionType::number && relation == Relation::employs) return context_.mentions.numbers[value];
    const bool money = relation == Relation::raised || relation == Relation::valued_at || relation == Relation::earned;
    if (mention.type == MentionType::money && money) return context_.mentions.money[value];
    return std::nullopt;
  }

  // A company, or what is only known to be some named thing where the template's words say that it is an organisation.
  [[nodiscard]] bool may_be_subject(const Argument& argument) const {
    if (argument.entity < 0) return false;
    const MentionType type = context_.entities.all[static_cast<std::size_t>(argument.entity)].type;
    if (role_type(type) == MentionType::company) return true;
    return type == MentionType::product &&
           std::any_of(template_.slots.begin(), template_.slots.end(), [](const SlotUse& slot) {
             return slot.role == Role::subject && slot.types.has(MentionType::product);
           });
  }

  [[nodiscard]] bool fits(Relation relation, const Argument& argument) const {
    if (argument.entity < 0) return true;
    const MentionType type = role_type(context_.entities.all[static_cast<std::size_t>(argument.entity)].type);
    switch (relation) {
      case Relation::founded_by:
      case Relation::backed_by: return type == MentionType::company || type == MentionType::person;
      case Relation::led_by: return type == MentionType::person;
      case Relation::headquartered_in: return type == MentionType::place;
      case Relation::acquired:
      case Relation::subsidiary_of: return type == MentionType::company;
      case Relation::makes: return may_be_made(argument);
      default: return true;
    }
  }

  // A name of no known kind counts as a product's, so what heads it must not speak against that; nor is a bare
  // abbreviation one.
  [[nodiscard]] bool may_be_made(const Argument& argument) const {
    const Entity& entity = context_.entities.all[static_cast<std::size_t>(argument.entity)];
    if (entity.type == MentionType::company) return true;
    const bool abbreviation = entity.name.size() <= 4 && std::all_of(entity.name.begin(), entity.name.end(),
                                                                     [](char c) { return c >= 'A' && c <= 'Z'; });
    return entity.type == MentionType::product && !abbreviation && !context_.rules.is_unmade(entity.name);
  }

  void add_facts(Relation relation, const std::vector<Argument>& subjects, const std::vector<Argument>& objects,
                 const Qualifiers& qualifiers, std::vector<CandidateFact>& facts) const {
    for (const Argument& subject : subjects) {
      if (!may_be_subject(subject)) continue;
      for (const Argument& object : objects) {
        if (object.entity == subject.entity && object.entity >= 0) continue;
        auto value = object_of(relation, object);
        if (!value || !fits(relation, object)) continue;
        CandidateFact candidate;
        candidate.rule = place_.rule;
        candidate.sentence = place_.sentence;
        candidate.match = slotted_.span_of(*captures_[0]);
        candidate.fact.relation = relation;
        candidate.fact.subject = static_cast<std::uint32_t>(subject.entity);
        candidate.fact.object = std::move(*value);
        candidate.fact.qualifiers = qualifiers;
        candidate.fact.status = rule_.status;
        candidate.fact.confidence = rule_.confidence * subject.confidence * object.confidence;
        candidate.fact.evidence.push_back(
            {place_.sentence_span, subject.span, object.span, rule_.name, candidate.fact.confidence});
        facts.push_back(std::move(candidate));
      }
    }
  }

  const FactContext& context_;
  const RelationRule& rule_;
  const RuleTemplate& template_;
  const Captures& captures_;
  const SlottedText& slotted_;
  const MatchPlace& place_;
  std::array<std::vector<Argument>, kRoles> arguments_;
  std::array<std::optional<Capture>, kRoles> text_;
};

}  // namespace

void build_facts(const FactContext& context, const RelationRule& rule, const RuleTemplate& rule_template,
                 const Captures& captures, const SlottedText& slotted, const MatchPlace& place,
                 std::vector<CandidateFact>& facts) {
  Builder(context, rule, rule_template, captures, slotted, place).build(facts);
}

}  // namespace copydesk
