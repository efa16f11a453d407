// Entities: who is who. One per company, person, place or product of an article, with every mention
// of it, and the way from an anaphor ("the company", "it", "he", "who") to its antecedent.
//
//   Entities entities = resolve(article, document, sentences, mentions);
//   entities.of_mention[7];                                   // the entity of mention 7, or -1
//   Antecedent a = entities.antecedent(TextSpan{120, 131}, MentionType::company);   // "the company"
//
// Values; refer to an entity by its index. Immutable once made.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/recognise/mentions.h"
#include "pipeline/text/span.h"

namespace copydesk {

struct Entity {
  MentionType type = MentionType::company;
  std::string name;                     // the fullest form the article uses
  std::vector<std::string> aliases;     // every other surface form, by first mention
  std::vector<std::uint32_t> mentions;  // indices into Mentions::all, ascending
};

// An anaphor found in the text and what it stands for.
struct Anaphor {
  TextSpan span;
  std::int32_t entity = -1;  // -1: nothing fits
  float confidence = 0;      // of the step, 0-1
  const char* rule = "";  // the resolver's rule that chose it, a static string: "subject-of-sentence", "heading", …
};

struct Entities {
  std::vector<Entity> all;               // by first mention
  std::vector<std::int32_t> of_mention;  // mention → entity, -1 for values
  // Every anaphor of the document ("it", "its", "the company", "he", "who", "which", …), sorted by
  // span. Two may share a span where a word can stand for a person or a company: one each.
  std::vector<Anaphor> anaphors;
};

}  // namespace copydesk
