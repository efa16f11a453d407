#include "pipeline/relate/relator.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "pipeline/relate/merge.h"
#include "pipeline/relate/restatements.h"
#include "rules/matching/plain_text.h"

namespace copydesk {
namespace {

// Companies, people and products stand in lists; "Austin, Texas" is one place.
constexpr char32_t kListBits = 0x0B;
// Longer stretches between two names join nothing.
constexpr std::uint32_t kLongestLink = 120;

// Where in `all`, sorted by span, the first that starts at or after `start` stands.
template <class Spanned>
std::size_t first_at_or_after(const std::vector<Spanned>& all, std::uint32_t start) {
  const auto found = std::lower_bound(all.begin(), all.end(), start,
                                      [](const Spanned& s, std::uint32_t at) { return s.span.start < at; });
  return static_cast<std::size_t>(found - all.begin());
}

// A name may be what it looked like or what its entity turned out to be.
MentionTypes types_of(const FactContext& context, std::size_t mention) {
  MentionTypes types = context.mentions.all[mention].types;
  const std::int32_t entity = context.entities.of_mention[mention];
  if (entity >= 0) types.add(role_type(context.entities.all[static_cast<std::size_t>(entity)].type));
  if (types.has(MentionType::organisation)) types.add(MentionType::company);
  return types;
}

// The readings of the anaphors at one span; empty where none has an antecedent.
MentionTypes readings_at(const Entities& entities, std::size_t anaphor) {
  MentionTypes readings;
  const TextSpan span = entities.anaphors[anaphor].span;
  for (; anaphor < entities.anaphors.size() && entities.anaphors[anaphor].span == span; ++anaphor) {
    const Anaphor& a = entities.anaphors[anaphor];
    if (a.entity >= 0) readings.add(role_type(entities.all[static_cast<std::size_t>(a.entity)].type));
  }
  return readings;
}

bool ends_with_any(std::string_view text, std::span<const std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return text.ends_with(end); });
}

// "the Veltrix Lumo platform" stands for what its name says.
bool names_product(const FactContext& context, TextSpan anaphor, std::size_t next) {
  const auto& mentions = context.mentions.all;
  return next < mentions.size() && mentions[next].span.start > anaphor.start && mentions[next].span.end < anaphor.end &&
         mentions[next].type == MentionType::product && anaphor.of(context.document.text).ends_with(" platform");
}

// Whether "the founder" says what somebody is and stands for nobody: "the founder of", "is the founder",
// "the venture firm Orlo". `next` is the first mention from there on.
bool describes(const FactContext& context, TextSpan anaphor, std::size_t next) {
  constexpr std::array<std::string_view, 12> kCopulas = {" is ",   " was ",   " are ",    " were ",
                                                         " be ",   " as ",    " became ", " becomes ",
                                                         " into ", " being ", " been ",   " remains "};
  constexpr std::array<std::string_view, 11> kRoleLinks = {
      " of ", " at ", " to ", " for ", " & ", "/", " and CEO", " and chief ", " and president", " Officer", " officer"};
  const std::string_view text = context.document.text;
  if (anaphor.of(text).find(' ') == std::string_view::npos) return false;  // a pronoun
  const std::string_view after = text.substr(anaphor.end);
  if (std::any_of(kRoleLinks.begin(), kRoleLinks.end(), [&](std::string_view link) { return after.starts_with(link); }))
    return true;
  const bool possessive = after.starts_with("'s") || after.starts_with("\xE2\x80\x99s");
  if (!possessive && ends_with_any(text.substr(0, anaphor.start), kCopulas)) return true;
  const auto& mentions = context.mentions.all;
  while (next < mentions.size() && mentions[next].span.start < anaphor.end) ++next;
  if (next == mentions.size()) return false;
  const std::string_view between =
      text.substr(anaphor.end, std::max(mentions[next].span.start, anaphor.end) - anaphor.end);
  return (between == " " || between == ", ") &&
         mentions[next].types.any_of({MentionType::company, MentionType::person});
}

