#include "pipeline/resolve/anaphors.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace copydesk {
namespace {

constexpr std::uint32_t kMostModifiers = 4;
constexpr std::size_t kLongestClitic = 6;  // bytes of "’ll", and one

class Finder {
 public:
  Finder(const Document& document, const Segmentation& segmentation, const std::vector<TextSpan>& names,
         const ResolveWords& words)
      : document_(document), tokens_(segmentation.tokens), segmentation_(segmentation), names_(names), words_(words) {}

  std::vector<AnaphorSite> find() && {
    for (std::uint32_t s = 0; s < segmentation_.sentences.size(); ++s) {
      sentence_ = s;
      end_ = segmentation_.sentences[s].end_token;
      for (std::uint32_t t = segmentation_.sentences[s].first_token; t < end_;) t = read(t);
    }
    return std::move(sites_);
  }

 private:
  // Without what an apostrophe adds: "company’s", "we’re".
  [[nodiscard]] std::string_view word(std::uint32_t t) const {
    const std::string_view whole = tokens_[t].span.of(document_.text);
    for (std::size_t tail = 1; tail < std::min(whole.size(), kLongestClitic); ++tail) {
      const std::size_t at = whole.size() - tail;
      const bool may_be = whole[at] == '\'' || whole[at] == "’"[0];
      if (may_be && (whole[at] == '\'' || whole.substr(at).starts_with("’"))) return whole.substr(0, at);
    }
    return whole;
  }

  [[nodiscard]] WordTraits traits(std::uint32_t t) const {
    return tokens_[t].kind == TokenKind::word ? words_.traits(word(t)) : WordTraits();
  }

  [[nodiscard]] bool in_name(std::uint32_t t) {
    const TextSpan span = tokens_[t].span;
    while (name_ < names_.size() && names_[name_].end <= span.start) ++name_;
    return name_ < names_.size() && names_[name_].overlaps(span);
  }

  // Returns the token to go on with.
  std::uint32_t read(std::uint32_t t) {
    if (tokens_[t].kind != TokenKind::word) return t + 1;
    const std::string_view written = word(t);
    if (!words_.may_refer(written)) return t + 1;
    const WordTraits own = words_.traits(written);
    if (!own.any_of({WordTrait::pronoun, WordTrait::determiner}) || in_name(t)) return t + 1;
    if (own.has(WordTrait::determiner)) {
      if (const auto head = head_after(t)) {
        add(t, *head, traits(*head));
        return *head + 1;
      }
    }
    if (own.has(WordTrait::pronoun) && is_pronoun(t, own)) add(t, t, own);
    return t + 1;
  }

  // "US" and "IT" are no pronouns; "I" is; "that" is one only after a noun ("a firm that makes").
  [[nodiscard]] bool is_pronoun(std::uint32_t t, WordTraits own) const {
    if (tokens_[t].all_upper && tokens_[t].span.size() > 1) return false;
    if (own.has(WordTrait::relative)) {
      if (word(t) != "that") return true;
      if (t == 0 || t == segmentation_.sentences[sentence_].first_token) return false;
      const WordTraits before = traits(t - 1);
      const bool after_name = name_ > 0 && names_[name_ - 1].end == tokens_[t - 1].span.end;
      const bool after_noun = before.any_of({WordTrait::company_noun, WordTrait::person_noun, WordTrait::soft});
      return after_name || after_noun || (!before.has(WordTrait::speech) && starts_verb(t + 1));
    }
    return own.has(WordTrait::speaker) && own.has(WordTrait::person) && own.has(WordTrait::subject) ? word(t) == "I"
                                                                                                    : true;
  }

  [[nodiscard]] bool starts_verb(std::uint32_t t) const {
    if (t >= end_ || tokens_[t].kind != TokenKind::word || tokens_[t].capitalised) return false;
    return traits(t).has(WordTrait::auxiliary) || word(t).ends_with("ed");
  }

  // The head noun of the phrase that starts with the determiner at `t`.
  [[nodiscard]] std::optional<std::uint32_t> head_after(std::uint32_t t) {
    const std::string_view determiner = word(t);
    const bool definite = determiner.size() >= 3 && (determiner.substr(1) == "he" || determiner.substr(1) == "his" ||
                                                     determiner.substr(1) == "hat");
    if (!definite) return std::nullopt;
    std::optional<std::uint32_t> head;
    for (std::uint32_t at = t + 1; at < end_ && at <= t + 1 + kMostModifiers; ++at) {
      if (tokens_[at].kind != TokenKind::word && tokens_[at].kind != TokenKind::number) break;
      const WordTraits own = traits(at);
      if (is_noun(own)) {
        head = at;
        if (word(at).size() < tokens_[at].span.size()) break;  // "the company’s founder"
        continue;
      }
      if (head || own.any_of({WordTrait::pronoun, WordTrait::preposition, WordTrait::conjunction, WordTrait::auxiliary,
                              WordTrait::speech, WordTrait::determiner}))
        break;
    }
    if (!head || (traits(*head).has(WordTrait::weak) && !ends_phrase(*head))) return std::nullopt;
    return inside_name(*head) ? std::nullopt : head;
  }

  [[nodiscard]] static bool is_noun(WordTraits own) {
    return own.any_of({WordTrait::company_noun, WordTrait::person_noun});
  }

  [[nodiscard]] bool inside_name(std::uint32_t t) const {
    const TextSpan span = tokens_[t].span;
    for (std::size_t n = name_; n < names_.size() && names_[n].start < span.end; ++n) {
      if (names_[n].overlaps(span)) return true;
    }
    return false;
  }

  // False where another noun follows: "the group stage".
  [[nodiscard]] bool ends_phrase(std::uint32_t head) const {
    if (head + 1 >= end_ || tokens_[head + 1].kind != TokenKind::word) return true;
    const std::string_view next = word(head + 1);
    if (next.ends_with("ed") || next.ends_with("s") || next.ends_with("ly")) return true;
    return traits(head + 1).any_of({WordTrait::preposition, WordTrait::conjunction, WordTrait::auxiliary,
                                    WordTrait::speech, WordTrait::adverb, WordTrait::pronoun, WordTrait::determiner});
  }

  void add(std::uint32_t first, std::uint32_t last, WordTraits own) {
    const auto end = tokens_[last].span.start + static_cast<std::uint32_t>(word(last).size());
    sites_.push_back(
        {TextSpan{tokens_[first].span.start, end}, sentence_, first, last, own, tokens_[last].capitalised});
  }

  const Document& document_;
  const std::vector<Token>& tokens_;
  const Segmentation& segmentation_;
  const std::vector<TextSpan>& names_;
  const ResolveWords& words_;
  std::vector<AnaphorSite> sites_;
  std::uint32_t sentence_ = 0;
  std::uint32_t end_ = 0;
  std::size_t name_ = 0;  // first name that does not end before the token
};

}  // namespace

std::vector<AnaphorSite> find_anaphors(const Document& document, const Segmentation& segmentation,
                                       const std::vector<TextSpan>& names, const ResolveWords& words) {
  return Finder(document, segmentation, names, words).find();
}

}  // namespace copydesk
