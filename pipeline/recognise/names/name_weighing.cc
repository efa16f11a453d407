// How a name group gets its evidence and its chances.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "pipeline/recognise/names/name_recogniser.h"

namespace copydesk {

using names::Candidate;
using names::NameGroup;
using names::NameSpan;
using names::Test;

namespace {

constexpr int kRounds = 3;           // of lending evidence and weighing again
constexpr float kHeadSpeaks = 0.8F;  // of its chances, for the rest of a list
constexpr float kLeastLent = 0.25F;  // a chance below it says nothing about a neighbour
constexpr std::uint64_t kComma = names::word_hash(",");
constexpr std::uint64_t kSemicolon = names::word_hash(";");
constexpr std::uint64_t kOpen = names::word_hash("(");
constexpr std::uint64_t kAnd = names::word_hash("and");
constexpr std::uint64_t kOr = names::word_hash("or");
constexpr std::uint64_t kAmpersand = names::word_hash("&");
constexpr std::uint64_t kRegistered = names::word_hash("®");
constexpr std::uint64_t kTrademark = names::word_hash("™");
constexpr std::size_t kMostInitials = 6;

constexpr std::array<Test, names::kTypeCount + 1> kShortens = {Test::shortens_company,      Test::shortens_person,
                                                               Test::shortens_place,        Test::shortens_product,
                                                               Test::shortens_organisation, Test::shortens_other};
constexpr std::array<Test, names::kTypeCount + 1> kListed = {
    Test::listed_with_companies, Test::listed_with_people,        Test::listed_with_places,
    Test::listed_with_products,  Test::listed_with_organisations, Test::listed_with_others};

}  // namespace

void NameRecogniser::set(NameGroup& group, Test test, float value) const {
  const int rule = model_->evidence.rule_of(test);
  if (rule >= 0) group.set(static_cast<std::uint16_t>(rule), value);
}

void NameRecogniser::gather_evidence() {
  spans_.clear();
  name_at_.assign(tokens_.size(), 0);
  for (const Candidate& candidate : candidates_) {
    spans_.push_back(candidate.span);
    for (std::uint32_t i = candidate.span.first; i < candidate.span.last; ++i) {
      name_at_[i] = static_cast<std::uint32_t>(spans_.size());
    }
  }
  const names::EvidenceRules::Text text{tokens_, spans_, name_at_};
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    found_.clear();
    model_->evidence.match_context(text, candidates_[i].span, found_);
    for (const std::uint16_t rule : found_) groups_[group_of_[i]].note(rule);
  }
  for (std::size_t g = 0; g < group_count_; ++g) {
    found_.clear();
    model_->evidence.match_own(tokens_, candidates_[groups_[g].sample].span, found_);
    for (const std::uint16_t rule : found_) groups_[g].set(rule, 1);
  }
  test_groups();
  test_gazetteer();
  link_short_forms();
  weigh();
  for (int round = 0; round < kRounds; ++round) {
    lend_evidence();
    lend_in_lists();
    weigh();
  }
}

void NameRecogniser::test_groups() {
  for (std::size_t g = 0; g < group_count_; ++g) {
    NameGroup& group = groups_[g];
    const NameSpan& span = candidates_[group.sample].span;
    bool ordinary = true, lower = true;
    for (std::uint32_t i = span.first; i < span.last; ++i) {
      if ((tokens_[i].flags & names::kMark) != 0) continue;
      const bool connects = model_->words.contains(tokens_[i].classes, model_->classes.joins_names);
      ordinary &= connects || model_->words.contains(tokens_[i].classes, model_->classes.ordinary);
      lower &= connects || tokens_.seen_lower(tokens_[i].hash);
    }
    set(group, Test::always, 1);
    if (group.count >= 3) set(group, Test::repeated, 1);
    if (ordinary) set(group, Test::ordinary, 1);
    if (lower) set(group, Test::seen_lower, 1);
    if (group.start_count == group.count) set(group, Test::sentence_start_only, 1);
    if (group.heading_count == group.count) set(group, Test::heading_only, 1);
    if (group.in_title) set(group, Test::in_title, 1);
  }
}

