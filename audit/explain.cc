#include "audit/explain.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "output/values_text.h"
#include "pipeline/relate/merge.h"
#include "rules/matching/plain_text.h"

namespace copydesk {
namespace {

std::string place_of(const RelationRule& rule, const RuleText& where) {
  const RuleFault place = fault_at(rule.definition->file, where, 0, 1, {});
  return fmt::format("{}:{}", place.file, place.line);
}

std::string value_text(const Mentions& mentions, const Mention& mention) {
  if (mention.value < 0) return {};
  const auto value = static_cast<std::size_t>(mention.value);
  switch (mention.type) {
    case MentionType::date: return text_of(mentions.dates[value]);
    case MentionType::money: return text_of(mentions.money[value]);
    case MentionType::number: return text_of(mentions.numbers[value]);
    default: return {};
  }
}

// "company", "company or person"
std::string types_text(MentionTypes types) {
  std::string text;
  for (unsigned bit = 0; bit <= static_cast<unsigned>(MentionType::number); ++bit) {
    const auto type = static_cast<MentionType>(bit);
    if (types.has(type)) text += (text.empty() ? "" : " or ") + std::string(name_of(type));
  }
  return text;
}

// A placeholder in plain text (rules/matching/plain_text.h).
bool is_slot(char c) { return static_cast<unsigned char>(c) >= 0x80 && static_cast<unsigned char>(c) < 0xC0; }

// The weightiest pieces of evidence, which come first: "own.suffix +2.1, verb.raise +1.4, …".
std::string strongest(const std::string& evidence) {
  constexpr int most = 4;
  std::size_t end = 0;
  for (int i = 0; i < most && end != std::string::npos; ++i) end = evidence.find(", ", end + 1);
  return end == std::string::npos ? evidence : evidence.substr(0, end) + ", …";
}

// Explains one article.
class ArticleExplainer {
 public:
  ArticleExplainer(const Desk& desk, const NameRecogniser& names, const Record& record, const RelateTrace& trace)
      : rules_(desk.relation_rules()), record_(record), trace_(trace) {
    find_lines();
    weigh_unknown(names);
  }

  [[nodiscard]] std::string_view text() const { return record_.document.text; }

  [[nodiscard]] std::size_t line_of(SourceSpan span) const {
    return static_cast<std::size_t>(std::upper_bound(lines_.begin(), lines_.end(), span.start) - lines_.begin());
  }

  [[nodiscard]] bool is_wished(const RelateTrace::Passage& passage, const ExplanationWish& wish) const {
    const TextSpan span = passage.place.sentence_span;
    if (!wish.at.empty() && on_one_line(span.of(text())).find(on_one_line(wish.at)) == std::string::npos) return false;
    if (wish.line == 0) return true;
    const SourceSpan source = record_.document.map.source_of(span);
    const SourceSpan last{source.end > source.start ? source.end - 1 : source.end, source.end};
    return line_of(source) <= wish.line && wish.line <= line_of(last);
  }

  [[nodiscard]] ExplainedSentence explain(std::size_t index, const ExplanationWish& wish) const {
    const RelateTrace::Passage& passage = trace_.passages[index];
    ExplainedSentence sentence;
    const TextSpan span = passage.place.sentence_span;
    sentence.span = record_.document.map.source_of(span);
    sentence.line = line_of(sentence.span);
    sentence.zone = name_of(passage.zone);
    sentence.text = on_one_line(span.of(text()));
    sentence.seen = seen_by_rules(passage.text);
    add_mentions(span, sentence.mentions);
    for (const RelateTrace::Match& match : trace_.matches) {
      if (match.passage == index && is_asked(match.rule, wish)) sentence.fired.push_back(fired(passage, match));
    }
    return sentence;
  }

  // The best miss of each rule that did not match, the nearest first.
  [[nodiscard]] std::vector<NearMiss> nearest_misses(const RelateTrace::Passage& passage,
                                                     const std::vector<FiredRule>& fired,
                                                     const std::vector<NearTemplate>& all, NeedIndex& needs,
                                                     Matcher& matcher, const ExplanationWish& wish) const {
    std::map<std::uint32_t, Ranked> best;
    needs.read(passage.text.text());
    for (const Matcher::Candidate& candidate : matcher.candidates()) {
      const NearTemplate& near = all[static_cast<std::size_t>(candidate.id)];
      const RelationRule& rule = rules_.all()[near.rule];
      if (!is_asked(near.rule, wish) || near.pattern.matched < kFewestParts || !is_in_zone(rule, passage.zone) ||
          std::ranges::any_of(fired, [&](const FiredRule& f) { return f.rule == rule.name; }))
        continue;
      bool first = true;
      matcher.for_each_match(candidate, [&](const Captures& captures) {
        if (!std::exchange(first, false)) return;
        const double rank = rank_of(passage, near.pattern, captures);
        if (Ranked& known = best[near.rule]; rank > known.rank) {
          known = {rank, near_miss(passage, rule, rule.templates[near.rule_template], near.pattern, captures)};
        }
      });
    }
    return nearest(std::move(best), wish.misses);
  }

