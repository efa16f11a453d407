#include "pipeline/recognise/names/name_recogniser.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace copydesk {

using names::Candidate;
using names::NameGroup;
using names::NameSpan;
using names::NameToken;

namespace {

constexpr std::uint32_t kLongestKnown = 8;    // words of a name looked for in a headline
constexpr std::uint32_t kLongestSubject = 5;  // words of a headline's subject that is known from nowhere else
constexpr float kLeastChance = 0.2F;          // of a second type that a mention keeps
constexpr std::uint64_t kColon = names::word_hash(":");
constexpr std::uint64_t kComma = names::word_hash(",");

std::string texts_of(const std::vector<RuleFault>& faults) {
  std::string text;
  for (const RuleFault& fault : faults) text += (text.empty() ? "" : "\n") + fault.text();
  return text;
}

// "Austin" in "Texas", "Camden" (a borough of London, too) in "Maine"; not "Texas" in "Ohio".
bool may_lie_in(LexicalClasses smaller, LexicalClasses larger) {
  if (!larger.any_of({LexicalClass::region, LexicalClass::country})) return false;
  return !smaller.any_of({LexicalClass::region, LexicalClass::country}) ||
         (smaller.has(LexicalClass::city) && !smaller.has(LexicalClass::country) && !larger.has(LexicalClass::city));
}

}  // namespace

Result<NameRecogniser> NameRecogniser::create(const RuleSet& rules, Gazetteer gazetteer) {
  std::vector<RuleFault> faults;
  names::WordClassesBuilder words(rules, faults);
  Model model;
  model.evidence = names::EvidenceRules::compile(rules, words, faults);
  model.classes = names::SpanClasses::resolve(words, faults);
  if (!faults.empty()) return fail("{}", texts_of(faults));
  model.words = std::move(words).build();
  model.evidence.index(model.words);
  model.gazetteer = std::move(gazetteer);
  std::vector<std::string> rule_names;
  for (const names::EvidenceRule& rule : model.evidence.rules()) rule_names.push_back(rule.name);
  model.rule_names = std::make_shared<const std::vector<std::string>>(std::move(rule_names));
  return NameRecogniser(std::make_shared<const Model>(std::move(model)));
}

void NameRecogniser::recognise(const Document& document, const Segmentation& segmentation, Mentions& mentions) {
  tokens_.fill(document.text, segmentation, mentions, model_->words);
  tokens_.look_up(document.text, segmentation, model_->gazetteer);
  names::CandidateFinder(model_->words, model_->classes).find(document, segmentation, tokens_, candidates_);
  drop_tickers();
  settle_weak(document.text);
  group_candidates();
  find_lists(document, segmentation);
  gather_evidence();
  emit(mentions);
  join_places(document, mentions);
}

// The symbol in "(NASDAQ: ACME)" is no mention.
void NameRecogniser::drop_tickers() {
  const auto is_ticker = [&](const Candidate& candidate) {
    const std::uint32_t first = candidate.span.first;
    if (first < candidate.span.begin + 2 || tokens_[first - 1].hash != kColon) return false;
    for (std::uint32_t i = first - 1; i-- > candidate.span.begin && first - i < 5;) {
      if (model_->words.contains(tokens_[i].classes, model_->classes.exchange)) return true;
    }
    return false;
  };
  std::erase_if(candidates_, is_ticker);
}

// Replaces each weak candidate by the names within it that the rest of the document, or the gazetteer,
// knows; a headline may also begin with a name. A strong one loses an ordinary first word where the
// document knows the rest by itself ("Explore Acme").
void NameRecogniser::settle_weak(std::string_view text) {
  table_.clear(candidates_.size());
  known_counts_.assign(candidates_.size(), 0);
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    if (candidates_[i].weak) continue;
    const std::uint64_t key = key_of(tokens_, candidates_[i].span, model_->words, model_->classes);
    table_.insert(key, static_cast<std::uint32_t>(i));
    ++known_counts_[static_cast<std::size_t>(table_.find(key))];
  }
  settled_.clear();
  for (const Candidate& candidate : candidates_) {
    if (candidate.weak) {
      settle(candidate, settled_);
      continue;
    }
    settled_.push_back(candidate);
    if (unglue(text, settled_.back())) continue;
    NameSpan rest = candidate.span;
    if (++rest.first + 1 > rest.last ||
        !model_->words.contains(tokens_[candidate.span.first].classes, model_->classes.ordinary))
      continue;
    const std::int32_t whole = table_.find(key_of(tokens_, candidate.span, model_->words, model_->classes));
    if (known_counts_[static_cast<std::size_t>(whole)] > 1) continue;
    if (table_.find(key_of(tokens_, rest, model_->words, model_->classes)) >= 0 &&
        !model_->words.contains(tokens_[rest.first].classes, model_->classes.ordinary)) {
      settled_.back().span = rest;
    }
  }
  candidates_.swap(settled_);
}

