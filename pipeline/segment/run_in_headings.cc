#include "pipeline/segment/run_in_headings.h"

#include <algorithm>
#include <utility>

#include "pipeline/segment/characters.h"

namespace copydesk {
namespace {

constexpr std::uint32_t longest_heading = 4;     // words, where no name recurs
constexpr std::uint32_t longest_lead = 3;        // words of a second heading before it: "Honorable mentions Baichuan"
constexpr std::uint32_t longest_sentence = 120;  // tokens searched for the heading's name

// A heading's tokens are [start, end); those before it, if any, are a heading, too.
struct Heading {
  std::uint32_t start = 0;
  std::uint32_t end = 0;  // 0: none
};

// Lives for the time of one call to split_run_in_headings(), which owns what it refers to.
class HeadingFinder {
 public:
  HeadingFinder(const Document& document, const SentenceCues& cues, const Segmentation& segmentation)
      : text_(document.text), blocks_(document.blocks), cues_(cues), tokens_(segmentation.tokens) {}

  [[nodiscard]] Heading find(const Sentence& sentence) const;

 private:
  [[nodiscard]] std::string_view word(std::uint32_t token) const { return tokens_[token].span.of(text_); }
  [[nodiscard]] bool has_cue(std::uint32_t token, Cue cue) const { return (cues_.cues_of(word(token)) & cue) != 0; }
  [[nodiscard]] bool capitalised_word(std::uint32_t token) const {
    return tokens_[token].kind == TokenKind::word && tokens_[token].capitalised;
  }
  [[nodiscard]] bool same(std::uint32_t a, std::uint32_t b, std::uint32_t count) const {
    for (std::uint32_t i = 0; i < count; ++i) {
      if (word(a + i) != word(b + i)) return false;
    }
    return true;
  }
  [[nodiscard]] bool is_whole(const Sentence& sentence) const;
  [[nodiscard]] bool can_stand_alone(const Sentence& sentence) const;
  [[nodiscard]] bool opens_paragraph(std::uint32_t token, std::uint32_t end) const;
  [[nodiscard]] Heading heading_before(std::uint32_t opener, const Sentence& sentence) const;
  [[nodiscard]] std::uint32_t start_of_name(std::uint32_t token, const Sentence& sentence) const;
  [[nodiscard]] Heading repeated_at(std::uint32_t token, const Sentence& sentence) const;
  [[nodiscard]] Heading with_lead(std::uint32_t start, std::uint32_t end, const Sentence& sentence) const;
  [[nodiscard]] bool recurs(std::uint32_t start, std::uint32_t end, const Sentence& sentence) const;

