// Scratch: reads lines of {"source", "published", "text"}, writes records with dates and money only.
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "pipeline/recognise/values/value_recogniser.h"
#include "pipeline/segment/segmenter.h"

using namespace copydesk;
using nlohmann::json;

int main(int argc, char** argv) {
  auto rules = RuleSet::load(argc > 1 ? argv[1] : "rules/en");
  if (!rules) {
    for (auto& f : rules.error()) std::cerr << f.text();
    return 1;
  }
  auto recogniser = ValueRecogniser::create(*rules);
  if (!recogniser) {
    for (auto& f : recogniser.error()) std::cerr << f.text();
    return 1;
  }
  auto segmenter = Segmenter::open(std::string(argc > 1 ? argv[1] : "rules/en") + "/lists");
  if (!segmenter) return 1;
  for (std::string line; std::getline(std::cin, line);) {
    json in = json::parse(line);
    Document document;
    for (const auto& p : in["blocks"]) {
      std::string text = p;
      if (!document.text.empty()) document.text += '\n';
      std::uint32_t start = document.text.size();
      document.text += text;
      document.blocks.push_back(
          {.kind = BlockKind::paragraph, .span = {start, static_cast<std::uint32_t>(document.text.size())}});
    }
    Segmentation s = segmenter->segment(document);
    ValueContext context;
    if (in["published"].is_string()) {
      int y, m, d;
      if (sscanf(in["published"].get<std::string>().c_str(), "%d-%d-%d", &y, &m, &d) == 3)
        context.published = std::chrono::year{y} / std::chrono::month(m) / std::chrono::day(d);
    }
    Mentions mentions;
    recogniser->recognise(context, document, s, mentions);
    json out{{"article", {{"source", in["source"]}}},
             {"entities", json::array()},
             {"dates", json::array()},
             {"money", json::array()},
             {"numbers", json::array()},
             {"facts", json::array()}};
    for (const Mention& m : mentions.all) {
      json o{{"text", m.span.of(document.text)}, {"rule", m.evidence}, {"span", {m.span.start, m.span.end}}};
      const auto ctx = s.sentences[m.sentence].span;
      o["sentence"] = ctx.of(document.text);
      if (m.type == MentionType::date) {
        const DateValue& v = mentions.dates[m.value];
        if (!v.value.empty())
          o["value"] = v.value;
        else if (!v.start.empty())
          o["value"] = {{"start", v.start}, {"end", v.end}};
        else {
          o["value"] = nullptr;
          o["relative"] = v.relative;
        }
        if (v.mod != Mod::none) o["mod"] = name_of(v.mod);
        out["dates"].push_back(o);
      } else if (m.type == MentionType::money) {
        const MoneyValue& v = mentions.money[m.value];
        if (v.amount)
          o["amount"] = json::parse(v.amount->text());
        else {
          o["amount"] = nullptr;
          o["range"] = {json::parse(v.range->first.text()), json::parse(v.range->second.text())};
        }
        o["currency"] = v.currency;
        if (v.mod != Mod::none) o["mod"] = name_of(v.mod);
        if (!v.per.empty()) o["per"] = v.per;
        out["money"].push_back(o);
      } else {
        const NumberValue& v = mentions.numbers[m.value];
        o["number"] = v.number.text();
        o["percent"] = v.percent;
        if (v.mod != Mod::none) o["mod"] = name_of(v.mod);
        out["numbers"].push_back(o);
      }
    }
    std::cout << out.dump(-1, ' ', false, json::error_handler_t::replace) << "\n";
  }
}
