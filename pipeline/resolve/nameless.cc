#include "pipeline/resolve/nameless.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace copydesk {
namespace {

constexpr float kConfidence = 0.6F;

// One nameless entity of each at most.
enum class Kind : std::uint8_t { speaking_company, company, man, woman, speaker };
constexpr std::size_t kKinds = 5;

// nullopt for relatives, which mean what stands before them, and for nouns for people ("the founder"), of whom a text
// may have several.
std::optional<Kind> kind_of(const Anaphor& anaphor, std::string_view words_of_it, const ResolveWords& words) {
  const std::string_view head = words_of_it.substr(words_of_it.rfind(' ') + 1);
  const WordTraits traits = words.traits(head);
  if (traits.has(WordTrait::relative) || words_of_it.starts_with("that ")) return std::nullopt;
  if (anaphor.type == MentionType::company) {
    return traits.has(WordTrait::speaker) ? Kind::speaking_company : Kind::company;
  }
  if (traits.has(WordTrait::person_noun)) return std::nullopt;
  if (traits.has(WordTrait::masculine)) return Kind::man;
  if (traits.has(WordTrait::feminine)) return Kind::woman;
  return traits.has(WordTrait::speaker) ? std::optional(Kind::speaker) : std::nullopt;
}

bool may_mean(Kind kind, const Entity& entity, Gender gender) {
  switch (kind) {
    case Kind::speaking_company:
    case Kind::company: return entity.type == MentionType::company;
    case Kind::man: return entity.type == MentionType::person && gender != Gender::feminine;
    case Kind::woman: return entity.type == MentionType::person && gender != Gender::masculine;
    case Kind::speaker: return entity.type == MentionType::person;
  }
  return true;
}

bool is_named(Kind kind, const std::vector<Entity>& entities, const std::vector<Gender>& genders) {
  for (std::size_t i = 0; i < entities.size(); ++i) {
    if (may_mean(kind, entities[i], genders[i])) return true;
  }
  return false;
}

}  // namespace

void add_nameless(const Document& document, const ResolveWords& words, const std::vector<Gender>& genders,
                  Entities& entities) {
  constexpr std::int32_t kUnknown = -2;  // not asked for yet; -1: the text names one that may be meant
  const std::vector<Entity> none;
  std::array<std::int32_t, kKinds> entity_of;
  entity_of.fill(kUnknown);
  std::vector<Entity> added;
  for (Anaphor& anaphor : entities.anaphors) {
    if (anaphor.entity >= 0) continue;
    const std::string_view text = anaphor.span.of(document.text);
    const auto kind = kind_of(anaphor, text, words);
    if (!kind) continue;
    std::int32_t& entity = entity_of[static_cast<std::size_t>(*kind)];
    if (entity == kUnknown) {
      entity = -1;
      if (!is_named(*kind, entities.all, genders)) {
        entity = static_cast<std::int32_t>(entities.all.size() + added.size());
        added.push_back({anaphor.type, std::string(text), {}, {}});
      }
    }
    if (entity < 0) continue;
    anaphor.entity = entity;
    anaphor.confidence = kConfidence;
    anaphor.rule = "nameless";
  }
  entities.all.insert(entities.all.end(), added.begin(), added.end());
}

}  // namespace copydesk