  const std::string& text_;
  const std::vector<Block>& blocks_;
  const SentenceCues& cues_;
  const std::vector<Token>& tokens_;
};

Heading HeadingFinder::find(const Sentence& sentence) const {
  const std::uint32_t limit = std::min(sentence.end_token, sentence.first_token + longest_lead + longest_heading + 1);
  if (sentence.first_token == sentence.end_token || !capitalised_word(sentence.first_token)) return {};
  std::uint32_t small_words = 0;
  for (std::uint32_t token = sentence.first_token + 1; token + 1 < limit; ++token) {
    if (tokens_[token].kind != TokenKind::word) {
      if (word(token) != "&") return {};
    } else if (!tokens_[token].capitalised) {
      if (++small_words > 2) return {};
    } else {
      if (const Heading found = repeated_at(token, sentence); found.end != 0) return found;
      if (!opens_paragraph(token, sentence.end_token)) continue;
      if (const Heading found = heading_before(token, sentence); found.end != 0) return found;
    }
  }
  return {};
}

// Titles end in no mark.
bool HeadingFinder::is_whole(const Sentence& sentence) const {
  return tokens_[sentence.end_token - 1].kind == TokenKind::punctuation;
}

// A whole sentence at the start of its block, or after a gap that typists leave before a new paragraph.
bool HeadingFinder::can_stand_alone(const Sentence& sentence) const {
  if (!is_whole(sentence)) return false;
  const std::uint32_t start = sentence.span.start;
  const std::uint32_t block = blocks_[sentence.block].span.start;
  if (start == block) return true;
  return start >= block + 2 && classes_of(text_[start - 1]) == blank && classes_of(text_[start - 2]) == blank;
}

bool HeadingFinder::opens_paragraph(std::uint32_t token, std::uint32_t end) const {
  if (token + 1 >= end || tokens_[token].all_upper) return false;
  const Token& next = tokens_[token + 1];
  if (next.capitalised || (next.kind != TokenKind::word && next.kind != TokenKind::number)) return false;
  return has_cue(token, cue_after_name) || has_cue(token, cue_after_heading);
}

Heading HeadingFinder::heading_before(std::uint32_t opener, const Sentence& sentence) const {
  const std::uint32_t start = start_of_name(opener, sentence);
  if (start == opener) return {};
  // By its last words ("Also Acme Labs … Acme Labs has"), or by its first ("Acme Labs … Acme has").
  bool named_again = is_whole(sentence) && !has_cue(start, cue_opener) && recurs(start, start + 1, sentence);
  for (std::uint32_t from = start; from < opener && !named_again; ++from) named_again = recurs(from, opener, sentence);
  if (named_again) return with_lead(start, opener, sentence);
  if (start != sentence.first_token || opener - start > longest_heading) return {};
  if (!has_cue(opener, cue_after_heading) || !can_stand_alone(sentence)) return {};
  for (std::uint32_t token = start; token < opener; ++token) {
    if (has_cue(token, cue_opener)) return {};
  }
  return {start, opener};
}

// The first of the capitalised words that stand before `token`.
std::uint32_t HeadingFinder::start_of_name(std::uint32_t token, const Sentence& sentence) const {
  while (token > sentence.first_token && (capitalised_word(token - 1) || word(token - 1) == "&")) --token;
  return token;
}

// "Moonshot Moonshot is": the words before `token` stand at `token` again.
Heading HeadingFinder::repeated_at(std::uint32_t token, const Sentence& sentence) const {
  const std::uint32_t most = std::min({longest_heading, token - sentence.first_token, sentence.end_token - token - 1});
  for (std::uint32_t count = most; count > 0; --count) {
    const std::uint32_t after = token + count;
    if (!capitalised_word(token - count) || !same(token - count, token, count)) continue;
    if (tokens_[after].kind != TokenKind::word || tokens_[after].capitalised) continue;
    if (!can_stand_alone(sentence)) continue;
    return with_lead(start_of_name(token - count, sentence), token, sentence);
  }
  return {};
}

// The words before the heading: another heading, or part of it ("About Acme"), or a sentence after all.
Heading HeadingFinder::with_lead(std::uint32_t start, std::uint32_t end, const Sentence& sentence) const {
  const std::uint32_t first = sentence.first_token;
  if (start == first) return {start, end};
  if (start - first > longest_lead || (has_cue(first, cue_opener) && word(first) != "About")) return {};
  return has_cue(start - 1, cue_opener) ? Heading{first, end} : Heading{start, end};
}

bool HeadingFinder::recurs(std::uint32_t start, std::uint32_t end, const Sentence& sentence) const {
  const std::uint32_t count = end - start;
  const std::uint32_t limit = std::min(sentence.end_token, end + longest_sentence);
  for (std::uint32_t token = end + 1; token + count <= limit; ++token) {
    if (same(start, token, count)) return true;
  }
  return false;
}

bool holds_prose(BlockKind kind) {
  return kind == BlockKind::paragraph || kind == BlockKind::contact || kind == BlockKind::list_item ||
         kind == BlockKind::quote;
}

}  // namespace

void split_run_in_headings(const Document& document, const SentenceCues& cues, Segmentation& segmentation) {
  const HeadingFinder finder(document, cues, segmentation);
  const std::vector<Token>& tokens = segmentation.tokens;
  std::vector<Sentence> split;  // as far as `copied`; empty as long as no heading was found
  std::size_t copied = 0;
  const auto add = [&](Sentence sentence, std::uint32_t first, std::uint32_t end) {
    if (first == end) return;
    sentence.span = {tokens[first].span.start, tokens[end - 1].span.end};
    sentence.first_token = first;
    sentence.end_token = end;
    split.push_back(sentence);
  };
  const std::vector<Sentence>& sentences = segmentation.sentences;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const Sentence& sentence = sentences[i];
    if (!holds_prose(document.blocks[sentence.block].kind)) continue;
    const Heading heading = finder.find(sentence);
    if (heading.end == 0) continue;
    split.insert(split.end(), sentences.begin() + static_cast<std::ptrdiff_t>(copied),
                 sentences.begin() + static_cast<std::ptrdiff_t>(i));
    copied = i + 1;
    add(sentence, sentence.first_token, heading.start);
    add(sentence, heading.start, heading.end);
    add(sentence, heading.end, sentence.end_token);
  }
  if (copied == 0) return;
  split.insert(split.end(), sentences.begin() + static_cast<std::ptrdiff_t>(copied), sentences.end());
  segmentation.sentences = std::move(split);
}

}  // namespace copydesk
