#include "pipeline/relate/restatements.h"

#include <algorithm>

namespace copydesk {
namespace {

struct Place {
  TextSpan span;
  double confidence = 1;  // of the anaphor step
};

// "Leeds, England": "Leeds" and "England". Nothing for a name of one part.
void add_parts(std::string_view text, TextSpan name, std::vector<Place>& places) {
  const std::string_view words = name.of(text);
  if (words.find(", ") == std::string_view::npos) return;
  for (std::size_t at = 0; at < words.size() && places.size() < kMostSpans;) {
    const std::size_t end = std::min(words.find(", ", at), words.size());
    places.push_back({{name.start + static_cast<std::uint32_t>(at), name.start + static_cast<std::uint32_t>(end)}});
    at = end + 2;
  }
}

// Names and the pronouns of one company or person restate; "the firm" only describes, and "they" may be its customers.
bool restates(std::string_view anaphor) {
  if (anaphor.find(' ') != std::string_view::npos) return false;
  return anaphor != "they" && anaphor != "their" && anaphor != "them" && anaphor != "They" && anaphor != "Their";
}

bool stands_for(const FactContext& context, TextSpan span, std::uint32_t entity) {
  const auto& anaphors = context.entities.anaphors;
  auto at = std::partition_point(anaphors.begin(), anaphors.end(),
                                 [&](const Anaphor& a) { return a.span.start < span.start; });
  for (; at != anaphors.end() && at->span == span; ++at) {
    if (at->entity == static_cast<std::int32_t>(entity)) return true;
  }
  return false;
}

// Where else `entity` stands inside `sentence`.
void add_names(const FactContext& context, std::uint32_t entity, TextSpan drawn, TextSpan sentence,
               std::vector<Place>& places) {
  // A pronoun's name stands before it: one that follows is another's ("It was formed by the merger of Orlo and …").
  const bool by_anaphor = stands_for(context, drawn, entity);
  const auto& mentions = context.entities.all[entity].mentions;
  const auto first = std::partition_point(mentions.begin(), mentions.end(), [&](std::uint32_t m) {
    return context.mentions.all[m].span.start < sentence.start;
  });
  for (auto m = first; m != mentions.end() && places.size() < kMostSpans; ++m) {
    const TextSpan span = context.mentions.all[*m].span;
    if (span.end > sentence.end || (by_anaphor && span.start > drawn.start)) break;
    places.push_back({span});
  }
  const auto& anaphors = context.entities.anaphors;
  auto at = std::partition_point(anaphors.begin(), anaphors.end(),
                                 [&](const Anaphor& a) { return a.span.start < sentence.start; });
  for (; at != anaphors.end() && at->span.end <= sentence.end && places.size() < kMostSpans; ++at) {
    if (at->entity != static_cast<std::int32_t>(entity) || !restates(at->span.of(context.document.text))) continue;
    places.push_back({at->span, at->confidence});
  }
}

std::vector<Place> places_of(const FactContext& context, std::optional<std::uint32_t> entity, TextSpan drawn,
                             TextSpan sentence) {
  std::vector<Place> places{{drawn}};
  if (!entity) return places;
  if (context.entities.all[*entity].type == MentionType::place) {
    add_parts(context.document.text, drawn, places);
  } else {
    add_names(context, *entity, drawn, sentence, places);
  }
  return places;
}

// Sums and counts are stated once: another name near them owns another figure.
bool states_a_figure(Relation relation) {
  return relation == Relation::raised || relation == Relation::valued_at || relation == Relation::earned ||
         relation == Relation::employs;
}

bool known(const std::vector<Evidence>& evidence, TextSpan subject, TextSpan object) {
  return std::any_of(evidence.begin(), evidence.end(),
                     [&](const Evidence& e) { return e.subject == subject && e.object == object; });
}

}  // namespace

void add_restatements(const FactContext& context, Facts& facts) {
  for (Fact& fact : facts.all) {
    if (states_a_figure(fact.relation)) continue;
    std::optional<std::uint32_t> object;
    if (const auto* entity = std::get_if<EntityArgument>(&fact.object)) object = entity->entity;
    const std::size_t drawn = fact.evidence.size();
    for (std::size_t i = 0; i < drawn; ++i) {
      const Evidence evidence = fact.evidence[i];
      const auto subjects = places_of(context, fact.subject, evidence.subject, evidence.span);
      const auto objects = places_of(context, object, evidence.object, evidence.span);
      for (const Place& s : subjects) {
        for (const Place& o : objects) {
          if (s.span.overlaps(o.span) || known(fact.evidence, s.span, o.span)) continue;
          fact.evidence.push_back(
              {evidence.span, s.span, o.span, evidence.rule, evidence.confidence * s.confidence * o.confidence});
        }
      }
    }
  }
}

}  // namespace copydesk