// "the Leeds-based firm": the place stays a name among `inside`, and what follows it stands for the company.
// Where the anaphor's words start.
std::uint32_t described_place(const FactContext& context, TextSpan anaphor, std::size_t next,
                              std::vector<SlottedText::Filler>& inside, MentionTypes& types) {
  const auto& mentions = context.mentions.all;
  if (next >= mentions.size() || mentions[next].span.end >= anaphor.end) return anaphor.start;
  const MentionTypes its_types = types_of(context, next);
  const std::string_view rest =
      std::string_view(context.document.text).substr(mentions[next].span.end, anaphor.end - mentions[next].span.end);
  const auto blank = rest.find(' ');
  if (!its_types.has(MentionType::place) || !rest.starts_with("-") || blank == std::string_view::npos)
    return anaphor.start;
  inside.push_back({mentions[next].span, code_point_of(its_types), static_cast<std::int32_t>(next), -1});
  types.add(its_types);
  return mentions[next].span.end + static_cast<std::uint32_t>(blank) + 1;
}

// "Series B", "Phase 2": words for the rules, though they look like a name.
bool is_label(const FactContext& context, std::size_t mention, MentionTypes types) {
  return types == MentionTypes(MentionType::product) &&
         context.rules.is_unmade(context.mentions.all[mention].span.of(context.document.text));
}

// The mentions and anaphors inside `span`, by start, without those that an earlier or longer one covers.
void fillers_inside(const FactContext& context, TextSpan span, std::vector<SlottedText::Filler>& inside,
                    MentionTypes& types) {
  const auto& mentions = context.mentions.all;
  const auto& anaphors = context.entities.anaphors;
  std::size_t mention = first_at_or_after(mentions, span.start);
  std::size_t anaphor = first_at_or_after(anaphors, span.start);
  std::uint32_t done = span.start;
  for (;;) {
    while (mention < mentions.size() && mentions[mention].span.start < done) ++mention;
    while (anaphor < anaphors.size() && anaphors[anaphor].span.start < done) ++anaphor;
    const bool has_mention = mention < mentions.size() && mentions[mention].span.end <= span.end;
    const bool has_anaphor = anaphor < anaphors.size() && anaphors[anaphor].span.end <= span.end;
    if (!has_mention && !has_anaphor) return;
    if (has_mention && (!has_anaphor || mentions[mention].span.start <= anaphors[anaphor].span.start)) {
      const MentionTypes its_types = types_of(context, mention);
      if (is_label(context, mention, its_types)) {
        done = mentions[mention].span.end;
        continue;
      }
      inside.push_back({mentions[mention].span, code_point_of(its_types), static_cast<std::int32_t>(mention), -1});
      types.add(its_types);
      done = mentions[mention].span.end;
    } else {
      const TextSpan at = anaphors[anaphor].span;
      if (describes(context, at, mention) || names_product(context, at, mention)) {
        done = std::max(done, at.start + 1);
        continue;
      }
      if (const MentionTypes readings = readings_at(context.entities, anaphor); readings != MentionTypes()) {
        const AnaphorForm form = form_of_anaphor(at.of(context.document.text));
        const TextSpan head{described_place(context, at, mention, inside, types), at.end};
        inside.push_back({head, anaphor_code_point(readings, form), -1, static_cast<std::int32_t>(anaphor)});
        types.add(readings);
        done = at.end;
      } else {
        done = std::max(done, at.start + 1);
      }
    }
  }
}

// Whom a rule with `subject topic` speaks of: of an investor or a worth, the company whose round an earlier sentence
// told of; else what the section or the article is about.
std::int32_t topic_of(const RelationRule& rule, const FactContext& context, std::int32_t section,
                      const std::vector<CandidateFact>& candidates) {
  if (rule.relation == Relation::backed_by || rule.relation == Relation::valued_at) {
    for (auto at = candidates.rbegin(); at != candidates.rend(); ++at) {
      if (at->fact.relation == Relation::raised) return static_cast<std::int32_t>(at->fact.subject);
    }
  }
  return section >= 0 ? section : context.main_company;
}

// A company and a person make no list: "the chief executive of Veltrix, Ann Lee".
bool tells_apart(const FactContext& context, const SlottedText::Filler& a, const SlottedText::Filler& b) {
  const auto is = [&](const SlottedText::Filler& filler, MentionType type) {
    const std::int32_t entity = context.entities.of_mention[static_cast<std::size_t>(filler.mention)];
    return entity >= 0 && context.entities.all[static_cast<std::size_t>(entity)].type == type;
  };
  return (is(a, MentionType::company) && is(b, MentionType::person)) ||
         (is(a, MentionType::person) && is(b, MentionType::company));
}

