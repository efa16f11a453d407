#include "pipeline/relate/merge.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace copydesk {
namespace {

// Equal for objects that are the same: the entity, or the value without its modifier.
std::string key_of(const decltype(Fact::object)& object) {
  struct Visitor {
    std::string operator()(const EntityArgument& e) const { return fmt::format("e{}", e.entity); }
    std::string operator()(const DateValue& d) const {
      return fmt::format("d{}|{}|{}|{}", d.value, d.start, d.end, d.relative);
    }
    std::string operator()(const MoneyValue& m) const {
      if (m.range) return fmt::format("m{}-{}{}", m.range->first.text(), m.range->second.text(), m.currency);
      return fmt::format("m{}{}", m.amount ? m.amount->text() : "", m.currency);
    }
    std::string operator()(const NumberValue& n) const { return "n" + n.number.text(); }
  };
  return std::visit(Visitor{}, object);
}

void complete(std::vector<std::string>& names, const std::vector<std::string>& more) {
  for (const std::string& name : more) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
}

// Fills what `known` leaves open from a later statement.
void complete(Qualifiers& known, const Qualifiers& later) {
  if (!known.date) known.date = later.date;
  if (!known.period) known.period = later.period;
  if (!known.price) known.price = later.price;
  if (!known.amount) known.amount = later.amount;
  if (known.role.empty()) known.role = later.role;
  if (known.round.empty()) known.round = later.round;
  if (known.measure.empty()) known.measure = later.measure;
  complete(known.investors, later.investors);
  complete(known.lead_investors, later.lead_investors);
  known.former = known.former || later.former;
  known.total = known.total || later.total;
}

void complete(Fact& known, const Fact& later) {
  complete(known.qualifiers, later.qualifiers);
  // A plan that a later sentence reports as done is done; a rumour likewise.
  if (known.status != later.status && later.status == Status::stated) known.status = Status::stated;
  if (auto* money = std::get_if<MoneyValue>(&known.object); money != nullptr && money->mod == Mod::none) {
    money->mod = std::get<MoneyValue>(later.object).mod;
  }
  known.confidence = std::max(known.confidence, later.confidence);
  for (const Evidence& evidence : later.evidence) {
    const auto same = std::find_if(known.evidence.begin(), known.evidence.end(), [&](const Evidence& e) {
      return e.span == evidence.span && e.subject.overlaps(evidence.subject) && e.object.overlaps(evidence.object);
    });
    if (same == known.evidence.end()) {
      known.evidence.push_back(evidence);
    } else if (evidence.confidence > same->confidence) {
      *same = evidence;
    }
  }
}

// Policy 1: drops what a rule of higher priority reads otherwise.
void drop_overruled(std::vector<CandidateFact>& candidates, const RelationRules& rules) {
  using Place = std::tuple<std::uint32_t, Relation, std::uint32_t>;  // sentence, relation, object's start
  std::map<Place, int> best;
  const auto place = [](const CandidateFact& c) {
    return Place{c.sentence, c.fact.relation, c.fact.evidence[0].object.start};
  };
  const auto priority = [&](const CandidateFact& c) { return rules.all()[c.rule].priority; };
  for (const CandidateFact& candidate : candidates) {
    const auto [at, fresh] = best.emplace(place(candidate), priority(candidate));
    if (!fresh) at->second = std::max(at->second, priority(candidate));
  }
  std::erase_if(candidates, [&](const CandidateFact& c) { return priority(c) < best.at(place(c)); });
}

// Of two that a sentence states both ways round, "Orlo, bought by Veltrix" as bought and as buyer, the one of the rule
// with the higher priority.
void drop_reversed(std::vector<CandidateFact>& candidates, const RelationRules& rules) {
  using Ends = std::tuple<std::uint32_t, Relation, std::uint32_t, std::uint32_t>;  // sentence, relation, from, to
  std::map<Ends, int> best;
  const auto object = [](const CandidateFact& c) {
    const auto* entity = std::get_if<EntityArgument>(&c.fact.object);
    return entity != nullptr ? std::optional(entity->entity) : std::nullopt;
  };
  const auto priority = [&](const CandidateFact& c) { return rules.all()[c.rule].priority; };
  for (const CandidateFact& c : candidates) {
    if (!object(c)) continue;
    const auto [at, fresh] = best.emplace(Ends{c.sentence, c.fact.relation, c.fact.subject, *object(c)}, priority(c));
    if (!fresh) at->second = std::max(at->second, priority(c));
  }
  std::erase_if(candidates, [&](const CandidateFact& c) {
    if (!object(c)) return false;
    const auto reversed = best.find(Ends{c.sentence, c.fact.relation, *object(c), c.fact.subject});
    return reversed != best.end() && reversed->second > priority(c);
  });
}

bool earlier(const Fact& a, const Fact& b) {
  const auto key = [](const Fact& f) {
    const Evidence& e = f.evidence.front();
    return std::tuple(e.span.start, std::string_view(name_of(f.relation)), e.subject.start, e.object.start,
                      std::string_view(e.rule));
  };
  return key(a) < key(b);
}

}  // namespace

Facts merge_facts(std::vector<CandidateFact> candidates, const RelationRules& rules) {
  drop_overruled(candidates, rules);
  drop_reversed(candidates, rules);
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const CandidateFact& a, const CandidateFact& b) { return earlier(a.fact, b.fact); });
  Facts facts;
  using Key = std::tuple<Relation, std::uint32_t, std::string, bool>;
  std::map<Key, std::size_t> known;
  for (CandidateFact& candidate : candidates) {
    Fact& fact = candidate.fact;
    Key key{fact.relation, fact.subject, key_of(fact.object), fact.status == Status::denied};
    const auto [at, fresh] = known.emplace(std::move(key), facts.all.size());
    if (fresh) {
      facts.all.push_back(std::move(fact));
    } else {
      complete(facts.all[at->second], fact);
    }
  }
  std::stable_sort(facts.all.begin(), facts.all.end(), earlier);
  return facts;
}

bool state_the_same(const Fact& a, const Fact& b) {
  return a.relation == b.relation && a.subject == b.subject &&
         (a.status == Status::denied) == (b.status == Status::denied) && key_of(a.object) == key_of(b.object);
}

}  // namespace copydesk
