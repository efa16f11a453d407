// Lines of a contact block that a wire's pages ran together:
//
//   AcmeWireLeeds, Englandwww.acmewire.com        AcmeWire, Leeds, England, www.acmewire.com
//
// The sign is a label or a web address glued to the word before it. It gets a comma and a blank, and so does what
// stands before a capital inside one of the few words before it, where that is a word of its own elsewhere in the text,
// or behind a bracket: "AW (AcmeWire)Leeds".

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "pipeline/normalise/steps.h"

namespace copydesk {
namespace {

// What begins a line there.
constexpr std::array<std::string_view, 5> labels = {"www.", "Website", "Email", "E-mail", "Phone"};
constexpr std::size_t most_of_a_label = 4;  // mended in one text: each takes a few searches of it
constexpr std::size_t longest_line = 80;    // bytes before the label in which words are parted
constexpr std::size_t shortest_word = 4;

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool in_word(char c) {
  return is_upper(c) || is_lower(c) || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) > 127;
}

bool stands_alone(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size())) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !in_word(text[at - 1])) && (end == text.size() || !in_word(text[end]))) return true;
  }
  return false;
}

// Where the longest front of the word [first, end) stops that the text has as a word of its own; 0: nowhere.
std::size_t joint_in(std::string_view text, std::size_t first, std::size_t end) {
  for (std::size_t at = end; at-- > first + shortest_word;) {
    const bool joint = is_upper(text[at]) && is_lower(text[at - 1]);
    if (joint && stands_alone(text, text.substr(first, at - first))) return at;
  }
  return 0;
}

// "iPhone" and the like: what stands glued to the label is no word; "CAwww." is a state's two letters.
bool ends_a_word(std::string_view text, std::size_t label) {
  constexpr std::size_t shortest = 3;
  std::size_t start = label;
  while (start > 0 && label - start < shortest && in_word(text[start - 1])) --start;
  const bool letters_of_a_state = label - start == 2 && is_upper(text[start]) && is_upper(text[start + 1]);
  return label - start == shortest || letters_of_a_state;
}

// A part of an address: "AllenHeery@acme.example", "t.me/Allen_Heery".
bool in_address(std::string_view text, std::size_t start, std::size_t end) {
  constexpr std::string_view joiners = "@_/";
  return joiners.find(text[end]) != std::string_view::npos ||
         (start > 0 && joiners.find(text[start - 1]) != std::string_view::npos);
}

// Adds the lost breaks of the line that the label at `label` ends.
void add_breaks(std::string_view text, std::size_t label, std::vector<std::uint32_t>& breaks) {
  breaks.push_back(static_cast<std::uint32_t>(label));
  const std::size_t first = label - std::min(label, longest_line);
  for (std::size_t end = label; end > first && text[end] != '\n';) {
    std::size_t start = end;
    while (start > first && in_word(text[start - 1])) --start;
    if (start < end && !in_address(text, start, end)) {
      if (start > 0 && text[start - 1] == ')' && is_upper(text[start]))
        breaks.push_back(static_cast<std::uint32_t>(start));
      if (const std::size_t joint = joint_in(text, start, end); joint != 0)
        breaks.push_back(static_cast<std::uint32_t>(joint));
    }
    end = start == end ? end - 1 : start;
  }
}

}  // namespace

std::optional<Edited> mend_line_breaks(std::string_view text) {
  std::vector<std::uint32_t> breaks;
  for (const std::string_view label : labels) {
    std::size_t found = 0;
    for (std::size_t at = text.find(label); at != std::string_view::npos; at = text.find(label, at + label.size())) {
      const bool glued = at > 0 && (is_lower(text[at - 1]) || (label == labels[0] && is_upper(text[at - 1])));
      if (!glued || !ends_a_word(text, at)) continue;
      if (++found > most_of_a_label) break;
      add_breaks(text, at, breaks);
    }
  }
  std::sort(breaks.begin(), breaks.end());
  breaks.erase(std::unique(breaks.begin(), breaks.end()), breaks.end());
  Rewriter rewriter(text);
  for (const std::uint32_t at : breaks) {
    const TextSpan before{at - 1, at};
    rewriter.replace(before, std::string(before.of(text)) + ", ");
    rewriter.note("line_break", before);
  }
  return std::move(rewriter).finish();
}

}  // namespace copydesk