bool in_zone(const RelationRule& rule, BlockKind zone) {
  if (rule.zones.empty()) return zone != BlockKind::table_cell;
  return std::find(rule.zones.begin(), rule.zones.end(), zone) != rule.zones.end();
}

bool has_all(MentionTypes there, MentionTypes wanted) { return (there.bits() & wanted.bits()) == wanted.bits(); }

}  // namespace

Relator::Relator(const RelationRules& rules, const StatusCues& cues)
    : rules_(rules), matcher_(needs_), status_(cues, needs_), margins_(rules.margins()), phrase_matcher_(needs_) {
  for (std::uint32_t rule = 0; rule < rules.all().size(); ++rule) {
    for (std::uint32_t i = 0; i < rules.all()[rule].templates.size(); ++i) {
      matcher_.add(rules.all()[rule].templates[i].pattern);
      templates_.push_back({rule, i});
    }
  }
  for (std::size_t i = 0; i < rules.phrases().size(); ++i) {
    for (const Pattern& pattern : rules.phrases()[i].patterns) {
      phrase_matcher_.add(pattern);
      phrase_of_.push_back(i);
    }
  }
  needs_.compile();
  matcher_.compile();
  phrase_matcher_.compile();
  status_.compile();
  if (auto link = Program::compile(plain_pattern("^(?:" + rules.list_link() + ")$"))) list_link_ = std::move(*link);
}

std::vector<RuleFault> Relator::check() {
  std::vector<RuleFault> faults;
  for (std::size_t i = 0; i < templates_.size(); ++i) {
    const std::string error = matcher_.error_of(static_cast<int>(i));
    if (error.empty()) continue;
    const RelationRule& rule = rules_.all()[templates_[i].rule];
    const RuleText& where = rule.templates[templates_[i].index].source;
    faults.push_back(fault_at(rule.definition->file, where, 0, where.text.size(),
                              "this template does not compile: " + error, rule.name,
                              "fewer or shorter gaps, repeats and lists"));
  }
  return faults;
}

Facts Relator::relate(const Document& document, const Segmentation& sentences, const Mentions& mentions,
                      const Entities& entities, RelateTrace* trace) {
  candidates_.clear();
  const FactContext context{document, mentions, entities, rules_, entities.main_company, trace};
  section_ = -1;
  relate_sentences(context, sentences);
  relate_tables(context, sentences);
  if (trace != nullptr) trace->candidates = candidates_;
  Facts facts = merge_facts(std::move(candidates_), rules_);
  add_restatements(context, facts);
  return facts;
}

// "Veltrix", "About Veltrix": the company that a heading announces; -1 for others.
std::int32_t Relator::company_of_heading(const FactContext& context) const {
  constexpr std::size_t kWordsBesideName = 10;  // bytes
  const auto& names = slotted_.placeholders();
  if (names.size() != 1 || slotted_.text().size() > 1 + kWordsBesideName) return -1;
  const std::int32_t mention = names.front().filler.mention;
  const std::int32_t entity = mention < 0 ? -1 : context.entities.of_mention[static_cast<std::size_t>(mention)];
  const bool company =
      entity >= 0 && context.entities.all[static_cast<std::size_t>(entity)].type == MentionType::company;
  return company ? entity : -1;
}

void Relator::relate_sentences(const FactContext& context, const Segmentation& sentences) {
  for (std::uint32_t i = 0; i < sentences.sentences.size(); ++i) {
    const Sentence& sentence = sentences.sentences[i];
    const BlockKind zone = context.document.blocks[sentence.block].kind;
    if (zone == BlockKind::boilerplate || zone == BlockKind::table_cell) continue;
    slotted_.clear();
    MentionTypes types;
    append_slotted(context, sentence.span, types);
    if (zone == BlockKind::heading) section_ = company_of_heading(context);
    // Without one, a rule may still speak of the article's topic.
    if (!types.has(MentionType::company) && context.main_company < 0 && context.trace == nullptr) continue;
    match_passage(context, {{0, i, sentence.span}, zone, types});
  }
}

