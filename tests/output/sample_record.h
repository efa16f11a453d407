// A record with one of everything that a record can hold, for the tests of its writers.
#pragma once

#include <chrono>
#include <string>

#include "output/record.h"

namespace copydesk::test {

inline TextSpan span_in(const std::string& text, const std::string& words) {
  const auto at = static_cast<std::uint32_t>(text.find(words));
  return {at, at + static_cast<std::uint32_t>(words.size())};
}

inline Decimal decimal(const char* text) { return *Decimal::parse(text); }

// Its text stands two bytes into the file, so that a span of the one is none of the other.
inline Record sample_record() {
  using namespace std::chrono_literals;
  Record record;
  std::string& text = record.document.text;
  text = "Acme, founded by Ann Lee\nin early 2021, raised $5-6.5 million last Whitsun. The firm employs about 800.";
  OffsetMap::Builder map;
  map.drop(2);
  map.copy(static_cast<std::uint32_t>(text.size()));
  record.document.map = std::move(map).build();
  record.document.blocks = {{BlockKind::paragraph, {0, static_cast<std::uint32_t>(text.size())}}};
  record.document.repairs = {{"mojibake", {0, 4}, {2, 6}, "Acmâ€™", "Acm’"}};
  record.document.warnings = {"odd \"quotes\""};
  Article& article = record.article;
  article.source = "posts/acme.md";
  article.bytes = "# " + text;
  article.sha256 = std::string(64, 'a');
  article.format = Format::markdown;
  article.title = "Acme grows";
  article.authors = {"Bo Day"};
  article.published = 2025y / 2 / 15;

  Mentions& mentions = record.mentions;
  const auto mention = [&](const char* words, MentionType type, std::int32_t value) {
    mentions.all.push_back({span_in(text, words), type, type, 0, value, 0, {}});
  };
  mention("Acme", MentionType::company, -1);
  mention("Ann Lee", MentionType::person, -1);
  mention("early 2021", MentionType::date, 0);
  mention("$5-6.5 million", MentionType::money, 0);
  mention("last Whitsun", MentionType::date, 1);
  mention("about 800", MentionType::number, 0);
  mentions.dates = {{"2021", "", "", Mod::early, ""}, {"", "", "", Mod::none, "last Whitsun"}};
  mentions.money = {{std::nullopt, std::pair(decimal("5000000"), decimal("6500000")), "USD", Mod::none, ""}};
  mentions.numbers = {{decimal("800"), false, Mod::approx}};
  record.entities.all = {{MentionType::company, "Acme", {"Acme Corp."}, {0}},
                         {MentionType::person, "Ann Lee", {}, {1}}};
  record.entities.of_mention = {0, 1, -1, -1, -1, -1};

  const TextSpan first{0, static_cast<std::uint32_t>(text.find(" The firm"))};
  const TextSpan second{first.end + 1, static_cast<std::uint32_t>(text.size())};
  Fact founded;
  founded.relation = Relation::founded_by;
  founded.object = EntityArgument{1};
  founded.qualifiers.date = mentions.dates[0];
  founded.confidence = 0.974;
  founded.evidence = {{first, {0, 4}, span_in(text, "Ann Lee"), "founding.passive", 0.974}};
  Fact raised;
  raised.relation = Relation::raised;
  raised.object = mentions.money[0];
  raised.qualifiers.date = mentions.dates[1];
  raised.qualifiers.investors = {"Brill, Inc.", "Cove"};
  raised.qualifiers.round = "seed";
  raised.qualifiers.total = true;
  raised.status = Status::rumoured;
  raised.confidence = 0.9;
  raised.evidence = {{first, {0, 4}, span_in(text, "$5-6.5 million"), "raising.verb", 0.9}};
  Fact employs;
  employs.relation = Relation::employs;
  employs.object = mentions.numbers[0];
  employs.confidence = 1;
  employs.evidence = {{second, span_in(text, "The firm"), span_in(text, "about 800"), "staff.verb", 1}};
  record.facts.all = {founded, raised, employs};
  return record;
}

}  // namespace copydesk::test
