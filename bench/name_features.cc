// What the recogniser of names sees in articles, as JSON lines: for scripts/fit_weights.py, and for
// scoring names before or without the rest of the pipeline.
//
//   name_features [--no-companies] --features|--records RULES PATH...
//
// --features: one line per name of an article, names rejected included: its spans in the clean text,
// words round one of them,
// its evidence with values, its chances (of each type and of none).
// --records: one line per article with its entities, as scripts that score records want them.
#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "corpus/reader.h"
#include "pipeline/normalise/normalise.h"
#include "pipeline/recognise/recogniser.h"
#include "pipeline/resolve/resolve.h"
#include "pipeline/segment/segmenter.h"
#include "rules/gazetteer/lists.h"

using namespace copydesk;
using Json = nlohmann::ordered_json;

namespace {

void write_features(const std::string& path, const Document& document, const NameRecogniser& names) {
  std::vector<std::vector<std::size_t>> members;
  for (std::size_t i = 0; i < names.candidates().size(); ++i) {
    members.resize(std::max(members.size(), names.group_number(i) + 1));
    members[names.group_number(i)].push_back(i);
  }
  for (const auto& group : members) {
    if (group.empty()) continue;
    const names::NameGroup& g = names.group_of(group.front());
    Json line;
    line["source"] = path;
    line["name"] = std::string(names.span_of(names.candidates()[g.sample]).of(document.text));
    for (const std::size_t i : group) {
      const TextSpan span = names.span_of(names.candidates()[i]);
      line["spans"].push_back({span.start, span.end});
    }
    const TextSpan first = names.span_of(names.candidates()[g.sample]);
    line["at"] = document.text.substr(first.start > 40 ? first.start - 40 : 0, 80 + first.size());
    line["evidence"] = Json::object();
    for (const names::WeighedEvidence& piece : g.evidence)
      line["evidence"][names.rules()[piece.rule].name] = piece.value;
    line["chances"] = g.chances;
    std::cout << line.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  }
}

void write_record(const std::string& path, const Document& document, const Mentions& mentions,
                  const Entities& entities) {
  Json line;
  line["article"]["source"] = path;
  line["entities"] = Json::array();
  for (const Entity& entity : entities.all) {
    Json made;
    made["id"] = fmt::format("e{}", line["entities"].size() + 1);
    made["type"] = name_of(entity.type);
    made["name"] = entity.name;
    made["aliases"] = entity.aliases;
    const Mention& first = mentions.all[entity.mentions.front()];
    made["evidence"] = evidence_of(mentions, first);
    made["at"] = document.text.substr(first.span.start > 40 ? first.span.start - 40 : 0, 100);
    line["entities"].push_back(std::move(made));
  }
  for (const char* empty : {"dates", "money", "facts"}) line[empty] = Json::array();
  std::cout << line.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

Gazetteer without_companies(const RuleSet& rules) {
  std::vector<GazetteerName> kept;
  for (GazetteerName& name : names_of_lists(rules)) {
    if (!name.classes.has(LexicalClass::company)) kept.push_back(std::move(name));
  }
  return Gazetteer::build(kept);
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  const bool no_companies = std::erase(arguments, "--no-companies") > 0;
  const bool features = std::erase(arguments, "--features") > 0;
  std::erase(arguments, "--records");
  auto rules = RuleSet::load(arguments[0]);
  if (!rules) {
    for (const RuleFault& fault : rules.error()) std::cerr << fault.text() << '\n';
    return 1;
  }
  auto segmenter = Segmenter::open(arguments[0] + "/lists");
  auto words = ResolveWords::from(*rules);
  auto recogniser = Recogniser::create(*rules, no_companies ? without_companies(*rules) : gazetteer_of(*rules));
  if (!recogniser || !segmenter || !words) {
    std::cerr << (!recogniser  ? recogniser.error().message
                  : !segmenter ? segmenter.error().message
                               : words.error().message)
              << '\n';
    return 1;
  }
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    auto bytes = read_bytes(arguments[i]);
    auto article = bytes ? read_article(arguments[i], std::move(*bytes)) : tl::unexpected(bytes.error());
    if (!article) {
      std::cerr << article.error().message << '\n';
      continue;
    }
    const Document document = normalise(*article);
    const Segmentation sentences = segmenter->segment(document);
    Mentions mentions;
    recogniser->recognise({article->published}, document, sentences, mentions);
    if (features) {
      write_features(arguments[i], document, recogniser->names());
    } else {
      write_record(arguments[i], document, mentions, resolve(*article, document, sentences, mentions, *words));
    }
  }
}