// "ShareholdersAcme", "Acme CorpAcme Corp" and "AcmeAustin", with a blank lost between heading and text: what
// remains is the name that the document knows.
bool NameRecogniser::ends_in_suffix(std::uint32_t first, std::uint32_t last) const {
  while (last > first && ((tokens_[last - 1].flags & names::kMark) != 0 ||
                          model_->words.contains(tokens_[last - 1].classes, model_->classes.legal_suffix))) {
    --last;
  }
  return last == first;
}

bool NameRecogniser::unglue(std::string_view text, Candidate& candidate) {
  // "AcmeWire" that recurs is a name, though "Acme" is one, too.
  const std::int32_t whole = table_.find(key_of(tokens_, candidate.span, model_->words, model_->classes));
  if (known_counts_[static_cast<std::size_t>(whole)] > 2) return false;
  for (std::uint32_t i = candidate.span.last; i-- > candidate.span.first;) {
    if ((tokens_[i].flags & (names::kCamel | names::kGluedCapitals)) == 0) continue;
    const names::NameTokens::Joint* front = nullptr;  // the last joint behind a known name
    for (const names::NameTokens::Joint& joint : tokens_.joints(text, i)) {
      std::uint64_t key = names::key_with(names::kEmptyKey, joint.hash);
      bool known = table_.find(key) >= 0 && i + 1 == candidate.span.last;
      for (std::uint32_t k = i + 1; k < candidate.span.last; ++k) {
        if ((tokens_[k].flags & names::kMark) != 0) continue;
        key = names::key_with(key, tokens_[k].hash);
        known = table_.find(key) >= 0;
        // A legal suffix is no part of a key.
        if (known && (k + 1 == candidate.span.last || ends_in_suffix(k + 1, candidate.span.last))) break;
        known = known && k + 1 == candidate.span.last;
      }
      if (known) {
        tokens_.cut_front(i, joint);
        candidate.span.first = i;
        return true;
      }
      key = names::kEmptyKey;
      for (std::uint32_t k = candidate.span.first; k < i; ++k) {
        if ((tokens_[k].flags & names::kMark) == 0) key = names::key_with(key, tokens_[k].hash);
      }
      if (table_.find(names::key_with(key, joint.front_hash)) >= 0) front = &joint;
    }
    if (front != nullptr) {
      tokens_.cut_back(i, *front);
      candidate.span.last = i + 1;
      return true;
    }
  }
  return false;
}

void NameRecogniser::settle(const Candidate& weak, std::vector<Candidate>& settled) const {
  const auto is = [&](std::uint32_t token, names::ClassId id) {
    return model_->words.contains(tokens_[token].classes, id);
  };
  const auto add = [&](std::uint32_t first, std::uint32_t last) {
    settled.push_back(weak);
    settled.back().weak = false;
    settled.back().span.first = first;
    settled.back().span.last = last;
    settled.back().sentence_start = first == weak.span.begin;
  };
  const std::size_t before = settled.size();
  auto phrase = std::lower_bound(tokens_.phrases().begin(), tokens_.phrases().end(), weak.span.first,
                                 [](const names::KnownPhrase& p, std::uint32_t first) { return p.first < first; });
  for (std::uint32_t i = weak.span.first; i < weak.span.last;) {
    std::uint32_t end = i;
    std::uint64_t key = names::kEmptyKey;
    for (std::uint32_t k = i; k < weak.span.last && k < i + kLongestKnown; ++k) {
      if ((tokens_[k].flags & names::kMark) == 0) key = names::key_with(key, tokens_[k].hash);
      if (table_.find(key) >= 0 && (k > i || !is(k, model_->classes.break_word))) end = k + 1;
    }
    for (; phrase != tokens_.phrases().end() && phrase->first <= i; ++phrase) {
      const bool certain = phrase->last - phrase->first > 1 || !phrase->ordinary_word;
      if (phrase->first == i && certain && phrase->last <= weak.span.last && names::is_name(phrase->lexical)) {
        end = std::max(end, phrase->last);
      }
    }
    if (end == i) {
      ++i;
      continue;
    }
    add(i, end);
    i = end;
  }
  if (settled.size() > before || weak.span.first != weak.span.begin) return;
  std::uint32_t end = weak.span.first;
  while (end < weak.span.last && !is(end, model_->classes.verb_form) && !is(end, model_->classes.break_word)) ++end;
  if (end > weak.span.first && end < weak.span.last && end - weak.span.first <= kLongestSubject)
    add(weak.span.first, end);
}

