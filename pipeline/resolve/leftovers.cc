#include "pipeline/resolve/leftovers.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace copydesk {
namespace {

// All leftovers of a kind stand for one.
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

struct Meant {
  std::int32_t entity = -1;
  float confidence = 0;
  const char* rule = "";
};

// What all leftovers of this kind stand for. A nameless one is added to `entities`.
Meant meant_by(Kind kind, const Anaphor& first, const Document& document, const std::vector<Gender>& genders,
               std::vector<Entity>& entities) {
  std::int32_t named = -1;
  for (std::size_t i = 0; i < genders.size(); ++i) {
    if (!may_mean(kind, entities[i], genders[i])) continue;
    if (named >= 0) return {};
    named = static_cast<std::int32_t>(i);
  }
  // The only company may well be the one that "it" deals with; the only man is "he".
  if (named >= 0) return kind == Kind::man || kind == Kind::woman ? Meant{named, 0.7F, "only"} : Meant{};
  entities.push_back({first.type, std::string(first.span.of(document.text)), {}, {}});
  return {static_cast<std::int32_t>(entities.size() - 1), 0.6F, "nameless"};
}

}  // namespace

void resolve_leftovers(const Document& document, const ResolveWords& words, const std::vector<Gender>& genders,
                       Entities& entities) {
  std::array<std::optional<Meant>, kKinds> meant;
  for (Anaphor& anaphor : entities.anaphors) {
    if (anaphor.entity >= 0) continue;
    const auto kind = kind_of(anaphor, anaphor.span.of(document.text), words);
    if (!kind) continue;
    std::optional<Meant>& of_kind = meant[static_cast<std::size_t>(*kind)];
    if (!of_kind) of_kind = meant_by(*kind, anaphor, document, genders, entities.all);
    anaphor.entity = of_kind->entity;
    anaphor.confidence = of_kind->confidence;
    anaphor.rule = of_kind->rule;
  }
}

}  // namespace copydesk
