// Candidates: the spans of a document that may be names, by capitals and by what stands inside them.
//
//   Bevel Marketing Leader Breann Davis        [Bevel] [Breann Davis]         a role parts names
//   Google and Bank of America                 [Google] [Bank of America]     "of" joins after "Bank"
//   Pelage Pharmaceuticals Secures $120M       [Pelage Pharmaceuticals Secures], weak: Title Case
//   Acme Widgets, Inc.                         [Acme Widgets, Inc.]
//
// In headlines capitals do not say where a name ends: such spans are weak, and what is known from the
// body is looked for in them (settle_weak).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/recognise/names/evidence.h"
#include "pipeline/recognise/names/name_tokens.h"
#include "pipeline/text/document.h"

namespace copydesk::names {

struct Candidate {
  NameSpan span;
  std::uint32_t sentence = 0;
  bool weak = false;            // Title Case or capitals throughout: its ends are uncertain
  bool heading = false;         // stands in a title or heading, or in Title Case
  bool title = false;           // stands in the document's title
  bool sentence_start = false;  // the capital may be the sentence's
};

// The word classes that finding candidates asks for; each is a "words" definition of that name.
struct SpanClasses {
  ClassId break_word = 0;    // function words: no part of a name unless joined: the, in, with, our
  ClassId joins_names = 0;   // may stand inside a name: of, for, and, the, de, van
  ClassId particle = 0;      // joins the parts of a person's or place's name: de, van, bin
  ClassId role = 0;          // CEO, founder, chairman
  ClassId role_part = 0;     // chief, executive, vice: a role where a role follows
  ClassId honorific = 0;     // Mr, Dr
  ClassId legal_suffix = 0;  // Inc, LLC
  ClassId of_head = 0;       // Bank, University, Ministry: "of" joins what follows
  ClassId for_head = 0;      // Center, Association: "for" joins
  ClassId org_noun = 0;      // University, Hospital, Administration: ends an organisation's name
  ClassId numbered = 0;      // Phase, Series, Figure: a number after it makes no name
  ClassId ordinary = 0;
  ClassId adverb = 0;
  ClassId verb_form = 0;  // raises, raised, raising
  ClassId noun_plural = 0;
  ClassId exchange = 0;     // NASDAQ, NYSE
  ClassId glue_word = 0;    // Details, Website: glued to a name by a lost blank
  ClassId never_name = 0;   // AI, CEO, Company: no name by themselves
  ClassId ordinal = 0;      // 4th
  ClassId title_word = 0;   // your, up: in a name only with a capital
  ClassId opener = 0;       // Headquartered, Currently: capitals of a sentence's first word
  ClassId role_plural = 0;  // partners, founders: before people's names
  ClassId lead_in = 0;      // headings' and captions' first words: About, Contact, Photo
  ClassId person_noun = 0;  // champion, singer
  ClassId intro_noun = 0;   // chipmaker, rival: before a company's name
  [[nodiscard]] static SpanClasses resolve(const WordClassesBuilder& words, std::vector<RuleFault>& faults);
};

class CandidateFinder {
 public:
  CandidateFinder(const WordClasses& words, const SpanClasses& classes) : words_(&words), classes_(&classes) {}
  // All candidates of the document in text order; they do not overlap.
  void find(const Document& document, const Segmentation& segmentation, const NameTokens& tokens,
            std::vector<Candidate>& found) const;

 private:
  struct Place;  // a sentence, its block's kind, and how much it is capitalised
  [[nodiscard]] bool is(const NameToken& token, ClassId id) const { return words_->contains(token.classes, id); }
  [[nodiscard]] Place place_of(const Document& document, const Sentence& sentence, const NameTokens& tokens) const;
  [[nodiscard]] bool starts_name(const NameTokens& tokens, std::uint32_t at, const Place& place) const;
  [[nodiscard]] bool may_stand_in_name(const NameTokens& tokens, std::uint32_t at, const Place& place) const;
  [[nodiscard]] std::uint32_t end_of_run(const NameTokens& tokens, std::uint32_t at, const Place& place) const;
  [[nodiscard]] std::uint32_t join(const NameTokens& tokens, std::uint32_t first, std::uint32_t at,
                                   const Place& place) const;
  [[nodiscard]] bool of_joins(const NameTokens& tokens, std::uint32_t first, std::uint32_t at) const;
  [[nodiscard]] bool is_country_code(const NameTokens& tokens, std::uint32_t at, const Place& place) const;
  [[nodiscard]] bool are_nicknamed(const NameToken& given, const NameToken& surname) const;
  [[nodiscard]] bool and_joins(const NameTokens& tokens, std::uint32_t first, std::uint32_t at,
                               const Place& place) const;
  std::uint32_t split_doubled(const NameTokens& tokens, std::uint32_t first, std::uint32_t last, const Place& place,
                              std::vector<Candidate>& found) const;
  [[nodiscard]] bool may_be_person(const NameTokens& tokens, std::uint32_t first, std::uint32_t last) const;
  [[nodiscard]] bool is_headline(const NameTokens& tokens, std::uint32_t first, std::uint32_t last) const;
  void split_run(const NameTokens& tokens, std::uint32_t first, std::uint32_t last, const Place& place,
                 std::vector<Candidate>& found) const;
  void add(const NameTokens& tokens, std::uint32_t first, std::uint32_t last, const Place& place,
           std::vector<Candidate>& found) const;

  const WordClasses* words_;
  const SpanClasses* classes_;
};

}  // namespace copydesk::names
