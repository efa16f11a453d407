#include "pipeline/resolve/discourse.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/resolve/descriptions.h"
#include "pipeline/resolve/sites.h"
#include "pipeline/resolve/speakers.h"

namespace copydesk {
namespace {

constexpr std::uint32_t kNearSentences = 3;  // how far back a name is fresh
constexpr std::uint32_t kFarSentences = 6;   // after which "he" is uncertain
constexpr std::uint32_t kHeadingWords = 12;  // bytes that a heading may hold beside a name
constexpr std::size_t kLargestGroup = 8;     // people that "they" may stand for
constexpr std::size_t kNamedAfter = 30;      // bytes of " was originally founded as "
constexpr std::size_t kSitesTried = 24;      // names looked at for one anaphor

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

// The names of a sentence read so far, and whom they make its subject.
class SentenceSoFar {
 public:
  explicit SentenceSoFar(const std::vector<Gender>& genders) : genders_(genders) {}

  void start() {
    sites_.clear();
    for (Part& part : parts_) part = {};
  }

  void add(const Site& site) {
    const auto entity = static_cast<std::int32_t>(site.entity);
    const auto place = static_cast<std::int32_t>(sites_.size());
    sites_.push_back(site);
    const Gender gender = site.type == MentionType::person ? genders_[site.entity] : Gender::unknown;
    if (site.type == MentionType::company) parts_[kCompany].add(entity, place, site.oblique);
    if (site.type != MentionType::person) return;
    parts_[kAnyone].add(entity, place, site.oblique);
    if (gender != Gender::masculine) parts_[kWoman].add(entity, place, site.oblique);
    if (gender != Gender::feminine) parts_[kMan].add(entity, place, site.oblique);
  }

  // What the sentence is about: the first name that follows no preposition, else the last; -1 if none.
  [[nodiscard]] std::int32_t subject(MentionType type, Gender gender = Gender::unknown) const {
    const Part& part = parts_[part_of(type, gender)];
    return part.subject >= 0 ? part.subject : part.last;
  }
  // False where each name of the type only follows a preposition.
  [[nodiscard]] bool has_subject(MentionType type) const { return parts_[part_of(type, Gender::unknown)].subject >= 0; }
  // The last name of the type; nullptr if there is none.
  [[nodiscard]] const Site* latest(MentionType type) const {
    const std::int32_t place = parts_[part_of(type, Gender::unknown)].latest;
    return place < 0 ? nullptr : &sites_[static_cast<std::size_t>(place)];
  }
  [[nodiscard]] const std::vector<Site>& sites() const { return sites_; }

 private:
  enum : std::size_t { kCompany, kAnyone, kWoman, kMan, kParts };
  struct Part {
    std::int32_t subject = -1;
    std::int32_t last = -1;
    std::int32_t latest = -1;  // index into sites_

    void add(std::int32_t entity, std::int32_t place, bool oblique) {
      last = entity;
      if (subject < 0 && !oblique) subject = entity;
      latest = place;
    }
  };
  static std::size_t part_of(MentionType type, Gender gender) {
    if (type == MentionType::company) return kCompany;
    return gender == Gender::feminine ? kWoman : gender == Gender::masculine ? kMan : kAnyone;
  }