void Relator::append_slotted(const FactContext& context, TextSpan span, MentionTypes& types) {
  inside_.clear();
  fillers_inside(context, span, inside_, types);
  slotted_.append(context.document.text, span, inside_);
}

void Relator::cut_margins() {
  phrases_.clear();
  margins_.find(slotted_, phrases_);
  slotted_.replace(phrases_);
}

// Puts one code point in the place of what joins two names of a kind: "Ann Lee, and her brother Bob"
// stays, "Ann Lee and Bob Marsh" is a list.
void Relator::link_lists(const FactContext& context) {
  phrases_.clear();
  const std::string_view text = slotted_.text();
  const auto& all = slotted_.placeholders();
  bool last = false;  // "A, B and C": a comma behind it starts something else
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    const char32_t shared = all[i].filler.code_point & all[i + 1].filler.code_point;
    const bool names = all[i].filler.mention >= 0 && all[i + 1].filler.mention >= 0 &&
                       is_name(all[i].filler.code_point) && is_name(all[i + 1].filler.code_point);
    const std::uint32_t start = all[i].at + 1;
    const std::uint32_t size = all[i + 1].at - start;
    const bool after_last = std::exchange(last, false);
    if (!names || (shared & kListBits) == 0 || size < 2 || size > kLongestLink) continue;
    if (tells_apart(context, all[i].filler, all[i + 1].filler)) continue;
    const std::string_view between = text.substr(start, size);
    const bool comma = between == ", ";
    if (after_last && comma) continue;
    if (list_link_ && runner_.search(*list_link_, between, 0)) {
      phrases_.push_back({{start, all[i + 1].at}, kListLink});
      last = between.find(" and ") != std::string_view::npos || between.find(" & ") != std::string_view::npos;
    }
  }
  slotted_.replace(phrases_);
}

// Earlier phrases first, and of those that begin together the longest.
void Relator::replace_phrases() {
  phrases_.clear();
  for (const Matcher::Candidate& candidate : phrase_matcher_.candidates()) {
    const char32_t code_point = phrase_code_point(phrase_of_[static_cast<std::size_t>(candidate.id)]);
    phrase_matcher_.for_each_match(candidate, [&](const Captures& captures) {
      phrases_.push_back({*captures[0], code_point});
    });
  }
  std::stable_sort(phrases_.begin(), phrases_.end(), [](const auto& a, const auto& b) {
    return a.at.start != b.at.start ? a.at.start < b.at.start : a.at.end > b.at.end;
  });
  std::uint32_t done = 0;
  std::erase_if(phrases_, [&](const SlottedText::Phrase& phrase) {
    if (phrase.at.start < done || phrase.at.start == phrase.at.end) return true;
    done = phrase.at.end;
    return false;
  });
  replace_in_slotted();
}

void Relator::replace_in_slotted() {
  if (phrases_.empty()) return;
  slotted_.replace(phrases_);
  needs_.read(slotted_.text());
}

void Relator::relate_tables(const FactContext& context, const Segmentation& sentences) {
  const std::vector<Block>& blocks = context.document.blocks;
  std::vector<TextSpan> headers;
  for (std::size_t first = 0; first < blocks.size();) {
    std::size_t end = first + 1;
    if (blocks[first].kind != BlockKind::table_cell) {
      first = end;
      continue;
    }
    const auto same_row = [&](const Block& b) {
      return b.kind == BlockKind::table_cell && b.table == blocks[first].table && b.row == blocks[first].row;
    };
    while (end < blocks.size() && same_row(blocks[end])) ++end;
    const TextSpan span{blocks[first].span.start, blocks[end - 1].span.end};
    if (blocks[first].row == 0) {
      headers.clear();
      for (std::size_t i = first; i < end; ++i) headers.push_back(blocks[i].span);
    } else {
      slotted_.clear();
      MentionTypes types;
      for (std::size_t i = first; i < end; ++i) {
        const auto column = static_cast<std::size_t>(std::max(blocks[i].column, 0));
        if (i > first) slotted_.append_words(" | ");
        if (column < headers.size()) slotted_.append_words(headers[column].of(context.document.text));
        slotted_.append_words(": ");
        append_slotted(context, blocks[i].span, types);
      }
      const auto sentence = std::lower_bound(sentences.sentences.begin(), sentences.sentences.end(), span.start,
                                             [](const Sentence& s, std::uint32_t at) { return s.span.start < at; });
      const auto index = static_cast<std::uint32_t>(sentence - sentences.sentences.begin());
      match_passage(context, {{0, index, span}, BlockKind::table_cell, types});
    }
    first = end;
  }
}

