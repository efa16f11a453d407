#include "pipeline/resolve/descriptions.h"

#include <algorithm>
#include <optional>

namespace copydesk {
namespace {

constexpr std::uint32_t kLongestDescription = 12;  // words after a name
constexpr std::uint32_t kLongestPremodifier = 5;   // words before it

std::string lower(std::string_view word) {
  std::string out(word);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return out;
}

// What a word says of the one it describes, in a form that two phrases share; empty for most words.
std::string description_in(std::string_view word, std::string_view before, const ResolveWords& words) {
  if (word.ends_with("-based")) return lower(word);
  const WordTraits traits = words.traits(word);
  if (traits.has(WordTrait::any) || !traits.any_of({WordTrait::company_noun, WordTrait::person_noun})) return {};
  if (before.ends_with("hief") && (word == "executive" || word == "Executive")) return "ceo";
  return lower(word);
}

class Collector {
 public:
  Collector(const Document& document, const Segmentation& segmentation, const ResolveWords& words,
            std::unordered_map<std::string, std::vector<std::uint32_t>>& out)
      : document_(document), segmentation_(segmentation), words_(words), out_(out) {}

  void read(const Site& site) {
    const auto& tokens = segmentation_.tokens;
    const Sentence& sentence = segmentation_.sentences[site.sentence];
    const auto begin = tokens.begin() + sentence.first_token;
    const auto end = tokens.begin() + sentence.end_token;
    const auto first = std::partition_point(begin, end, [&](const Token& t) { return t.span.end <= site.span.start; });
    const auto after = std::partition_point(first, end, [&](const Token& t) { return t.span.start < site.span.end; });
    read_before(site, static_cast<std::uint32_t>(first - tokens.begin()), sentence.first_token);
    for (auto t = first; t != after; ++t) note(site, static_cast<std::uint32_t>(t - tokens.begin()));
    read_after(site, static_cast<std::uint32_t>(after - tokens.begin()), sentence.end_token);
  }

 private:
  [[nodiscard]] std::string_view word(std::uint32_t t) const { return segmentation_.tokens[t].span.of(document_.text); }

  void note(const Site& site, std::uint32_t t) {
    add(site, description_in(word(t), t > 0 ? word(t - 1) : std::string_view(), words_));
  }

  void add(const Site& site, std::string description) {
    if (description.empty()) return;
    std::vector<std::uint32_t>& entities = out_[std::move(description)];
    const auto at = std::lower_bound(entities.begin(), entities.end(), site.entity);
    if (at == entities.end() || *at != site.entity) entities.insert(at, site.entity);
  }

  // "the London-based startup Veltrix"
  void read_before(const Site& site, std::uint32_t first, std::uint32_t begin) {
    for (std::uint32_t t = first; t > begin && first - t < kLongestPremodifier; --t) {
      if (segmentation_.tokens[t - 1].kind != TokenKind::word || stops(words_.traits(word(t - 1)))) return;
      note(site, t - 1);
    }
  }

  // ", a London-based startup", "is a startup", ", founder and chief executive", ", based in London"
  void read_after(const Site& site, std::uint32_t t, std::uint32_t end) {
    if (t >= end) return;
    const bool copula = word(t) == "is" || word(t) == "was";
    if (!copula && word(t) != ",") return;
    ++t;
    if (t + 2 < end && (word(t) == "based" || word(t) == "headquartered") && word(t + 1) == "in") {
      read_based(site, t + 2, end);
      return;
    }
    const bool article = t < end && words_.traits(word(t)).any_of({WordTrait::determiner, WordTrait::possessive});
    if (!article && (copula || site.type == MentionType::company)) return;
    if (article) ++t;
    for (const std::uint32_t limit = std::min(end, t + kLongestDescription); t < limit; ++t) {
      const bool and_between = word(t) == "and";
      if (segmentation_.tokens[t].kind == TokenKind::punctuation || (!and_between && stops(words_.traits(word(t)))))
        return;
      note(site, t);
    }
  }

  // "San Francisco" is "francisco-based", as in the one token of "San Francisco-based".
  void read_based(const Site& site, std::uint32_t t, std::uint32_t end) {
    std::string_view last;
    for (; t < end && segmentation_.tokens[t].capitalised; ++t) last = word(t);
    if (!last.empty()) add(site, lower(last) + "-based");
  }

  [[nodiscard]] static bool stops(WordTraits traits) {
    return traits.any_of({WordTrait::determiner, WordTrait::preposition, WordTrait::conjunction, WordTrait::auxiliary,
                          WordTrait::speech, WordTrait::pronoun});
  }

  const Document& document_;
  const Segmentation& segmentation_;
  const ResolveWords& words_;
  std::unordered_map<std::string, std::vector<std::uint32_t>>& out_;
};

}  // namespace

Descriptions Descriptions::of(const Document& document, const Segmentation& segmentation,
                              const std::vector<Site>& sites, const ResolveWords& words) {
  Descriptions made;
  Collector collector(document, segmentation, words, made.entities_of_);
  for (const Site& site : sites) collector.read(site);
  return made;
}

std::vector<std::string> Descriptions::telling_words(const Document& document, const Segmentation& segmentation,
                                                     const AnaphorSite& phrase, const ResolveWords& words) {
  std::vector<std::string> telling;
  for (std::uint32_t t = phrase.first_token + 1; t <= phrase.last_token; ++t) {
    std::string_view word = segmentation.tokens[t].span.of(document.text);
    if (t == phrase.last_token) word = word.substr(0, phrase.span.end - segmentation.tokens[t].span.start);
    std::string description = description_in(word, segmentation.tokens[t - 1].span.of(document.text), words);
    if (!description.empty()) telling.push_back(std::move(description));
  }
  return telling;
}

bool Descriptions::describe(std::uint32_t entity, const std::vector<std::string>& telling) const {
  return std::any_of(telling.begin(), telling.end(), [&](const std::string& word) {
    const auto entities = entities_of_.find(word);
    return entities != entities_of_.end() &&
           std::binary_search(entities->second.begin(), entities->second.end(), entity);
  });
}

}  // namespace copydesk