  const std::vector<Gender>& genders_;
  std::vector<Site> sites_;
  std::array<Part, kParts> parts_;
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
        speakers_(Speakers::of(document, segmentation, sites_)),
        descriptions_(Descriptions::of(document, segmentation, sites_, words)),
        main_(main_company(document, segmentation, sites_, grouping.entities.size())),
        company_of_(affiliations(document, sites_, grouping.entities.size(), words)),
        here_(grouping.genders) {
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
  [[nodiscard]] std::string_view word(std::uint32_t token) const { return segmentation_.tokens[token].span.of(text()); }

  void read_sentence(std::uint32_t s) {
    sentence_ = s;
    const std::uint32_t block = segmentation_.sentences[s].block;
    if (s == 0 || block != block_) enter_block(block);
    here_.start();
    while (next_site_ < sites_.size() && sites_[next_site_].sentence < s) ++next_site_;
    while (true) {
      const bool site = next_site_ < sites_.size() && sites_[next_site_].sentence == s;
      const bool anaphor = next_anaphor_ < anaphors_.size() && anaphors_[next_anaphor_].sentence == s;
      if (site && (!anaphor || sites_[next_site_].span.start < anaphors_[next_anaphor_].span.start)) {
        read_site(sites_[next_site_++]);
      } else if (anaphor) {
        read_anaphor(anaphors_[next_anaphor_++]);
      } else {
        break;
      }
    }
    leave_sentence(s, block);
  }

  void enter_block(std::uint32_t block) {
    block_ = block;
    kind_ = document_.blocks[block].kind;
    topic_ = {};
    if (kind_ == BlockKind::heading || kind_ == BlockKind::title) section_ = {};
  }

  void read_site(const Site& site) {
    here_.add(site);
    if (site.type != MentionType::person) return;
    // "Ann Lee and Bob Ray": the last people named together.
    if (!site.listed || run_.empty() || run_sentence_ != sentence_) run_.clear();
    run_sentence_ = sentence_;
    if (run_.size() < kLargestGroup) run_.push_back(site.entity);
    if (run_.size() > 1) {
      group_ = run_;
      group_sentence_ = sentence_;
    }
  }

  void leave_sentence(std::uint32_t s, std::uint32_t block) {
    const std::int32_t company = here_.subject(MentionType::company);
    if (company >= 0) {
      if (kind_ == BlockKind::heading) {
        section_ = {company, s, block};
      } else if (topic_.entity < 0 || is_run_in_heading(s)) {
        topic_ = {company, s, block};
      }
      const bool fresh = last_company_.entity < 0 || last_company_.block != block;
      if (kind_ != BlockKind::title && (fresh || here_.has_subject(MentionType::company))) {
        last_company_ = {company, s, block};
      }
    }
    for (const Gender gender : {Gender::unknown, Gender::feminine, Gender::masculine}) {
      const std::int32_t person = here_.subject(MentionType::person, gender);
      if (person >= 0) last_person(gender) = {person, s, block};
    }
    gather_people();
  }

  // "Ann Lee met Bob Ray at Acme": together, though no list.
  void gather_people() {
    if (!group_.empty() && group_sentence_ == sentence_) return;
    std::vector<std::uint32_t> people;
    for (const Site& site : here_.sites()) {
      if (site.type != MentionType::person || std::count(people.begin(), people.end(), site.entity) > 0) continue;
      if (people.size() == kLargestGroup) return;
      people.push_back(site.entity);
    }
    if (people.size() < 2) return;
    group_ = std::move(people);
    group_sentence_ = sentence_;
  }

  [[nodiscard]] Focus& last_person(Gender gender) { return last_people_.at(static_cast<std::size_t>(gender)); }
  [[nodiscard]] const Focus& last_person(Gender gender) const {
    return last_people_.at(static_cast<std::size_t>(gender));
  }

  // A short sentence that is no more than a name: a heading run into its paragraph.
  [[nodiscard]] bool is_run_in_heading(std::uint32_t s) const {
    const TextSpan sentence = segmentation_.sentences[s].span;
    return !here_.sites().empty() && sentence.size() <= here_.sites().front().span.size() + kHeadingWords &&
           text()[sentence.end - 1] != '.';
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
    const bool either = site.traits.has(WordTrait::person) && site.traits.has(WordTrait::company);
    if (choice.entity < 0 && either) return;
    out_.push_back({site.span, type, choice.entity, choice.confidence, choice.rule});
    if (choice.entity < 0 || site.traits.has(WordTrait::relative)) return;
    Site stands;
    stands.span = site.span;
    stands.entity = static_cast<std::uint32_t>(choice.entity);
    stands.sentence = site.sentence;
    stands.type = type;
    stands.oblique = before(site).has(WordTrait::preposition);
    here_.add(stands);
  }

  void emit_group(const AnaphorSite& site) {
    if (group_.empty() || site.sentence > group_sentence_ + kNearSentences) return;
    for (const std::uint32_t person : group_) {
      out_.push_back({site.span, MentionType::person, static_cast<std::int32_t>(person), 0.7F, "group"});
    }
  }

  [[nodiscard]] WordTraits before(const AnaphorSite& site) const {
    if (site.first_token == segmentation_.sentences[site.sentence].first_token) return {};
    return words_.traits(word(site.first_token - 1));
  }

  // True where the anaphor is the subject of a clause: it opens the sentence, or follows a comma, a
  // conjunction, "that" or a verb of saying.
  [[nodiscard]] bool opens_clause(const AnaphorSite& site) const {
    if (site.first_token == segmentation_.sentences[site.sentence].first_token) return true;
    if (segmentation_.tokens[site.first_token - 1].kind == TokenKind::punctuation) return true;
    const WordTraits traits = before(site);
    return traits.any_of({WordTrait::conjunction, WordTrait::speech, WordTrait::relative, WordTrait::determiner,
                          WordTrait::adverb}) ||
           (traits.has(WordTrait::preposition) && next_is_verb(site));
  }

  // "after it raised", "as the company grew".
  [[nodiscard]] bool next_is_verb(const AnaphorSite& site) const {
    if (site.last_token + 1 >= segmentation_.sentences[site.sentence].end_token) return false;
    const std::string_view next = word(site.last_token + 1);
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
      const Choice near = nearest(site, MentionType::company);
      if (near.entity >= 0) return {near.entity, 0.85F, "reflexive"};
    }
    // "… of Acme, and was that company's chairman": the one just named.
    if (word(site.first_token) == "that") return nearest(site, MentionType::company);
    // The object of a verb is not its subject: in "Acme bought the company" it is another.
    const bool another = !site.traits.has(WordTrait::possessive) && !opens_clause(site);
    const std::int32_t own = here_.subject(MentionType::company);
    // In "With backing from Orlo, the firm …" the firm is what the text before was about.
    const bool opening_only = own >= 0 && !here_.has_subject(MentionType::company) && opens_with_phrase() &&
                              text().substr(0, site.span.start).ends_with(", ");
    if (opening_only) {
      const Choice salient = salient_company(own);
      if (salient.entity >= 0 && salient.entity != own) return fitting(salient, site, MentionType::company);
    }
    if (own >= 0 && !another) return fitting({own, 0.85F, "subject"}, site, MentionType::company);
    if (own < 0) {
      const Choice next = ahead(MentionType::company);
      if (next.entity >= 0) return next;
    }
    const Choice salient = salient_company(another ? own : -1);
    if (own < 0 && salient.confidence <= 0.6F) {
      const Choice named = named_after(site);
      if (named.entity >= 0) return named;
    }
    return fitting(salient, site, MentionType::company);
  }