 private:
  static constexpr std::size_t kFewestParts = 2;  // that make a miss worth a word
  static constexpr double kLeastRank = 0.6;

  struct Ranked {
    double rank = 0;
    NearMiss miss;
  };

  static std::vector<NearMiss> nearest(std::map<std::uint32_t, Ranked> best, std::size_t most) {
    std::vector<Ranked> ranked;
    for (auto& [rule, miss] : best) {
      if (miss.rank >= kLeastRank) ranked.push_back(std::move(miss));
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) { return a.rank > b.rank; });
    std::vector<NearMiss> misses;
    for (Ranked& one : ranked) {
      if (misses.size() < most) misses.push_back(std::move(one.miss));
    }
    return misses;
  }

  // The share of the template that was there; of equal ones the longer, and before all where a name was in the way.
  [[nodiscard]] double rank_of(const RelateTrace::Passage& passage, const NearPattern& near,
                               const Captures& captures) const {
    const auto matched = static_cast<double>(near.matched);
    return matched / static_cast<double>(near.parts) + 0.01 * matched + (saw_name(passage, near, captures) ? 0.2 : 0);
  }

  static bool is_in_zone(const RelationRule& rule, BlockKind zone) {
    return rule.zones.empty() || std::ranges::find(rule.zones, zone) != rule.zones.end();
  }

  [[nodiscard]] NearMiss near_miss(const RelateTrace::Passage& passage, const RelationRule& rule,
                                   const RuleTemplate& its, const NearPattern& near, const Captures& captures) const {
    NearMiss miss{
        rule.name, name_of(rule.relation), place_of(rule, its.source), near.matched, near.parts, {}, near.lacks, {}};
    std::optional<Capture> saw;
    if (near.cut) {
      saw = next_thing(passage.text.text(), captures[0]->end);
    } else {
      for (std::size_t i = 0; i < near.pattern.slots.size(); ++i) {
        if (near.pattern.slots[i].name == NearPattern::kSaw) saw = captures[i + 1];
      }
    }
    const TextSpan reached = passage.text.span_of(*captures[0]);
    miss.reached = on_one_line(reached.of(text()));
    miss.saw = saw ? what_stands_at(passage.text, *saw) : "the sentence's end";
    return miss;
  }

  // Whether the part was lacking because of what a name was taken for: such misses tell most.
  [[nodiscard]] bool saw_name(const RelateTrace::Passage& passage, const NearPattern& near,
                              const Captures& captures) const {
    for (std::size_t i = 0; i < near.pattern.slots.size() && !near.cut; ++i) {
      if (near.pattern.slots[i].name != NearPattern::kSaw || !captures[i + 1]) continue;
      const char first = passage.text.text()[captures[i + 1]->start];
      return (first >= 'A' && first <= 'Z') || is_slot(first);
    }
    return false;
  }

  [[nodiscard]] bool is_asked(std::uint32_t rule, const ExplanationWish& wish) const {
    const RelationRule& its = rules_.all()[rule];
    if (!wish.relation || its.relation == *wish.relation) return true;
    return std::ranges::any_of(its.also, [&](const DerivedFact& also) { return also.relation == *wish.relation; });
  }

  void find_lines() {
    lines_.push_back(0);
    const std::string& bytes = record_.article.bytes;
    for (auto at = bytes.find('\n'); at != std::string::npos; at = bytes.find('\n', at + 1))
      lines_.push_back(static_cast<std::uint32_t>(at + 1));
  }

