// Mentions: the places in a document that name a company, person, place, product or an organisation that
// is no company (a university, an agency, a band), or state a date, an amount of money or a number.
//
//   for (const Mention& mention : mentions.all)
//     if (mention.types.has(MentionType::money)) mentions.money[mention.value];
//
// `all` is sorted by start, then longest first. Names may be ambiguous (several type bits, `type` the
// likeliest); values are of one type. Values; refer to a mention by its index.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/recognise/values.h"
#include "pipeline/text/span.h"

namespace copydesk {

enum class MentionType : std::uint8_t { company, person, place, product, organisation, date, money, number };

inline constexpr std::size_t kNameTypes = 5;  // the first of them are names
[[nodiscard]] constexpr bool is_name(MentionType type) { return type <= MentionType::organisation; }
// What a name is to facts and pronouns: a university has founders and a seat, too, as companies have.
[[nodiscard]] constexpr MentionType role_type(MentionType type) {
  return type == MentionType::organisation ? MentionType::company : type;
}

[[nodiscard]] const char* name_of(MentionType type);

class MentionTypes {
 public:
  constexpr MentionTypes() = default;
  constexpr MentionTypes(MentionType type) : bits_(static_cast<std::uint8_t>(1U << static_cast<unsigned>(type))) {}
  constexpr MentionTypes(std::initializer_list<MentionType> types) {
    for (MentionType type : types) add(type);
  }
  constexpr void add(MentionTypes other) { bits_ |= other.bits_; }
  [[nodiscard]] constexpr bool has(MentionType type) const { return (bits_ & MentionTypes(type).bits_) != 0; }
  [[nodiscard]] constexpr bool any_of(MentionTypes other) const { return (bits_ & other.bits_) != 0; }
  [[nodiscard]] constexpr std::uint8_t bits() const { return bits_; }
  friend constexpr bool operator==(MentionTypes, MentionTypes) = default;

 private:
  std::uint8_t bits_ = 0;
};

struct Mention {
  TextSpan span;
  MentionTypes types;
  MentionType type = MentionType::company;  // the likeliest of types
  std::uint32_t sentence = 0;               // index into Segmentation::sentences
  std::int32_t value = -1;                  // index into Mentions::dates, money, numbers or names, by type
  float score = 0;                          // names: log-odds of the evidence for `type`
  std::string evidence;                     // the rule that made it; names: see evidence_of()
};

// What made a name what it is: pieces of evidence with their weight for its type, the weightiest first.
struct NameEvidence {
  std::uint16_t rule = 0;  // index into Mentions::evidence_rules
  float weight = 0;
};
struct NameReasons {
  std::uint32_t first = 0;  // evidence [first, last) of Mentions::name_evidence
  std::uint32_t last = 0;
};

struct Mentions {
  std::vector<Mention> all;
  std::vector<DateValue> dates;
  std::vector<MoneyValue> money;
  std::vector<NumberValue> numbers;
  std::vector<NameReasons> names;  // one for all mentions of the same name
  std::vector<NameEvidence> name_evidence;
  std::shared_ptr<const std::vector<std::string>> evidence_rules;  // their names
};

// "legal_suffix +2.1, verb.raise +1.4" for a name, the rule for a value.
[[nodiscard]] std::string evidence_of(const Mentions& mentions, const Mention& mention);

}  // namespace copydesk