void NameRecogniser::test_gazetteer() {
  constexpr std::array<std::pair<LexicalClass, Test>, 7> kKnown = {{
      {LexicalClass::organisation, Test::known_organisation},
      {LexicalClass::person, Test::known_person},
      {LexicalClass::city, Test::known_city},
      {LexicalClass::region, Test::known_region},
      {LexicalClass::country, Test::known_country},
      {LexicalClass::nationality, Test::known_nationality},
      {LexicalClass::product, Test::known_product},
  }};
  std::size_t p = 0;
  const std::vector<names::KnownPhrase>& phrases = tokens_.phrases();
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    const NameSpan& span = candidates_[i].span;
    while (p < phrases.size() && phrases[p].first < span.first) ++p;
    for (std::size_t at = p; at < phrases.size() && phrases[at].first == span.first; ++at) {
      if (phrases[at].last != span.last) continue;
      NameGroup& group = groups_[group_of_[i]];
      const auto classes = LexicalClasses::of_bits(phrases[at].lexical);
      if (classes.has(LexicalClass::company)) {
        set(group, phrases[at].ordinary_word ? Test::known_company_ordinary : Test::known_company, 1);
      }
      for (const auto& [lexical, test] : kKnown) {
        if (classes.has(lexical)) set(group, test, 1);
        group.known_place |= classes.any_of({LexicalClass::city, LexicalClass::region, LexicalClass::country});
      }
    }
  }
}

// Which groups are the first words, the last word or the initials of which others.
void NameRecogniser::link_short_forms() {
  short_forms_.clear();
  const auto link = [&](std::uint64_t key, std::size_t longer, ShortForm::Kind kind) {
    const std::int32_t shorter = table_.find(key);
    if (shorter < 0 || static_cast<std::size_t>(shorter) == longer) return;
    short_forms_.push_back({static_cast<std::uint32_t>(shorter), static_cast<std::uint32_t>(longer), kind});
  };
  for (std::size_t g = 0; g < group_count_; ++g) {
    const NameSpan& span = candidates_[groups_[g].sample].span;
    if (span.last - span.first < 2) continue;
    std::uint64_t key = names::kEmptyKey;
    std::array<char, kMostInitials> initials{};
    std::size_t count = 0;
    for (std::uint32_t i = span.first; i < span.last; ++i) {
      if ((tokens_[i].flags & names::kMark) != 0) continue;
      key = names::key_with(key, tokens_[i].hash);
      if (i + 1 < span.last && key != groups_[g].key) link(key, g, ShortForm::Kind::first_words);
      if ((tokens_[i].flags & names::kCapital) != 0 && count < kMostInitials) initials[count++] = tokens_.letter(i);
      if (count >= 2) {
        link(names::key_with(names::kEmptyKey, names::word_hash({initials.data(), count})), g,
             ShortForm::Kind::initials);
      }
    }
    link(names::key_with(names::kEmptyKey, tokens_[span.last - 1].hash), g, ShortForm::Kind::last_word);
  }
  link_defined();
}

// "Financial Reporting Council (FRC)", "Financial Reporting Council ("FRC")".
void NameRecogniser::link_defined() {
  for (std::size_t i = 1; i < candidates_.size(); ++i) {
    const NameSpan& longer = candidates_[i - 1].span;
    const NameSpan& span = candidates_[i].span;
    if (longer.begin != span.begin || span.last - span.first != 1 ||
        (tokens_[span.first].flags & names::kAllUpper) == 0)
      continue;
    const std::uint32_t between = span.first - longer.last;
    if (between < 1 || between > 2 || tokens_[longer.last].hash != kOpen) continue;
    if (span.last >= span.end || (tokens_[span.last].flags & names::kMark) == 0) continue;
    if (tokens_.letter(longer.first) != tokens_.letter(span.first) || group_of_[i] == group_of_[i - 1]) continue;
    short_forms_.push_back({group_of_[i], group_of_[i - 1], ShortForm::Kind::defined});
  }
}

void NameRecogniser::weigh() {
  const std::vector<names::EvidenceRule>& all = rules();
  for (std::size_t g = 0; g < group_count_; ++g) {
    NameGroup& group = groups_[g];
    if (!std::exchange(group.unweighed, false)) continue;
    group.logits.fill(0);
    for (const names::WeighedEvidence& piece : group.evidence) {
      for (std::size_t type = 0; type < names::kTypeCount; ++type) {
        group.logits[type] += piece.value * all[piece.rule].weights[type];
      }
    }
    const float most = std::max(0.0F, *std::max_element(group.logits.begin(), group.logits.end()));
    float sum = std::exp(-most);
    group.chances[names::kTypeCount] = sum;
    for (std::size_t type = 0; type < names::kTypeCount; ++type) {
      group.chances[type] = std::exp(group.logits[type] - most);
      sum += group.chances[type];
    }
    for (float& chance : group.chances) chance /= sum;
  }
}

