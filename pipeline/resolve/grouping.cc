#include "pipeline/resolve/grouping.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace copydesk {
namespace {

// "Acme\nCorp." of a wrapped line is "Acme Corp.".
std::string one_line(std::string_view surface) {
  std::string out;
  for (const char c : surface) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    if (!blank)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  return out;
}

bool shouted(std::string_view surface) {
  return std::none_of(surface.begin(), surface.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// A surface form and what speaks for it as the entity's name.
struct Surface {
  std::string text;
  std::size_t words = 0;  // as compared, and one for a legal suffix
  std::size_t count = 0;
  bool plain = true;  // neither a domain name nor all in capitals
  bool former = false;
};

class Assembly {
 public:
  Assembly(const NameGraph& graph, const Document& document, const Mentions& mentions, const ResolveWords& words)
      : graph_(graph), document_(document), mentions_(mentions), words_(words) {}

  Grouping build() && {
    out_.of_mention.assign(mentions_.all.size(), -1);
    entity_of_root_.assign(graph_.forms.size(), -1);
    seen_.resize(graph_.surface_count);
    for (std::uint32_t m = 0; m < mentions_.all.size(); ++m) {
      const std::int32_t form = graph_.form_of[m];
      if (form >= 0) place(m, static_cast<std::uint32_t>(form));
    }
    for (std::size_t e = 0; e < out_.entities.size(); ++e) {
      finish(static_cast<std::int32_t>(e));
      out_.genders.push_back(gender_of(weights_[e]));
    }
    for (const DefinedName& defined : graph_.short_names) add_alias(defined);
    for (const DefinedName& noun : graph_.nouns) {
      const std::int32_t entity = entity_of_root_[graph_.root(noun.form)];
      out_.nouns.push_back({noun.word, static_cast<std::uint32_t>(entity), noun.start});
    }
    std::sort(out_.nouns.begin(), out_.nouns.end(), [](const DefinedNoun& a, const DefinedNoun& b) {
      return std::tie(a.noun, a.start) < std::tie(b.noun, b.start);
    });
    out_.outer = graph_.outer;
    return std::move(out_);
  }

 private:
  struct Weights {
    std::array<float, kNameTypes> full{};  // of names of several words
    std::array<float, kNameTypes> shorter{};
    bool legal = false;
    WordTraits title;       // what "Ms." says
    WordTraits given_name;  // what the first name says
  };

  void place(std::uint32_t m, std::uint32_t form_id) {
    const Form& form = graph_.forms[form_id];
    const std::uint32_t root = form.ambiguous ? latest_bearer(form_id) : graph_.root(form_id);
    if (form.name_class == NameClass::person && form.several_words()) {
      latest_[form.name.words.back()] = root;
      latest_[form.name.words.front()] = root;
    }
    if (entity_of_root_[root] < 0) {
      entity_of_root_[root] = static_cast<std::int32_t>(out_.entities.size());
      out_.entities.emplace_back();
      weights_.emplace_back();
    }
    const auto entity = static_cast<std::size_t>(entity_of_root_[root]);
    out_.of_mention[m] = entity_of_root_[root];
    out_.entities[entity].mentions.push_back(m);
    const Mention& mention = mentions_.all[m];
    Weights& weights = weights_[entity];
    auto& kind = form.several_words() ? weights.full : weights.shorter;
    kind.at(static_cast<std::size_t>(mention.type)) += std::max(mention.score, 0.1F);
    if (form.name_class == NameClass::person) note_gender(form, weights);
    weights.legal |= form.name_class == NameClass::organisation && form.name.legal;
  }

  void note_gender(const Form& form, Weights& weights) const {
    if (form.name.feminine) weights.title.add({WordTrait::feminine});
    if (form.name.masculine) weights.title.add({WordTrait::masculine});
    if (form.several_words()) weights.given_name.add(words_.given_name(form.name.words.front()));
  }

  [[nodiscard]] static Gender gender_of(const Weights& weights) {
    const WordTraits traits = weights.title.none() ? weights.given_name : weights.title;
    if (traits.has(WordTrait::feminine) == traits.has(WordTrait::masculine)) return Gender::unknown;
    return traits.has(WordTrait::feminine) ? Gender::feminine : Gender::masculine;
  }

  // Of two people called Lee, the one named last.
  [[nodiscard]] std::uint32_t latest_bearer(std::uint32_t form) const {
    const auto found = latest_.find(graph_.forms[form].name.words.back());
    return found == latest_.end() ? graph_.root(form) : found->second;
  }

  void finish(std::int32_t number) {
    Entity& entity = out_.entities[static_cast<std::size_t>(number)];
    entity.type = type_of(weights_[static_cast<std::size_t>(number)]);
    std::vector<Surface> surfaces = surfaces_of(number);
    if (surfaces.size() > 1) {
      for (Surface& surface : surfaces) weigh(surface, class_of(entity.type));
    }
    const auto better = [](const Surface& a, const Surface& b) {
      if (a.former != b.former) return b.former;
      if (a.words != b.words) return a.words > b.words;
      if (a.plain != b.plain) return a.plain;
      return a.count > b.count;
    };
    const auto best = std::min_element(surfaces.begin(), surfaces.end(), better);
    entity.name = best->text;
    for (Surface& surface : surfaces) {
      if (surface.text != entity.name) entity.aliases.push_back(std::move(surface.text));
    }
  }

  [[nodiscard]] static MentionType type_of(const Weights& weights) {
    if (weights.legal) return MentionType::company;
    std::array<float, kNameTypes> sum{};
    const bool has_full = std::any_of(weights.full.begin(), weights.full.end(), [](float w) { return w > 0; });
    // A short form follows its long form.
    const float share = has_full ? 0.25F : 1.0F;
    for (std::size_t t = 0; t < sum.size(); ++t) sum.at(t) = weights.full.at(t) + share * weights.shorter.at(t);
    return static_cast<MentionType>(std::max_element(sum.begin(), sum.end()) - sum.begin());
  }

  [[nodiscard]] std::vector<Surface> surfaces_of(std::int32_t number) {
    std::vector<Surface> surfaces;
    std::unordered_map<std::string, std::size_t> by_text;  // filled where two surfaces may be one text
    bool wrapped = false;                                  // some surface is not written on one line
    for (const std::uint32_t m : out_.entities[static_cast<std::size_t>(number)].mentions) {
      Seen& seen = seen_[static_cast<std::size_t>(graph_.surface_of[m])];
      if (seen.entity != number) {
        const std::string_view written = mentions_.all[m].span.of(document_.text);
        std::string text = one_line(written);
        wrapped |= text != written;
        seen = {number, surfaces.size()};
        if (wrapped) {
          for (std::size_t i = by_text.size(); i < surfaces.size(); ++i) by_text.emplace(surfaces[i].text, i);
          seen.surface = by_text.emplace(text, surfaces.size()).first->second;
        }
        if (seen.surface == surfaces.size()) {
          const bool former = graph_.forms[static_cast<std::size_t>(graph_.form_of[m])].former;
          surfaces.push_back({std::move(text), 0, 0, true, former});
        }
      }
      ++surfaces[seen.surface].count;
    }
    return surfaces;
  }

  void weigh(Surface& surface, NameClass name_class) const {
    const NameForm form = parse_name(surface.text, name_class, words_);
    surface.words = form.words.size() + static_cast<std::size_t>(form.legal) + static_cast<std::size_t>(form.soft);
    surface.plain = !shouted(surface.text) && !form.domain;
  }

  void add_alias(const DefinedName& defined) {
    const std::int32_t entity = entity_of_root_[graph_.root(defined.form)];
    if (entity < 0) return;
    Entity& owner = out_.entities[static_cast<std::size_t>(entity)];
    std::string alias = one_line(defined.word);
    if (alias == owner.name || std::find(owner.aliases.begin(), owner.aliases.end(), alias) != owner.aliases.end())
      return;
    owner.aliases.push_back(std::move(alias));
  }

  const NameGraph& graph_;
  const Document& document_;
  const Mentions& mentions_;
  const ResolveWords& words_;
  Grouping out_;
  // Where a surface of the graph was last met: as which of an entity's surfaces.
  struct Seen {
    std::int32_t entity = -1;
    std::size_t surface = 0;
  };
  std::vector<Weights> weights_;                           // by entity
  std::vector<std::int32_t> entity_of_root_;               // by form; -1 where it has no entity yet
  std::vector<Seen> seen_;                                 // by surface
  std::unordered_map<std::string, std::uint32_t> latest_;  // given name or surname → who bore it last
};

}  // namespace

Grouping group_names(const Document& document, const Segmentation& segmentation, const Mentions& mentions,
                     const ResolveWords& words) {
  NameGraph graph = NameGraph::of(document, segmentation, mentions, words);
  link_definitions(graph, document, segmentation, mentions, words);
  link_classes(graph);
  link_people(graph, words);
  link_companies(graph, words);
  link_misspellings(graph);
  return Assembly(graph, document, mentions, words).build();
}

}  // namespace copydesk
