#include "pipeline/resolve/discourse.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "pipeline/resolve/sites.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kFarPerson = 6;  // sentences after which "he" is uncertain

// Who was last named in a sentence, and how far the last such sentence lies back.
struct Focus {
  std::int32_t entity = -1;
  std::uint32_t sentence = 0;
  std::uint32_t block = 0;
};

struct Choice {
  std::int32_t entity = -1;
  float confidence = 0;
  const char* rule = "";
};

class Reader {
 public:
  Reader(const Document& document, const Segmentation& segmentation, const Mentions& mentions, const Grouping& grouping,
         const ResolveWords& words)
      : document_(document),
        segmentation_(segmentation),
        grouping_(grouping),
        words_(words),
        sites_(find_sites(document, segmentation, mentions, grouping, words)),
        quotations_(find_quotations(document, segmentation)),
        main_(main_company(document, segmentation, sites_, grouping.entities.size())),
        company_of_(affiliations(document, sites_, grouping.entities.size(), words)) {
    std::vector<TextSpan> names;
    for (const std::uint32_t m : grouping.outer) names.push_back(mentions.all[m].span);
    anaphors_ = find_anaphors(document, segmentation, names, words);
  }

  std::vector<Anaphor> read() && {
    for (std::uint32_t s = 0; s < segmentation_.sentences.size(); ++s) read_sentence(s);
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string_view text() const { return document_.text; }

  [[nodiscard]] BlockKind kind_of(std::uint32_t sentence) const {
    return document_.blocks[segmentation_.sentences[sentence].block].kind;
  }

  void read_sentence(std::uint32_t s) {
    const std::uint32_t block = segmentation_.sentences[s].block;
    if (s == 0 || block != block_) enter_block(s, block);
    sentence_ = s;
    here_.clear();
    while (next_site_ < sites_.size() && sites_[next_site_].sentence < s) ++next_site_;
    while (true) {
      const bool site = next_site_ < sites_.size() && sites_[next_site_].sentence == s;
      const bool anaphor = next_anaphor_ < anaphors_.size() && anaphors_[next_anaphor_].sentence == s;
      if (site && (!anaphor || sites_[next_site_].span.start < anaphors_[next_anaphor_].span.start)) {
        here_.push_back(sites_[next_site_++]);
      } else if (anaphor) {
        read_anaphor(anaphors_[next_anaphor_++]);
      } else {
        break;
      }
    }
    leave_sentence(s, block);
  }

  void enter_block(std::uint32_t s, std::uint32_t block) {
    block_ = block;
    topic_ = {};
    const BlockKind kind = kind_of(s);
    if (kind == BlockKind::heading || kind == BlockKind::title) section_ = {};
  }

  void leave_sentence(std::uint32_t s, std::uint32_t block) {
    const BlockKind kind = kind_of(s);
    const std::int32_t company = subject(MentionType::company);
    if (company >= 0) {
      if (kind == BlockKind::heading)
        section_ = {company, s, block};
      else if (topic_.entity < 0 || is_run_in_heading(s))
        topic_ = {company, s, block};
      if (kind != BlockKind::title) last_company_ = {company, s, block};
    }
    const std::int32_t person = subject(MentionType::person);
    if (person >= 0) last_person_ = {person, s, block};
    remember_group(s);
  }

  // A short sentence that is no more than a name: a heading run into its paragraph.
  [[nodiscard]] bool is_run_in_heading(std::uint32_t s) const {
    const Sentence& sentence = segmentation_.sentences[s];
    if (here_.empty()) return false;
    const std::uint32_t named = here_.front().span.size();
    return sentence.span.size() <= named + 12 && text()[sentence.span.end - 1] != '.';
  }

  // "Ann Lee and Bob Ray": the last people named together.
  void remember_group(std::uint32_t s) {
    for (std::size_t i = 0; i < here_.size(); ++i) {
      if (here_[i].type != MentionType::person || !here_[i].listed || i == 0 ||
          here_[i - 1].type != MentionType::person)
        continue;
      std::size_t first = i - 1;
      while (first > 0 && here_[first].listed && here_[first - 1].type == MentionType::person) --first;
      group_.clear();
      for (std::size_t g = first; g <= i; ++g) group_.push_back(here_[g].entity);
      group_sentence_ = s;
    }
  }

  // The entity that the sentence read so far is about.
  [[nodiscard]] std::int32_t subject(MentionType type) const {
    std::int32_t first = -1;
    for (const Site& site : here_) {
      if (site.type != type) continue;
      if (!site.oblique) return static_cast<std::int32_t>(site.entity);
      if (first < 0) first = static_cast<std::int32_t>(site.entity);
    }
    return first;
  }

  void read_anaphor(const AnaphorSite& site) {
    const bool company = site.traits.any_of({WordTrait::company, WordTrait::company_noun});
    const bool person = site.traits.any_of({WordTrait::person, WordTrait::person_noun});
    if (company) emit(site, MentionType::company, choose_company(site));
    if (!person) return;
    if (site.traits.any_of({WordTrait::group, WordTrait::plural})) {
      emit_group(site);
    } else {
      emit(site, MentionType::person, choose_person(site));
    }
  }

  void emit(const AnaphorSite& site, MentionType type, const Choice& choice) {
    if (choice.entity < 0 && site.traits.has(WordTrait::person) && site.traits.has(WordTrait::company)) return;
    out_.push_back({site.span, type, choice.entity, choice.confidence, choice.rule});
    if (choice.entity < 0 || site.traits.has(WordTrait::relative)) return;
    Site stands{site.span,     static_cast<std::uint32_t>(choice.entity), site.sentence, type,
                oblique(site), site.traits.has(WordTrait::possessive),    false};
    here_.push_back(stands);
  }

  void emit_group(const AnaphorSite& site) {
    remember_group(site.sentence);
    if (group_.size() < 2 || site.sentence > group_sentence_ + 3) return;
    for (const std::uint32_t person : group_) {
      out_.push_back({site.span, MentionType::person, static_cast<std::int32_t>(person), 0.7F, "group"});
    }
  }

  [[nodiscard]] WordTraits before(const AnaphorSite& site) const {
    const std::uint32_t first = segmentation_.sentences[site.sentence].first_token;
    if (site.first_token == first) return {};
    return words_.traits(segmentation_.tokens[site.first_token - 1].span.of(text()));
  }

  [[nodiscard]] bool oblique(const AnaphorSite& site) const { return before(site).has(WordTrait::preposition); }

  // True where the anaphor is the subject of a clause: it opens the sentence, or follows a comma, a
  // conjunction, "that" or a verb of saying.
  [[nodiscard]] bool opens_clause(const AnaphorSite& site) const {
    const std::uint32_t first = segmentation_.sentences[site.sentence].first_token;
    if (site.first_token == first) return true;
    const Token& previous = segmentation_.tokens[site.first_token - 1];
    if (previous.kind == TokenKind::punctuation) return true;
    const WordTraits traits = before(site);
    return traits.any_of({WordTrait::conjunction, WordTrait::speech, WordTrait::relative, WordTrait::determiner,
                          WordTrait::adverb}) ||
           (traits.has(WordTrait::preposition) && next_is_verb(site));
  }

  // "after it raised", "as the company grew".
  [[nodiscard]] bool next_is_verb(const AnaphorSite& site) const {
    if (site.last_token + 1 >= segmentation_.sentences[site.sentence].end_token) return false;
    const std::string_view next = segmentation_.tokens[site.last_token + 1].span.of(text());
    return next.ends_with("ed") || words_.traits(next).any_of({WordTrait::auxiliary, WordTrait::speech});
  }

  [[nodiscard]] Choice choose_company(const AnaphorSite& site) const {
    if (const auto defined = defined_noun(site)) return *defined;
    if (site.traits.has(WordTrait::speaker)) return choose_speaking_company(site);
    if (site.traits.has(WordTrait::relative)) {
      const std::int32_t described = described_subject(site);
      return described >= 0 ? Choice{described, 0.85F, "described"} : nearest(site, MentionType::company);
    }
    if (site.traits.has(WordTrait::reflexive)) {
      if (const Choice near = nearest(site, MentionType::company); near.entity >= 0)
        return {near.entity, 0.85F, "reflexive"};
    }
    // The object of a verb is not its subject: in "Acme bought the company" it is another.
    const bool another = !site.traits.has(WordTrait::possessive) && !opens_clause(site);
    const std::int32_t own = subject(MentionType::company);
    if (own >= 0 && !another) return {own, 0.85F, "subject"};
    if (own < 0) {
      if (const Choice next = ahead(MentionType::company); next.entity >= 0) return next;
    }
    return salient_company(another ? own : -1);
  }

  // "Acme, known for its unit Orlo, is a company whose …": the relative belongs to the noun before
  // it, and that to the subject. -1 where it does not, as in "… Orlo, a company whose …".
  [[nodiscard]] std::int32_t described_subject(const AnaphorSite& site) const {
    if (!before(site).has(WordTrait::company_noun)) return -1;
    for (auto at = here_.rbegin(); at != here_.rend(); ++at) {
      if (at->type != MentionType::company) continue;
      const std::string_view after = text().substr(at->span.end, 3);
      return after == ", a" || after == ", t" ? -1 : subject(MentionType::company);
    }
    return -1;
  }

  // What the text before this sentence is about.
  [[nodiscard]] Choice salient_company(std::int32_t except) const {
    const auto fits = [&](const Focus& focus) { return focus.entity >= 0 && focus.entity != except; };
    if (fits(last_company_) && last_company_.block == block_ && sentence_ <= last_company_.sentence + 3) {
      return {last_company_.entity, 0.85F, "previous-sentence"};
    }
    if (fits(topic_)) return {topic_.entity, 0.8F, "paragraph"};
    if (fits(section_)) return {section_.entity, 0.8F, "heading"};
    if (fits(last_company_) && last_company_.entity == main_) return {main_, 0.8F, "main"};
    if (fits(last_company_) && sentence_ <= last_company_.sentence + 2)
      return {last_company_.entity, 0.7F, "previous-paragraph"};
    if (main_ >= 0 && main_ != except) return {main_, 0.6F, "main"};
    if (except >= 0) return {except, 0.4F, "subject"};
    return {};
  }

  [[nodiscard]] std::optional<Choice> defined_noun(const AnaphorSite& site) const {
    if (!site.traits.has(WordTrait::company_noun) || !site.capitalised) return std::nullopt;
    const std::string_view noun = segmentation_.tokens[site.last_token].span.of(text());
    const DefinedNoun* best = nullptr;
    for (const DefinedNoun& defined : grouping_.nouns) {
      const bool same =
          noun.size() == defined.noun.size() &&
          std::equal(noun.begin(), noun.end(), defined.noun.begin(), [](char a, char b) { return (a | 0x20) == b; });
      if (same && (best == nullptr || defined.start < site.span.start)) best = &defined;
    }
    if (best == nullptr) return std::nullopt;
    return Choice{static_cast<std::int32_t>(best->entity), 0.97F, "defined"};
  }

  // "During his lifetime, Ann Lee …", "Like its rivals, Acme …": the subject that an opening phrase
  // runs ahead of.
  [[nodiscard]] Choice ahead(MentionType type) const {
    const Sentence& sentence = segmentation_.sentences[sentence_];
    const std::string_view opening = segmentation_.tokens[sentence.first_token].span.of(text());
    const bool phrase =
        words_.traits(opening).has(WordTrait::preposition) || opening.ends_with("ed") || opening.ends_with("ing");
    for (std::size_t i = next_site_; phrase && i < sites_.size() && sites_[i].sentence == sentence_; ++i) {
      const Site& site = sites_[i];
      if (site.type != type || site.oblique || site.listed) continue;
      const bool after_comma = text().substr(0, site.span.start).ends_with(", ");
      return after_comma ? Choice{static_cast<std::int32_t>(site.entity), 0.75F, "ahead"} : Choice{};
    }
    return {};
  }

  // The nearest name of that type to the left in the sentence.
  [[nodiscard]] Choice nearest(const AnaphorSite& site, MentionType type) const {
    for (auto at = here_.rbegin(); at != here_.rend(); ++at) {
      if (at->type != type) continue;
      const std::string_view between = text().substr(at->span.end, site.span.start - at->span.end);
      const bool touching =
          between == ", " || between == " " || between == " (" || between == " – " || between == " - ";
      return {static_cast<std::int32_t>(at->entity), touching ? 0.95F : 0.7F, "nearest"};
    }
    const Focus& before = type == MentionType::company ? last_company_ : last_person_;
    if (before.entity >= 0 && before.block == block_) return {before.entity, 0.5F, "previous-sentence"};
    return {};
  }

  [[nodiscard]] Choice choose_person(const AnaphorSite& site) const {
    if (site.traits.has(WordTrait::relative)) return nearest(site, MentionType::person);
    if (site.traits.has(WordTrait::speaker)) {
      const std::int32_t speaker = speaker_of(site.span);
      return speaker >= 0 ? Choice{speaker, 0.85F, "speaker"} : Choice{};
    }
    const std::int32_t own = subject(MentionType::person);
    if (own >= 0) return {own, 0.85F, "subject"};
    if (const Choice next = ahead(MentionType::person); next.entity >= 0) return next;
    if (last_person_.entity < 0) return {};
    const bool near = sentence_ <= last_person_.sentence + 2;
    const bool far = sentence_ > last_person_.sentence + kFarPerson;
    return {last_person_.entity, near ? 0.85F : far ? 0.4F : 0.65F, "previous-person"};
  }

  [[nodiscard]] const TextSpan* quotation_at(TextSpan span) const {
    const auto at =
        std::partition_point(quotations_.begin(), quotations_.end(), [&](TextSpan q) { return q.end <= span.start; });
    return at != quotations_.end() && at->contains(span) ? &*at : nullptr;
  }

  // "We" in a quotation is the speaker's company; elsewhere the one that the article speaks for.
  [[nodiscard]] Choice choose_speaking_company(const AnaphorSite& site) const {
    if (quotation_at(site.span) != nullptr) {
      const std::int32_t speaker = speaker_of(site.span);
      if (speaker >= 0 && company_of_[static_cast<std::size_t>(speaker)] >= 0) {
        return {company_of_[static_cast<std::size_t>(speaker)], 0.85F, "speaker"};
      }
      return {main_, main_ >= 0 ? 0.65F : 0, "main"};
    }
    if (section_.entity >= 0) return {section_.entity, 0.6F, "heading"};
    return {main_, main_ >= 0 ? 0.6F : 0, "main"};
  }

  // Who says the quotation around `span`: the person nearest to it in its block, outside quotations;
  // else the one who spoke last.
  [[nodiscard]] std::int32_t speaker_of(TextSpan span) const {
    const TextSpan* const quotation = quotation_at(span);
    if (quotation == nullptr) return -1;
    const TextSpan block = document_.blocks[block_].span;
    auto at =
        std::partition_point(sites_.begin(), sites_.end(), [&](const Site& s) { return s.span.start < block.start; });
    std::int32_t best = -1;
    std::uint32_t distance = UINT32_MAX;
    for (; at != sites_.end() && at->span.start < block.end; ++at) {
      if (at->type != MentionType::person || quotation_at(at->span) != nullptr) continue;
      const bool after = at->span.start >= quotation->end;
      // An attribution follows its quotation more often than it leads it.
      const std::uint32_t gap =
          after ? at->span.start - quotation->end : 2 * (quotation->start - std::min(quotation->start, at->span.end));
      if (gap < distance) {
        distance = gap;
        best = static_cast<std::int32_t>(at->entity);
      }
    }
    return best >= 0 ? best : last_person_.entity;
  }

  const Document& document_;
  const Segmentation& segmentation_;
  const Grouping& grouping_;
  const ResolveWords& words_;
  std::vector<Site> sites_;
  std::vector<TextSpan> quotations_;
  std::int32_t main_ = -1;
  std::vector<std::int32_t> company_of_;  // person → company
  std::vector<AnaphorSite> anaphors_;
  std::vector<Anaphor> out_;

  std::size_t next_site_ = 0;
  std::size_t next_anaphor_ = 0;
  std::uint32_t sentence_ = 0;
  std::uint32_t block_ = 0;
  std::vector<Site> here_;  // names and resolved anaphors of this sentence, so far
  Focus topic_;             // of the paragraph or list item
  Focus section_;           // of the heading above
  Focus last_company_;      // subject of the last sentence that had a company
  Focus last_person_;
  std::vector<std::uint32_t> group_;  // people named together
  std::uint32_t group_sentence_ = 0;
};

}  // namespace

std::vector<Anaphor> find_antecedents(const Article& /*article*/, const Document& document,
                                      const Segmentation& segmentation, const Mentions& mentions,
                                      const Grouping& grouping, const ResolveWords& words) {
  return Reader(document, segmentation, mentions, grouping, words).read();
}

}  // namespace copydesk
