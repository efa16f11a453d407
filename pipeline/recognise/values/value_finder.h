// Finds where a sentence states values and what it says of them, before anything is resolved.
//
//   ValueFinder finder(rules);
//   finder.find(text, sentence, expressions, found);   // appends the sentence's values in order
//
// Two steps: the scan looks every word up among the triggers and matches there; composition then puts
// neighbouring values together ("the end of" + "the third quarter" + "of 2024") until no rule applies.
// Belongs to one worker.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "pipeline/recognise/values/value_rules.h"
#include "pipeline/text/span.h"

namespace copydesk {

struct FoundValue {
  TextSpan span;
  ValueKind kind = ValueKind::nothing;
  std::uint16_t rule = 0;        // index into ValueRules::rules(): the last that shaped it
  std::int32_t expression = -1;  // index into Expressions, by kind
  bool glued = false;            // a number right behind letters ("GPT4"): only money may use it
};

class ValueFinder {
 public:
  explicit ValueFinder(const ValueRules& rules) : rules_(rules) {}

  void find(std::string_view text, TextSpan sentence, Expressions& expressions, std::vector<FoundValue>& found);

 private:
  struct Candidate {
    std::uint16_t rule;
    std::uint8_t position;  // in the cluster
    friend bool operator==(const Candidate&, const Candidate&) = default;
  };
  // A rule that matches from a trigger on, and where its longest match ends.
  struct Match {
    std::uint32_t end;
    std::uint16_t rule;
  };

  void scan(std::string_view text, TextSpan sentence, Expressions& expressions);
  [[nodiscard]] bool match_at(const Automaton& rules, std::string_view text, TextSpan sentence, std::uint32_t start,
                              bool glued, Expressions& expressions);
  [[nodiscard]] bool match_rule(std::uint16_t number, std::string_view text, TextSpan sentence, TextSpan span,
                                bool glued, Expressions& expressions);
  [[nodiscard]] std::uint32_t scan_mark(std::string_view text, TextSpan sentence, std::uint32_t at,
                                        Expressions& expressions);
  [[nodiscard]] std::uint32_t scan_figure(std::string_view text, TextSpan sentence, std::uint32_t at, bool glued,
                                          Expressions& expressions);
  [[nodiscard]] bool context_allows(const ValueRule& rule, std::string_view text, TextSpan sentence,
                                    TextSpan span) const;
  void compose(std::string_view text, TextSpan sentence, std::size_t first, std::size_t last, Expressions& expressions);
  void relist_about(std::string_view text, TextSpan sentence, std::size_t position, std::size_t gone);
  void add_candidate(std::uint16_t rule, std::size_t position);
  void list_candidates(std::string_view text, TextSpan sentence, std::size_t position);
  [[nodiscard]] bool apply(const Candidate& candidate, std::string_view text, TextSpan sentence,
                           Expressions& expressions);
  [[nodiscard]] std::optional<TextSpan> match_pieces(const ValueRule& rule, std::string_view text, TextSpan sentence,
                                                     std::size_t first, std::size_t last,
                                                     std::array<Groups, 3>& groups) const;
  [[nodiscard]] TextSpan room_before(TextSpan sentence, std::size_t position) const;
  [[nodiscard]] TextSpan room_behind(TextSpan sentence, std::size_t position) const;

  const ValueRules& rules_;
  std::vector<FoundValue> values_;   // of the sentence
  std::vector<FoundValue> cluster_;  // values that stand close to each other
  std::vector<Match> matches_;
  std::vector<Candidate> candidates_;  // rules whose words are there, for the cluster
  std::uint32_t before_cluster_ = 0;   // where the room of the cluster begins and ends
  std::uint32_t behind_cluster_ = 0;
  std::uint32_t end_of_match_ = 0;  // of the last match of the scan
};

}  // namespace copydesk