  // Names that were weighed and found to be none.
  void weigh_unknown(const NameRecogniser& names) {
    for (std::size_t i = 0; i < names.candidates().size(); ++i) {
      const TextSpan span = names.span_of(names.candidates()[i]);
      const auto& all = record_.mentions.all;
      if (std::ranges::any_of(all, [&](const Mention& m) { return m.span.overlaps(span); })) continue;
      const names::NameGroup& group = names.group_of(i);
      std::size_t best = 0;
      for (std::size_t type = 1; type < names::kTypeCount; ++type) {
        if (group.chances[type] > group.chances[best]) best = type;
      }
      std::vector<std::pair<float, std::string>> pieces;
      for (const names::WeighedEvidence& piece : group.evidence)
        pieces.emplace_back(names.rules()[piece.rule].weights[best] * piece.value, names.rules()[piece.rule].name);
      std::stable_sort(pieces.begin(), pieces.end(),
                       [](const auto& a, const auto& b) { return std::abs(a.first) > std::abs(b.first); });
      std::string evidence;
      for (const auto& [weight, name] : pieces) {
        if (std::abs(weight) < 0.05F) break;
        evidence += fmt::format("{}{} {:+.1f}", evidence.empty() ? "" : ", ", name, weight);
      }
      unknown_.push_back({span,
                          fmt::format("{} {:.2f}, no name {:.2f}", name_of(static_cast<MentionType>(best)),
                                      group.chances[best], group.chances[names::kTypeCount]),
                          std::move(evidence)});
    }
  }

  std::string name_of_entity(std::int32_t entity) const {
    return entity < 0 ? std::string() : record_.entities.all[static_cast<std::size_t>(entity)].name;
  }

  // "Veltrix", "Ann Lee and Bob Marsh"; "" where it stands for nobody.
  std::string antecedents_of(std::size_t anaphor) const {
    const std::vector<Anaphor>& all = record_.entities.anaphors;
    std::string names;
    for (std::size_t i = anaphor; i < all.size() && all[i].span == all[anaphor].span; ++i) {
      if (all[i].entity >= 0) names += (names.empty() ? "" : " and ") + name_of_entity(all[i].entity);
    }
    return names;
  }

  void add_mentions(TextSpan sentence, std::vector<ExplainedMention>& mentions) const {
    std::map<std::uint32_t, ExplainedMention> by_start;
    const auto add = [&](TextSpan span, std::string type, std::string meaning, std::string evidence) {
      by_start.emplace(span.start, ExplainedMention{record_.document.map.source_of(span), on_one_line(span.of(text())),
                                                    std::move(type), std::move(meaning), std::move(evidence)});
    };
    for (std::size_t i = 0; i < record_.mentions.all.size(); ++i) {
      const Mention& mention = record_.mentions.all[i];
      if (!sentence.contains(mention.span)) continue;
      const std::int32_t entity = record_.entities.of_mention[i];
      add(mention.span, types_text(mention.types),
          entity >= 0 ? name_of_entity(entity) : value_text(record_.mentions, mention),
          evidence_of(record_.mentions, mention));
    }
    const std::vector<Anaphor>& anaphors = record_.entities.anaphors;
    for (std::size_t i = 0; i < anaphors.size(); ++i) {
      if (!sentence.contains(anaphors[i].span)) continue;
      const std::string names = antecedents_of(i);
      add(anaphors[i].span, "anaphor", names.empty() ? "nobody" : names,
          names.empty() ? "" : fmt::format("{} {:.2f}", anaphors[i].rule, anaphors[i].confidence));
    }
    for (const Unknown& unknown : unknown_) {
      if (sentence.contains(unknown.span)) add(unknown.span, "unknown name", unknown.chances, unknown.evidence);
    }
    for (auto& [start, mention] : by_start) mentions.push_back(std::move(mention));
  }