// A short form takes after what it shortens; several longer names speak with the surest's voice.
void NameRecogniser::lend_evidence() {
  std::vector<std::array<float, names::kTypeCount + 1>>& lent = lent_;
  lent.assign(group_count_, {});
  for (const ShortForm& form : short_forms_) {
    const auto& chances = groups_[form.longer].chances;
    // "Baltimore" is no short form of "Baltimore Sun".
    if (form.kind == ShortForm::Kind::first_words && groups_[form.shorter].known_place) continue;
    for (std::size_t type = 0; type <= names::kTypeCount; ++type) {
      const bool person = type == static_cast<std::size_t>(MentionType::person);
      if (form.kind == ShortForm::Kind::last_word && !person) continue;
      if (form.kind == ShortForm::Kind::initials && type != names::kTypeCount &&
          role_type(static_cast<MentionType>(type)) != MentionType::company) {
        continue;
      }
      lent[form.shorter][type] = std::max(lent[form.shorter][type], chances[type]);
    }
  }
  for (std::size_t g = 0; g < group_count_; ++g) {
    for (std::size_t type = 0; type <= names::kTypeCount; ++type) {
      if (lent[g][type] >= kLeastLent) set(groups_[g], kShortens[type], lent[g][type]);
    }
  }
}

// "A, B and C": between two names stand only commas and a conjunction.
bool NameRecogniser::follows_in_list(std::size_t candidate) const {
  const NameSpan& before = candidates_[candidate - 1].span;
  const NameSpan& span = candidates_[candidate].span;
  if (before.begin != span.begin || before.last == span.first || span.first - before.last > 3) return false;
  bool separated = false;
  for (std::uint32_t i = before.last; i < span.first; ++i) {
    const std::uint64_t hash = tokens_[i].hash;
    if (hash == kRegistered || hash == kTrademark) continue;
    separated = true;
    if (hash != kComma && hash != kSemicolon && hash != kAnd && hash != kOr && hash != kAmpersand) return false;
  }
  return separated;
}

// Numbers the lists that names stand in: enumerations, list items and a table's columns.
void NameRecogniser::find_lists(const Document& document, const Segmentation& segmentation) {
  list_of_.assign(candidates_.size(), 0);
  list_count_ = 0;
  const auto join = [&](std::size_t before, std::size_t candidate) {
    if (list_of_[before] == 0) list_of_[before] = ++list_count_;
    list_of_[candidate] = list_of_[before];
  };
  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t item_before = kNone;
  std::vector<std::size_t> cell_before;
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    if (i > 0 && follows_in_list(i)) {
      join(i - 1, i);
      continue;
    }
    const std::uint32_t b = segmentation.sentences[candidates_[i].sentence].block;
    if (b >= document.blocks.size()) continue;
    const Block& block = document.blocks[b];
    const auto block_of = [&](std::size_t other) { return segmentation.sentences[candidates_[other].sentence].block; };
    if (tokens_[candidates_[i].span.first].start != block.span.start) continue;
    if (block.kind == BlockKind::list_item) {
      if (item_before != kNone && block_of(item_before) + 1 == b) join(item_before, i);
      item_before = i;
    } else if (block.kind == BlockKind::table_cell && block.column >= 0 && block.column < 64) {
      cell_before.resize(std::max(cell_before.size(), static_cast<std::size_t>(block.column) + 1), kNone);
      std::size_t& before = cell_before[static_cast<std::size_t>(block.column)];
      if (before != kNone && document.blocks[block_of(before)].table == block.table) join(before, i);
      before = i;
    }
  }
}

// A name takes after the average of the others in its list.
void NameRecogniser::lend_in_lists() {
  using Chances = std::array<float, names::kTypeCount + 1>;
  struct List {
    Chances sum{};
    std::size_t head = 0;  // its first candidate
    float members = 0;
  };
  std::vector<List> lists(list_count_ + 1);
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    List& list = lists[list_of_[i]];
    if (list.members == 0) list.head = i;
    const Chances& chances = groups_[group_of_[i]].chances;
    for (std::size_t type = 0; type < chances.size(); ++type) list.sum[type] += chances[type];
    list.members += 1;
  }
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    if (list_of_[i] == 0) continue;
    const List& list = lists[list_of_[i]];
    NameGroup& group = groups_[group_of_[i]];
    if (list.members < 2) continue;
    // What stands before a list ("investors such as A, B and C") is evidence for its head alone.
    const Chances& head = groups_[group_of_[list.head]].chances;
    for (std::size_t type = 0; type < group.chances.size(); ++type) {
      float others = (list.sum[type] - group.chances[type]) / (list.members - 1);
      if (i != list.head && type < names::kTypeCount) others = std::max(others, kHeadSpeaks * head[type]);
      if (others >= kLeastLent) set(group, kListed[type], others);
    }
  }
}

}  // namespace copydesk
