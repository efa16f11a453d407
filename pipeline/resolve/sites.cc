#include "pipeline/resolve/sites.h"

#include <algorithm>
#include <string_view>

namespace copydesk {
namespace {

constexpr std::uint32_t kWidestAffiliation = 100;  // bytes between a person and their company
constexpr int kWidestPremodifier = 3;              // words between a preposition and a name
constexpr int kMentionWeight = 2;
constexpr int kBoilerplateWeight = 1;
constexpr int kTitleWeight = 8;
constexpr int kLeadWeight = 4;

std::string_view last_word(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.remove_suffix(1);
  std::size_t start = text.size();
  while (start > 0 && ((text[start - 1] | 0x20) >= 'a' && (text[start - 1] | 0x20) <= 'z')) --start;
  return text.substr(start);
}

// "at Acme", "at the prestigious Acme", "by rival Acme".
bool follows_preposition(std::string_view before, const ResolveWords& words) {
  bool after_determiner = false;
  for (int back = 0; back <= kWidestPremodifier; ++back) {
    const std::string_view word = last_word(before);
    if (word.empty()) return false;
    const WordTraits traits = words.traits(word);
    if (traits.has(WordTrait::preposition)) return true;
    const bool determiner = traits.any_of({WordTrait::determiner, WordTrait::possessive});
    const bool adjective = word.front() >= 'a' && !word.ends_with("ed") &&
                           !traits.any_of({WordTrait::speech, WordTrait::auxiliary, WordTrait::conjunction,
                                           WordTrait::pronoun, WordTrait::adverb});
    if (after_determiner || (!determiner && !adjective)) return false;
    after_determiner = determiner;
    before = before.substr(0, static_cast<std::size_t>(word.data() - before.data()));
  }
  return false;
}

bool starts_possessive(std::string_view after) {
  return after.starts_with("'s") || after.starts_with("’s") || after.starts_with("’ ") || after.starts_with("' ");
}

// "Orlo’s parent company, Drax, said": what owns or is owned stands in the other's place.
bool introduces(std::string_view between, const ResolveWords& words) {
  int count = 0;
  for (std::size_t at = 0; at < between.size();) {
    const auto start = between.find_first_not_of(" ,'", at);
    if (start == std::string_view::npos) break;
    const auto end = std::min(between.find_first_of(" ,", start), between.size());
    const std::string_view word = between.substr(start, end - start);
    const WordTraits traits = words.traits(word);
    if (traits.any_of({WordTrait::speech, WordTrait::auxiliary, WordTrait::preposition, WordTrait::conjunction}) ||
        word.ends_with("ed")) {
      return false;
    }
    ++count;
    at = end;
  }
  return count >= 2 && count <= 4;  // the first is the possessive's own s
}

bool is_executive(std::string_view word) { return word.size() == 3 && word[0] == 'C' && word[2] == 'O'; }

// "former Acme vice president Ann Lee": the company only tells who the person is.
bool tells_whose(std::string_view between, const ResolveWords& words) {
  int count = 0;
  for (std::size_t at = 0; at < between.size(); ++count) {
    const auto start = between.find_first_not_of(' ', at);
    if (start == std::string_view::npos) break;
    const auto end = std::min(between.find(' ', start), between.size());
    const std::string_view word = between.substr(start, end - start);
    const WordTraits traits = words.traits(word);
    const bool fits = word == "and" || is_executive(word) || traits.any_of({WordTrait::person_noun, WordTrait::rank});
    if (!fits) return false;
    at = end;
  }
  return count > 0;
}

// The nouns between a person and a company say that the one speaks for the other.
bool tells_role(std::string_view between, const ResolveWords& words) {
  if (between.find_first_of(".;:\n\"") != std::string_view::npos || between.find("“") != std::string_view::npos)
    return false;
  bool role = false;
  bool of = false;
  for (std::size_t at = 0; at < between.size();) {
    const auto start = between.find_first_not_of(" ,'/&()-", at);
    if (start == std::string_view::npos) break;
    const auto end = std::min(between.find_first_of(" ,'/&()", start), between.size());
    const std::string_view word = between.substr(start, end - start);
    const WordTraits traits = words.traits(word);
    if (traits.any_of({WordTrait::speech, WordTrait::auxiliary, WordTrait::pronoun})) return false;
    role |= traits.has(WordTrait::person_noun) || is_executive(word);
    of |= word == "of" || word == "at" || word == "by";
    at = end;
  }
  return role || of;
}

}  // namespace

std::vector<Site> find_sites(const Document& document, const Segmentation& segmentation, const Mentions& mentions,
                             const Grouping& grouping, const ResolveWords& words) {
  std::vector<Site> sites;
  const std::string_view text = document.text;
  bool closed = false;  // the last list has had its "and"
  for (const std::uint32_t m : grouping.outer) {
    if (grouping.of_mention[m] < 0) continue;
    const auto entity = static_cast<std::uint32_t>(grouping.of_mention[m]);
    const MentionType type = role_type(grouping.entities[entity].type);
    if (type != MentionType::company && type != MentionType::person) continue;
    const Mention& mention = mentions.all[m];
    const std::uint32_t start = segmentation.sentences[mention.sentence].span.start;
    Site site;
    site.span = mention.span;
    site.entity = entity;
    site.sentence = mention.sentence;
    site.type = type;
    site.oblique =
        follows_preposition(text.substr(start, mention.span.start - std::min(start, mention.span.start)), words);
    site.possessive = starts_possessive(text.substr(mention.span.end, 4));
    if (!sites.empty() && sites.back().sentence == site.sentence && sites.back().span.end <= site.span.start) {
      Site& last = sites.back();
      const std::string_view between = text.substr(last.span.end, site.span.start - last.span.end);
      if (last.possessive && last.type == type && introduces(between, words)) last.oblique = true;
      if (last.type == MentionType::company && type == MentionType::person && tells_whose(between, words))
        last.oblique = true;
      const ListLink link = list_link(between);
      site.listed = link == ListLink::conjunction || (link == ListLink::comma && !closed);
      closed = link == ListLink::conjunction;
      if (site.listed) site.oblique = last.oblique;
    } else {
      closed = false;
    }
    sites.push_back(site);
  }
  return sites;
}

std::int32_t main_company(std::string_view title, const Document& document, const Segmentation& segmentation,
                          const std::vector<Site>& sites, const Grouping& grouping) {
  std::vector<int> weight(grouping.entities.size(), 0);
  std::int32_t headline = -1;  // the first company of the title, and where in it
  std::size_t place = std::string_view::npos;
  std::int32_t lead = -1;  // the first subject of the text
  for (const Site& site : sites) {
    if (site.type != MentionType::company) continue;
    const BlockKind kind = document.blocks[segmentation.sentences[site.sentence].block].kind;
    weight[site.entity] += kind == BlockKind::boilerplate ? kBoilerplateWeight : kMentionWeight;
    const std::size_t in_title = title.substr(0, place).find(site.span.of(document.text));
    if (in_title != std::string_view::npos) {
      place = in_title;
      headline = static_cast<std::int32_t>(site.entity);
    }
    const bool head = kind == BlockKind::title || kind == BlockKind::heading;
    if (headline < 0 && kind == BlockKind::title) headline = static_cast<std::int32_t>(site.entity);
    if (lead < 0 && !head && !site.oblique) lead = static_cast<std::int32_t>(site.entity);
  }
  if (headline >= 0) weight[static_cast<std::size_t>(headline)] += kTitleWeight;
  if (lead >= 0) weight[static_cast<std::size_t>(lead)] += kLeadWeight;
  std::int32_t best = -1;
  for (const Site& site : sites) {  // in text order, so that of equals the first named is taken
    if (site.type != MentionType::company) continue;
    if (best < 0 || weight[site.entity] > weight[static_cast<std::size_t>(best)]) {
      best = static_cast<std::int32_t>(site.entity);
    }
  }
  return best;
}

std::vector<std::int32_t> affiliations(const Document& document, const std::vector<Site>& sites, std::size_t entities,
                                       const ResolveWords& words) {
  std::vector<std::int32_t> company_of(entities, -1);
  const std::string_view text = document.text;
  for (std::size_t i = 0; i + 1 < sites.size(); ++i) {
    const Site& a = sites[i];
    const Site& b = sites[i + 1];
    const bool mixed = (a.type == MentionType::person) != (b.type == MentionType::person);
    if (!mixed || a.sentence != b.sentence || b.span.start < a.span.end ||
        b.span.start - a.span.end > kWidestAffiliation)
      continue;
    const Site& person = a.type == MentionType::person ? a : b;
    const Site& company = a.type == MentionType::person ? b : a;
    std::int32_t& known = company_of[person.entity];
    if (known < 0 && tells_role(text.substr(a.span.end, b.span.start - a.span.end), words))
      known = static_cast<std::int32_t>(company.entity);
  }
  return company_of;
}

}  // namespace copydesk
