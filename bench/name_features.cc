// What the recogniser of names sees in articles, as JSON lines: for scripts/fit_weights.py, and for
// scoring names before or without the rest of the pipeline.
//
//   name_features [--no-companies] --features|--records RULES PATH...
//
// --features: one line per name of an article, names rejected included: its spans in the clean text,
// its evidence with values, its chances (company, person, place, product, none).
// --records: one line per article with its entities, as scripts that score records want them.
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "pipeline/recognise/recogniser.h"
#include "pipeline/resolve/resolve.h"
#include "pipeline/segment/segmenter.h"
#include "rules/gazetteer/lists.h"

using namespace copydesk;
using Json = nlohmann::ordered_json;

namespace {

// TEMPORARY
Document read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  std::string text = out.str();
  Document document;
  std::size_t at = 0;
  if (text.starts_with("---\n")) at = text.find("\n---\n") + 5;
  std::string& clean = document.text;
  bool title = true;
  while (at < text.size()) {
    auto end = std::min(text.find('\n', at), text.size());
    std::string line = text.substr(at, end - at);
    at = end + 1;
    auto first = line.find_first_not_of(" \t\r");
    if (first == std::string::npos || line.starts_with("![")) continue;
    line = line.substr(first);
    Block block;
    if (line.starts_with("#")) {
      line = line.substr(line.find_first_not_of("# "));
      block.kind = title ? BlockKind::title : BlockKind::heading;
    } else if (line.starts_with("* ") || line.starts_with("- ")) {
      line = line.substr(2);
      block.kind = BlockKind::list_item;
    }
    title = false;
    for (std::size_t p; (p = line.find("&amp;")) != std::string::npos;) line.erase(p + 1, 4);
    for (std::size_t p; (p = line.find("**")) != std::string::npos;) line.erase(p, 2);
    block.span.start = static_cast<std::uint32_t>(clean.size());
    clean += line;
    block.span.end = static_cast<std::uint32_t>(clean.size());
    clean += '\n';
    document.blocks.push_back(block);
  }
  document.map = OffsetMap::identity(static_cast<std::uint32_t>(clean.size()));
  return document;
}

constexpr const char* kTypes[] = {"company", "person", "place", "product"};

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
    made["type"] = entity.type <= MentionType::product ? kTypes[static_cast<int>(entity.type)] : "value";
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
  Mentions mentions;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const Document document = read(arguments[i]);
    const Segmentation sentences = segmenter->segment(document);
    recogniser->recognise({}, document, sentences, mentions);
    if (features) {
      write_features(arguments[i], document, recogniser->names());
    } else {
      write_record(arguments[i], document, mentions, resolve(Article{}, document, sentences, mentions, *words));
    }
  }
}
