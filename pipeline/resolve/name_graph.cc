#include "pipeline/resolve/name_graph.h"

#include <algorithm>

namespace copydesk {
namespace {

// Evidence of a mention that carries no score of its own: enough to count mentions by.
constexpr float kLeastWeight = 0.1F;

std::size_t weight_index(MentionType type) { return static_cast<std::size_t>(type); }

bool heads(BlockKind kind) { return kind == BlockKind::title || kind == BlockKind::heading; }

}  // namespace

NameClass class_of(MentionType type) {
  if (type == MentionType::person) return NameClass::person;
  return type == MentionType::place ? NameClass::place : NameClass::organisation;
}

NameGraph NameGraph::of(const Document& document, const Segmentation& segmentation, const Mentions& mentions,
                        const ResolveWords& words) {
  NameGraph graph;
  graph.form_of.assign(mentions.all.size(), -1);
  graph.surface_of.assign(mentions.all.size(), -1);
  struct Surface {
    std::array<std::int32_t, 3> forms = {-1, -1, -1};  // by NameClass
    std::int32_t number = 0;
  };
  std::unordered_map<std::string_view, Surface> by_surface;
  std::uint32_t covered = 0;
  for (std::uint32_t m = 0; m < mentions.all.size(); ++m) {
    const Mention& mention = mentions.all[m];
    if (!is_name(mention.type)) continue;
    const NameClass name_class = class_of(mention.type);
    const auto surface = mention.span.of(document.text);
    const auto slot = static_cast<std::size_t>(name_class);
    const auto [known_surface, fresh] = by_surface.try_emplace(surface);
    if (fresh) known_surface->second.number = static_cast<std::int32_t>(graph.surface_count++);
    graph.surface_of[m] = known_surface->second.number;
    std::int32_t& form = known_surface->second.forms.at(slot);
    if (form < 0) {
      NameForm name = parse_name(surface, name_class, words);
      if (name.words.empty()) continue;
      std::int32_t& known = graph.by_key_.try_emplace(name.key(), std::array{-1, -1, -1}).first->second.at(slot);
      if (known < 0) {
        known = static_cast<std::int32_t>(graph.forms.size());
        graph.forms.emplace_back();
        graph.forms.back().name = name;
        graph.forms.back().name_class = name_class;
      }
      form = known;
      NameForm& merged = graph.forms[static_cast<std::size_t>(form)].name;
      merged.legal |= name.legal;
      merged.soft |= name.soft;
      merged.acronym |= name.acronym;
      merged.feminine |= name.feminine;
      merged.masculine |= name.masculine;
    }
    Form& entry = graph.forms[static_cast<std::size_t>(form)];
    entry.mentions.push_back(m);
    entry.weight.at(weight_index(mention.type)) += std::max(mention.score, kLeastWeight);
    const BlockKind kind = document.blocks[segmentation.sentences[mention.sentence].block].kind;
    if (kind == BlockKind::title) entry.in_title = true;
    if (!heads(kind)) entry.first = std::min(entry.first, mention.span.start);
    graph.form_of[m] = form;
    if (mention.span.end > covered) {
      graph.outer.push_back(m);
      covered = mention.span.end;
    }
  }
  graph.parent_.resize(graph.forms.size());
  for (std::uint32_t f = 0; f < graph.parent_.size(); ++f) graph.parent_[f] = f;
  return graph;
}

std::int32_t NameGraph::find(const std::string& key, NameClass name_class) const {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? -1 : found->second.at(static_cast<std::size_t>(name_class));
}

std::uint32_t NameGraph::root(std::uint32_t form) const {
  while (parent_[form] != form) {
    parent_[form] = parent_[parent_[form]];
    form = parent_[form];
  }
  return form;
}

void NameGraph::unite(std::uint32_t a, std::uint32_t b) {
  a = root(a);
  b = root(b);
  // The lower index is the root, so that the outcome does not depend on the order of links.
  if (a != b) parent_[std::max(a, b)] = std::min(a, b);
}

void NameGraph::contrast(std::uint32_t a, std::uint32_t b) {
  contrasted_.insert(static_cast<std::uint64_t>(std::min(a, b)) << 32U | std::max(a, b));
}

bool NameGraph::contrasted(std::uint32_t a, std::uint32_t b) const {
  return contrasted_.contains(static_cast<std::uint64_t>(std::min(a, b)) << 32U | std::max(a, b));
}

}  // namespace copydesk