void Relator::match_passage(const FactContext& context, const Passage& passage) {
  cut_margins();
  link_lists(context);
  needs_.read(slotted_.text());
  replace_phrases();
  const std::size_t first = candidates_.size();
  match_reading(context, passage);
  status_.find_skips(skips_);
  if (skips_.empty()) return;
  leave_out_skips();
  const std::size_t second = candidates_.size();
  match_reading(context, passage);
  settle_readings(first, second);
}

// Matches the rules against slotted_; matches_ gets where each candidate's words stand.
void Relator::match_reading(const FactContext& context, const Passage& passage) {
  if (context.trace != nullptr) context.trace->passages.push_back({slotted_, passage.place, passage.zone});
  const std::size_t first = candidates_.size();
  matches_.clear();
  for (const Matcher::Candidate& candidate : matcher_.candidates()) {
    const TemplateId which = templates_[static_cast<std::size_t>(candidate.id)];
    const RelationRule& rule = rules_.all()[which.rule];
    const RuleTemplate& rule_template = rule.templates[which.index];
    if (!has_all(passage.types, rule_template.required) || !in_zone(rule, passage.zone)) continue;
    matcher_.for_each_match(candidate, [&](const Captures& captures) {
      MatchPlace place = passage.place;
      place.rule = which.rule;
      if (rule.topic_subject) place.topic = topic_of(rule, context, section_, candidates_);
      const std::size_t before = candidates_.size();
      build_facts(context, rule, rule_template, captures, slotted_, place, candidates_);
      if (context.trace != nullptr) {
        context.trace->matches.push_back(
            {context.trace->passages.size() - 1, which.rule, which.index, captures, before, candidates_.size()});
      }
      matches_.resize(candidates_.size() - first, *captures[0]);
    });
  }
  if (candidates_.size() == first) return;
  status_.read();
  for (std::size_t i = first; i < candidates_.size(); ++i) {
    Status& status = candidates_[i].fact.status;
    if (status == Status::stated) status = status_.status_of(matches_[i - first]);
  }
}

// Takes the skips out of slotted_; each then is the place where its words were.
void Relator::leave_out_skips() {
  phrases_.clear();
  std::uint32_t gone = 0;
  for (StatusFinder::Skip& skip : skips_) {
    Capture& at = skip.at;
    const std::string& text = slotted_.text();
    if (at.end < text.size() && text[at.end] == ' ' && (at.start == 0 || text[at.start - 1] == ' ')) ++at.end;
    phrases_.push_back({at, SlottedText::kNothing});
    const std::uint32_t size = at.end - at.start;
    at.start -= gone;
    at.end = at.start;
    gone += size;
  }
  replace_in_slotted();
}

// Candidates [second, end) are of the reading without the skips: a skip inside a match says how far it is a fact, and
// so for what the first reading states of the same.
void Relator::settle_readings(std::size_t first, std::size_t second) {
  for (std::size_t i = second; i < candidates_.size(); ++i) {
    const Capture match = matches_[i - second];
    Status skipped = Status::stated;
    for (const StatusFinder::Skip& skip : skips_) {
      const bool inside = match.start < skip.at.start && skip.at.start < match.end;
      if (inside && !status_.is_aside(skip.at, match)) skipped = std::max(skipped, skip.status);
    }
    candidates_[i].fact.status = std::max(candidates_[i].fact.status, skipped);
    for (std::size_t known = first; known < second; ++known) {
      Fact& fact = candidates_[known].fact;
      if (state_the_same(fact, candidates_[i].fact)) fact.status = std::max(fact.status, skipped);
    }
  }
}

}  // namespace copydesk
