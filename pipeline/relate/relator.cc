#include "pipeline/relate/relator.h"

#include <algorithm>

#include "pipeline/relate/merge.h"

namespace copydesk {
namespace {

// The mentions of [start, end), by index, without those that an earlier and longer one covers.
// `next` is where to begin in `mentions`, and moves on.
void mentions_inside(const Mentions& mentions, TextSpan span, std::size_t& next, std::vector<std::uint32_t>& inside) {
  while (next < mentions.all.size() && mentions.all[next].span.start < span.start) ++next;
  std::uint32_t done = span.start;
  for (; next < mentions.all.size() && mentions.all[next].span.start < span.end; ++next) {
    const TextSpan mention = mentions.all[next].span;
    if (mention.start < done || mention.end > span.end) continue;
    inside.push_back(static_cast<std::uint32_t>(next));
    done = mention.end;
  }
}

bool in_zone(const RelationRule& rule, BlockKind zone) {
  if (rule.zones.empty()) return zone != BlockKind::table_cell;
  return std::find(rule.zones.begin(), rule.zones.end(), zone) != rule.zones.end();
}

bool has_all(MentionTypes there, MentionTypes wanted) { return (there.bits() & wanted.bits()) == wanted.bits(); }

std::size_t first_at_or_after(const Mentions& mentions, std::uint32_t start) {
  const auto found = std::lower_bound(mentions.all.begin(), mentions.all.end(), start,
                                      [](const Mention& m, std::uint32_t at) { return m.span.start < at; });
  return static_cast<std::size_t>(found - mentions.all.begin());
}

}  // namespace

Relator::Relator(const RelationRules& rules, const StatusCues& cues) : rules_(rules), status_(cues) {
  for (std::uint32_t rule = 0; rule < rules.all().size(); ++rule) {
    for (std::uint32_t i = 0; i < rules.all()[rule].templates.size(); ++i) {
      if (matcher_.add(rules.all()[rule].templates[i].pattern.re2).empty()) templates_.push_back({rule, i});
    }
  }
  matcher_.compile();
}

Facts Relator::relate(const Document& document, const Segmentation& sentences, const Mentions& mentions,
                      const Entities& entities) {
  candidates_.clear();
  const FactContext context{document, mentions, entities};
  relate_sentences(context, sentences);
  relate_tables(context, sentences);
  return merge_facts(std::move(candidates_), rules_);
}

void Relator::relate_sentences(const FactContext& context, const Segmentation& sentences) {
  std::size_t next = 0;
  for (std::uint32_t i = 0; i < sentences.sentences.size(); ++i) {
    const Sentence& sentence = sentences.sentences[i];
    const BlockKind zone = context.document.blocks[sentence.block].kind;
    if (zone == BlockKind::boilerplate || zone == BlockKind::table_cell) continue;
    inside_.clear();
    mentions_inside(context.mentions, sentence.span, next, inside_);
    if (inside_.empty()) continue;
    MentionTypes types;
    for (const std::uint32_t mention : inside_) types.add(context.mentions.all[mention].types);
    slotted_.clear();
    slotted_.append(context.document.text, sentence.span, inside_, context.mentions);
    match_passage(context, {{0, i, sentence.span}, zone, types});
  }
}

void Relator::append_block(const FactContext& context, const Block& block, MentionTypes& types) {
  inside_.clear();
  std::size_t next = first_at_or_after(context.mentions, block.span.start);
  mentions_inside(context.mentions, block.span, next, inside_);
  for (const std::uint32_t mention : inside_) types.add(context.mentions.all[mention].types);
  slotted_.append(context.document.text, block.span, inside_, context.mentions);
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
        append_block(context, blocks[i], types);
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
  const std::string& text = slotted_.text();
  const std::size_t first = candidates_.size();
  std::vector<Capture> matches;
  for (const int id : matcher_.candidates(text)) {
    const TemplateId which = templates_[static_cast<std::size_t>(id)];
    const RelationRule& rule = rules_.all()[which.rule];
    const RuleTemplate& rule_template = rule.templates[which.index];
    if (!has_all(passage.types, rule_template.required) || !in_zone(rule, passage.zone)) continue;
    matcher_.for_each_match(id, text, [&](const Captures& captures) {
      MatchPlace place = passage.place;
      place.rule = which.rule;
      build_facts(context, rule, rule_template, captures, slotted_, place, candidates_);
      matches.resize(candidates_.size() - first, *captures[0]);
    });
  }
  if (candidates_.size() == first) return;
  status_.read(text);
  for (std::size_t i = first; i < candidates_.size(); ++i) {
    Status& status = candidates_[i].fact.status;
    if (status == Status::stated) status = status_.status_of(matches[i - first]);
  }
}

}  // namespace copydesk
