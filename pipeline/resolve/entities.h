// Entities: who is who. One per company, person, place or product of an article, with every mention
// of it, and the way from an anaphor ("the company", "it", "he", "who") to its antecedent.
//
//   Entities entities = resolve(article, document, segmentation, mentions, words);
//   entities.of_mention[7];                                  // the entity of mention 7, or -1
//   entities.antecedents(TextSpan{120, 131}, MentionType::company);   // of "the company": one Anaphor
//   entities.antecedents(TextSpan{300, 308}, MentionType::person);    // of "the pair": two of them
//
// Values; refer to an entity by its index. Immutable once made, so any number of threads may read it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "pipeline/recognise/mentions.h"
#include "pipeline/text/span.h"

namespace copydesk {

struct Entity {
  MentionType type = MentionType::company;  // by its mentions' pooled scores; may differ from a mention's own
  std::string name;                         // the fullest form the article uses
  std::vector<std::string> aliases;         // every other surface form, by first mention
  std::vector<std::uint32_t> mentions;      // indices into Mentions::all, ascending
};

// An anaphor found in the text and what it stands for.
struct Anaphor {
  TextSpan span;
  MentionType type = MentionType::company;  // what it is read as: company or person
  std::int32_t entity = -1;                 // -1: nothing fits
  float confidence = 0;                     // of the step, 0-1
  const char* rule = "";                    // what chose it, a static string: "subject", "heading", …
};

struct Entities {
  std::vector<Entity> all;               // by first mention
  std::vector<std::int32_t> of_mention;  // mention → entity, -1 for values
  std::int32_t main_company = -1;        // what the article is about; -1 where it names no company
  // Every anaphor of the document, by span, then type. Several share a span where a word can stand
  // for a person or a company ("their"), and where it stands for several persons ("the pair").
  std::vector<Anaphor> anaphors;

  // The readings, as `type`, of the anaphor that overlaps `span` most; empty where there is none.
  // O(log anaphors).
  [[nodiscard]] std::span<const Anaphor> antecedents(TextSpan span, MentionType type) const;
};

}  // namespace copydesk