  // The slotted text for people: "[company] was founded by [person]".
  std::string seen_by_rules(const SlottedText& slotted) const {
    std::string out;
    const std::string all = utf8_of_plain(slotted.text());
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i] != '\xEE' || i + 2 >= all.size()) {
        out += all[i];
        continue;
      }
      const char32_t code_point =
          0xE000U | (static_cast<unsigned>(all[i + 1] & 0x3F) << 6) | static_cast<unsigned>(all[i + 2] & 0x3F);
      out += placeholder_text(code_point);
      i += 2;
    }
    return on_one_line(out);
  }

  std::string placeholder_text(char32_t code_point) const {
    if (is_name(code_point)) {
      MentionTypes types;
      for (unsigned bit = 0; bit < 4; ++bit) {
        if ((code_point & (1U << bit)) != 0) types.add(static_cast<MentionType>(bit));
      }
      return "[" + types_text(types) + "]";
    }
    for (const MentionType type : {MentionType::date, MentionType::money, MentionType::number}) {
      if (code_point == code_point_of(type)) return fmt::format("[{}]", name_of(type));
    }
    if (code_point == kListLink) return " + ";
    for (std::size_t i = 0; i < rules_.phrases().size(); ++i) {
      if (code_point == phrase_code_point(i)) return "<" + rules_.phrases()[i].name + ">";
    }
    const unsigned who = code_point & 3U;
    return who == 1 ? "[it: company]" : who == 2 ? "[it: person]" : "[it: company or person]";
  }

  // Where the next placeholder, word or mark stands.
  static std::optional<Capture> next_thing(const std::string& slotted, std::uint32_t at) {
    const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\t'; };
    while (at < slotted.size() && blank(slotted[at])) ++at;
    if (at >= slotted.size()) return std::nullopt;
    if (is_slot(slotted[at])) return Capture{at, at + 1};
    std::uint32_t end = at + 1;
    const auto ends = [&](char c) { return blank(c) || c == ',' || c == ';' || c == '(' || is_slot(c); };
    while (end < slotted.size() && !ends(slotted[end])) ++end;
    return Capture{at, end};
  }

  // “Acme”, an unknown name (company 0.31, no name 0.55); “Orlo”, a company; “it”, which stands for nobody
  std::string what_stands_at(const SlottedText& slotted, Capture capture) const {
    const TextSpan span = slotted.span_of(capture);
    const std::string shown = "“" + on_one_line(span.of(text())) + "”";
    const auto inside = slotted.placeholders_in(capture);
    if (!inside.empty()) {
      const SlottedText::Filler& filler = inside.front().filler;
      if (filler.first_anaphor >= 0) {
        const std::string who = antecedents_of(static_cast<std::size_t>(filler.first_anaphor));
        return shown + ", which stands for " + (who.empty() ? "nobody" : who);
      }
      const Mention& mention = record_.mentions.all[static_cast<std::size_t>(filler.mention)];
      const std::string evidence = strongest(evidence_of(record_.mentions, mention));
      return fmt::format("{}, a {}{}", shown, types_text(mention.types), evidence.empty() ? "" : " (" + evidence + ")");
    }
    for (const Unknown& unknown : unknown_) {
      if (unknown.span.overlaps(span))
        return fmt::format("{}, an unknown name ({}{})", shown, unknown.chances,
                           unknown.evidence.empty() ? "" : ": " + strongest(unknown.evidence));
    }
    for (const Anaphor& anaphor : record_.entities.anaphors) {
      if (anaphor.span.overlaps(span) && anaphor.entity < 0) return shown + ", which stands for nobody";
    }
    return shown;
  }

  FiredRule fired(const RelateTrace::Passage& passage, const RelateTrace::Match& match) const {
    const RelationRule& rule = rules_.all()[match.rule];
    const RuleTemplate& its = rule.templates[match.rule_template];
    FiredRule fired{rule.name, place_of(rule, its.source), {}, {}, {}};
    for (std::size_t i = 0; i < its.pattern.slots.size(); ++i) {
      if (const auto& capture = match.captures[i + 1]; capture && capture->start < capture->end) {
        fired.slots.push_back({its.pattern.slots[i].name, slot_text(passage.text, *capture)});
      }
    }
    for (std::size_t i = match.first_candidate; i < match.last_candidate; ++i)
      fired.facts.push_back(explained(trace_.candidates[i]));
    if (fired.facts.empty()) fired.why_none = why_none(passage.text, its, match.captures);
    return fired;
  }

  std::string slot_text(const SlottedText& slotted, Capture capture) const {
    std::string shown = "“" + on_one_line(slotted.span_of(capture).of(text())) + "”";
    for (const SlottedText::Placeholder& placeholder : slotted.placeholders_in(capture)) {
      if (placeholder.filler.first_anaphor < 0) continue;
      const std::string who = antecedents_of(static_cast<std::size_t>(placeholder.filler.first_anaphor));
      shown += " = " + (who.empty() ? "nobody" : who);
    }
    return shown;
  }

  ExplainedFact explained(const CandidateFact& candidate) const {
    const Fact& fact = candidate.fact;
    const auto* object = std::get_if<EntityArgument>(&fact.object);
    ExplainedFact shown;
    shown.text =
        fmt::format("{} {} {}", name_of_entity(static_cast<std::int32_t>(fact.subject)), name_of(fact.relation),
                    object != nullptr ? name_of_entity(static_cast<std::int32_t>(object->entity))
                                      : on_one_line(fact.evidence.front().object.of(text())));
    shown.status = name_of(fact.status);
    shown.confidence = fact.confidence;
    const std::vector<Fact>& all = record_.facts.all;
    const auto kept = std::ranges::find_if(all, [&](const Fact& f) { return state_the_same(f, fact); });
    if (kept == all.end()) {
      shown.fate = "gave way to another reading of the same words";
      return shown;
    }
    shown.id = fmt::format("f{}", kept - all.begin() + 1);
    const Evidence& own = fact.evidence.front();
    for (const Evidence& evidence : kept->evidence) {
      if (evidence.span != own.span || !evidence.object.overlaps(own.object)) continue;
      shown.fate = evidence.rule == own.rule ? "kept" : "also stated, more surely, by " + evidence.rule;
    }
    if (shown.fate.empty()) shown.fate = "kept";
    return shown;
  }

  // Why a match states nothing: whom its subject or object stands for.
  std::string why_none(const SlottedText& slotted, const RuleTemplate& its, const Captures& captures) const {
    std::vector<std::int32_t> entities;
    for (std::size_t i = 0; i < its.slots.size(); ++i) {
      const SlotUse::Role role = its.slots[i].role;
      if ((role != SlotUse::Role::subject && role != SlotUse::Role::object) || !captures[i + 1]) continue;
      for (const SlottedText::Placeholder& placeholder : slotted.placeholders_in(*captures[i + 1])) {
        const SlottedText::Filler& filler = placeholder.filler;
        const std::string words = on_one_line(filler.span.of(text()));
        const std::int32_t entity =
            filler.first_anaphor >= 0 ? record_.entities.anaphors[static_cast<std::size_t>(filler.first_anaphor)].entity
                                      : record_.entities.of_mention[static_cast<std::size_t>(filler.mention)];
        if (filler.first_anaphor >= 0 && entity < 0) return fmt::format("“{}” stands for nobody known", words);
        if (entity < 0) continue;
        const MentionType type = record_.entities.all[static_cast<std::size_t>(entity)].type;
        if (role == SlotUse::Role::subject && type != MentionType::company)
          return fmt::format("its subject “{}” is a {} throughout the article", words, name_of(type));
        if (!its.slots[i].types.has(type))
          return fmt::format("“{}” is a {} throughout the article", words, name_of(type));
        if (std::ranges::find(entities, entity) != entities.end())
          return fmt::format("“{}” would be subject and object at once", name_of_entity(entity));
        entities.push_back(entity);
      }
    }
    return "its words name no subject and object that go together";
  }

  struct Unknown {
    TextSpan span;
    std::string chances;
    std::string evidence;
  };

  const RelationRules& rules_;
  const Record& record_;
  const RelateTrace& trace_;
  std::vector<std::uint32_t> lines_;
  std::vector<Unknown> unknown_;
};

}  // namespace