void NameRecogniser::group_candidates() {
  table_.clear(candidates_.size());
  group_count_ = 0;
  group_of_.resize(candidates_.size());
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    const Candidate& candidate = candidates_[i];
    const std::uint64_t key = key_of(tokens_, candidate.span, model_->words, model_->classes);
    std::int32_t at = table_.find(key);
    if (at < 0) {
      at = static_cast<std::int32_t>(group_count_++);
      table_.insert(key, static_cast<std::uint32_t>(at));
      if (groups_.size() < group_count_) groups_.emplace_back();
      groups_[static_cast<std::size_t>(at)].start(key, static_cast<std::uint32_t>(i));
    }
    NameGroup& group = groups_[static_cast<std::size_t>(at)];
    group_of_[i] = static_cast<std::uint32_t>(at);
    if (candidates_[group.sample].heading && !candidate.heading) group.sample = static_cast<std::uint32_t>(i);
    ++group.count;
    group.start_count += candidate.sentence_start;
    group.heading_count += candidate.heading;
    group.in_title |= candidate.title;
  }
}

void NameRecogniser::emit(Mentions& mentions) {
  mentions.evidence_rules = model_->rule_names;
  const auto values = static_cast<std::ptrdiff_t>(mentions.all.size());
  std::vector<std::int32_t> reasons(group_count_, -1);
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    const NameGroup& group = groups_[group_of_[i]];
    const std::size_t best = group.chosen();
    if (best == names::kTypeCount) continue;
    Mention mention;
    mention.span = span_of(candidates_[i]);
    mention.sentence = candidates_[i].sentence;
    mention.type = static_cast<MentionType>(best);
    for (std::size_t type = 0; type < names::kTypeCount; ++type) {
      if (type == best || group.chances[type] >= kLeastChance) mention.types.add(static_cast<MentionType>(type));
    }
    mention.score = std::log(group.chances[best] / std::max(1e-6F, 1.0F - group.chances[best]));
    std::int32_t& reason = reasons[group_of_[i]];
    if (reason < 0) {
      reason = static_cast<std::int32_t>(mentions.names.size());
      const auto first = static_cast<std::uint32_t>(mentions.name_evidence.size());
      for (const names::WeighedEvidence& piece : group.evidence) {
        mentions.name_evidence.push_back({piece.rule, piece.value * rules()[piece.rule].weights[best]});
      }
      mentions.names.push_back({first, static_cast<std::uint32_t>(mentions.name_evidence.size())});
    }
    mention.value = reason;
    mentions.all.push_back(mention);
  }
  const auto earlier = [](const Mention& a, const Mention& b) {
    return a.span.start != b.span.start ? a.span.start < b.span.start : a.span.end > b.span.end;
  };
  std::inplace_merge(mentions.all.begin(), mentions.all.begin() + values, mentions.all.end(), earlier);
  // The number of "Motel 6" is the name's.
  std::uint32_t name_end = 0;
  std::erase_if(mentions.all, [&](const Mention& mention) {
    if (is_name(mention.type)) name_end = std::max(name_end, mention.span.end);
    return mention.type == MentionType::number && mention.span.start < name_end;
  });
}

// "Austin, Texas" is one place.
void NameRecogniser::join_places(const Document& document, Mentions& mentions) const {
  const auto is_comma = [&](std::uint32_t from, std::uint32_t to) {
    const std::string_view between = std::string_view(document.text).substr(from, to - from);
    return between.size() >= 2 && between.size() <= 3 && between.front() == ',' &&
           between.find_first_not_of(" \n", 1) == std::string_view::npos;
  };
  std::vector<Mention>& all = mentions.all;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool joins = kept > 0 && all[i].type == MentionType::place && all[kept - 1].type == MentionType::place &&
                       all[i].sentence == all[kept - 1].sentence && all[kept - 1].span.end < all[i].span.start &&
                       is_comma(all[kept - 1].span.end, all[i].span.start) &&
                       may_lie_in(model_->gazetteer.find(all[kept - 1].span.of(document.text)).classes,
                                  model_->gazetteer.find(all[i].span.of(document.text)).classes);
    if (joins) {
      all[kept - 1].span.end = all[i].span.end;
    } else {
      if (kept != i) all[kept] = std::move(all[i]);
      ++kept;
    }
  }
  all.resize(kept);
}

}  // namespace copydesk