  // "The bank" and "the Leeds-based firm" are the last one that the article so describes.
  [[nodiscard]] Choice fitting(const Choice& choice, const AnaphorSite& site, MentionType type) const {
    if (site.first_token == site.last_token) return choice;
    const auto telling = Descriptions::telling_words(document_, segmentation_, site, words_);
    if (telling.empty()) return choice;
    if (choice.entity >= 0 && descriptions_.describe(static_cast<std::uint32_t>(choice.entity), telling)) {
      return {choice.entity, std::max(choice.confidence, 0.9F), choice.rule};
    }
    std::size_t tried = 0;
    for (std::size_t i = next_site_; i > 0 && tried < kSitesTried; --i, ++tried) {
      const Site& earlier = sites_[i - 1];
      if (earlier.type == type && descriptions_.describe(earlier.entity, telling)) {
        return {static_cast<std::int32_t>(earlier.entity), 0.85F, "described"};
      }
    }
    return choice;
  }

  // "Acme, known for its unit Orlo, is a company whose …": the relative belongs to the noun before
  // it, and that to the subject. -1 where it does not, as in "… Orlo, a company whose …".
  [[nodiscard]] std::int32_t described_subject(const AnaphorSite& site) const {
    const Site* const name = here_.latest(MentionType::company);
    if (name == nullptr || !before(site).has(WordTrait::company_noun)) return -1;
    const std::string_view after = text().substr(name->span.end, 6);
    return after.starts_with(", is ") || after.starts_with(", was ") ? here_.subject(MentionType::company) : -1;
  }