Explainer::Explainer(const Desk& desk, Worker& worker) : desk_(desk), worker_(worker), matcher_(needs_) {
  std::vector<RuleFault> faults;
  const Slots slots(desk.rules(), faults);
  const auto write = [&](std::string_view type) { return slots.write(type); };
  const std::vector<RelationRule>& rules = desk.relation_rules().all();
  for (std::uint32_t rule = 0; rule < rules.size(); ++rule) {
    for (std::uint32_t i = 0; i < rules[rule].templates.size(); ++i) {
      const RuleText& source = rules[rule].templates[i].source;
      for (NearPattern& near : near_patterns(source, rules[rule].definition->file, desk.rules(), write)) {
        matcher_.add(near.pattern);
        near_.push_back({rule, i, std::move(near)});
      }
    }
  }
  needs_.compile();
  matcher_.compile();
}

Explanation Explainer::explain(Article article, const ExplanationWish& wish,
                               std::optional<std::chrono::year_month_day> reference) {
  RelateTrace trace;
  const Record record = desk_.extract(std::move(article), worker_, reference, &trace);
  const ArticleExplainer explainer(desk_, worker_.names(), record, trace);
  Explanation explanation{record.article.source, {}};
  for (std::size_t i = 0; i < trace.passages.size(); ++i) {
    if (!explainer.is_wished(trace.passages[i], wish)) continue;
    explanation.sentences.push_back(explainer.explain(i, wish));
    explanation.sentences.back().misses =
        explainer.nearest_misses(trace.passages[i], explanation.sentences.back().fired, near_, needs_, matcher_, wish);
  }
  return explanation;
}

}  // namespace copydesk