  // What the text before this sentence is about.
  [[nodiscard]] Choice salient_company(std::int32_t except) const {
    const auto fits = [&](const Focus& focus) { return focus.entity >= 0 && focus.entity != except; };
    const bool recent = fits(last_company_) && sentence_ <= last_company_.sentence + kNearSentences;
    if (recent && last_company_.block == block_) return {last_company_.entity, 0.85F, "previous-sentence"};
    if (fits(topic_)) return {topic_.entity, 0.8F, "paragraph"};
    if (fits(section_)) return {section_.entity, 0.8F, "heading"};
    if (fits(last_company_) && last_company_.entity == main_) return {main_, 0.8F, "main"};
    if (recent) return {last_company_.entity, 0.7F, "previous-paragraph"};
    if (main_ >= 0 && main_ != except) return {main_, 0.6F, "main"};
    if (except >= 0) return {except, 0.4F, "subject"};
    return {};
  }

  [[nodiscard]] std::optional<Choice> defined_noun(const AnaphorSite& site) const {
    if (grouping_.nouns.empty() || !site.traits.has(WordTrait::company_noun) || !site.capitalised) return std::nullopt;
    std::string noun(word(site.last_token).substr(0, site.span.end - segmentation_.tokens[site.last_token].span.start));
    noun.front() = static_cast<char>(noun.front() | 0x20);
    const auto [first, last] = std::equal_range(grouping_.nouns.begin(), grouping_.nouns.end(), DefinedNoun{noun, 0, 0},
                                                [](const auto& a, const auto& b) { return a.noun < b.noun; });
    if (first == last) return std::nullopt;
    // The last definition before this place; a first one after it, where there is none.
    const auto later = std::find_if(first, last, [&](const DefinedNoun& d) { return d.start >= site.span.start; });
    const DefinedNoun& defined = later == first ? *first : *(later - 1);
    return Choice{static_cast<std::int32_t>(defined.entity), 0.97F, "defined"};
  }

  // "With …", "Founded in …", "Speaking at …"
  [[nodiscard]] bool opens_with_phrase() const {
    const std::string_view opening = word(segmentation_.sentences[sentence_].first_token);
    return words_.traits(opening).has(WordTrait::preposition) || opening.ends_with("ed") || opening.ends_with("ing");
  }

  // "During his lifetime, Ann Lee …", "Like its rivals, Acme …": the subject that an opening phrase
  // runs ahead of.
  [[nodiscard]] Choice ahead(MentionType type) const {
    if (!opens_with_phrase()) return {};
    const std::size_t end = std::min(sites_.size(), next_site_ + kSitesTried);
    for (std::size_t i = next_site_; i < end && sites_[i].sentence == sentence_; ++i) {
      const Site& site = sites_[i];
      if (site.type != type || site.oblique || site.listed) continue;
      const bool after_comma = text().substr(0, site.span.start).ends_with(", ");
      if (after_comma) return {static_cast<std::int32_t>(site.entity), 0.75F, "ahead"};
    }
    return {};
  }

  // "It was founded as Orlo in 1990."
  [[nodiscard]] Choice named_after(const AnaphorSite& site) const {
    if (next_site_ >= sites_.size() || sites_[next_site_].sentence != sentence_) return {};
    const Site& next = sites_[next_site_];
    const std::string_view between = text().substr(site.span.end, next.span.start - site.span.end);
    const bool as = between.ends_with(" as ") && between.size() <= kNamedAfter &&
                    between.find_first_of(",;.") == std::string_view::npos;
    if (!as || next.type != MentionType::company) return {};
    return {static_cast<std::int32_t>(next.entity), 0.75F, "ahead"};
  }

  // The nearest name of that type to the left in the sentence.
  [[nodiscard]] Choice nearest(const AnaphorSite& site, MentionType type) const {
    if (const Site* const name = here_.latest(type)) {
      const std::string_view between = text().substr(name->span.end, site.span.start - name->span.end);
      const bool touching =
          between == ", " || between == " " || between == " (" || between == " – " || between == " - ";
      return {static_cast<std::int32_t>(name->entity), touching ? 0.95F : 0.7F, "nearest"};
    }
    const Focus& last = type == MentionType::company ? last_company_ : last_person(Gender::unknown);
    if (last.entity >= 0 && last.block == block_) return {last.entity, 0.5F, "previous-sentence"};
    return {};
  }

  [[nodiscard]] Choice choose_person(const AnaphorSite& site) const {
    if (site.traits.has(WordTrait::relative)) return nearest(site, MentionType::person);
    if (site.traits.has(WordTrait::speaker)) {
      const std::int32_t speaker = speakers_.speaker_of(site.span);
      return speaker >= 0 ? Choice{speaker, 0.85F, "speaker"} : Choice{};
    }
    const Gender gender = site.traits.has(WordTrait::feminine)    ? Gender::feminine
                          : site.traits.has(WordTrait::masculine) ? Gender::masculine
                                                                  : Gender::unknown;
    const std::int32_t own = here_.subject(MentionType::person, gender);
    if (own >= 0) return fitting({own, 0.85F, "subject"}, site, MentionType::person);
    const Choice next = ahead(MentionType::person);
    if (next.entity >= 0) return next;
    const Focus& last = last_person(gender);
    if (last.entity < 0) return {};
    const bool near = sentence_ <= last.sentence + kNearSentences;
    const bool far = sentence_ > last.sentence + kFarSentences;
    return fitting({last.entity, near ? 0.85F : far ? 0.4F : 0.65F, "previous-person"}, site, MentionType::person);
  }

  // "We" in a quotation is the speaker's company; elsewhere the one that the article speaks for.
  [[nodiscard]] Choice choose_speaking_company(const AnaphorSite& site) const {
    if (speakers_.quoted(site.span)) {
      std::int32_t speaker = speakers_.speaker_of(site.span);
      if (speaker < 0) speaker = last_person(Gender::unknown).entity;
      const std::int32_t company = speaker < 0 ? -1 : company_of_[static_cast<std::size_t>(speaker)];
      if (company >= 0) return {company, 0.85F, "speaker"};
      return {main_, main_ >= 0 ? 0.65F : 0, "main"};
    }
    if (section_.entity >= 0) return {section_.entity, 0.6F, "heading"};
    return {main_, main_ >= 0 ? 0.6F : 0, "main"};
  }

  const Document& document_;
  const Segmentation& segmentation_;
  const Grouping& grouping_;
  const ResolveWords& words_;
  std::vector<Site> sites_;
  Speakers speakers_;
  Descriptions descriptions_;
  std::int32_t main_ = -1;
  std::vector<std::int32_t> company_of_;  // person → company
  std::vector<AnaphorSite> anaphors_;
  std::vector<Anaphor> out_;

  std::size_t next_site_ = 0;
  std::size_t next_anaphor_ = 0;
  std::uint32_t sentence_ = 0;
  std::uint32_t block_ = 0;
  BlockKind kind_ = BlockKind::paragraph;
  SentenceSoFar here_;
  Focus topic_;                       // of the paragraph or list item
  Focus section_;                     // of the heading above
  Focus last_company_;                // subject of the last sentence that had a company
  std::array<Focus, 3> last_people_;  // by Gender: whom "they", "she", "he" may be
  std::vector<std::uint32_t> run_;    // people listed, so far
  std::uint32_t run_sentence_ = 0;
  std::vector<std::uint32_t> group_;  // people last named together
  std::uint32_t group_sentence_ = 0;
};

}  // namespace

std::vector<Anaphor> find_antecedents(const Article& /*article*/, const Document& document,
                                      const Segmentation& segmentation, const Mentions& mentions,
                                      const Grouping& grouping, const ResolveWords& words) {
  return Reader(document, segmentation, mentions, grouping, words).read();
}

}  // namespace copydesk
