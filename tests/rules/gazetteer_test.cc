#include "rules/gazetteer.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstring>
#include <filesystem>
#include <map>

#include "rules/gazetteer/fold.h"
#include "tests/support/cases.h"

namespace copydesk {
namespace {

using gazetteer::fold_phrase;
using test::Case;
using test::cases;
using testing::HasSubstr;

// What white space parts, as a tokeniser would give it, less opening quotes.
std::vector<TextSpan> words_of(std::string_view text) {
  std::vector<TextSpan> words;
  std::uint32_t at = 0;
  while (at < text.size()) {
    while (at < text.size() && (text[at] == ' ' || text[at] == '\n')) ++at;
    if (text.substr(at).starts_with("‘")) at += 3;
    const std::uint32_t start = at;
    while (at < text.size() && text[at] != ' ' && text[at] != '\n') ++at;
    if (start < at) words.push_back({start, at});
  }
  return words;
}

std::string surfaces(const Gazetteer& gazetteer, std::string_view text,
                     Gazetteer::Keep keep = Gazetteer::Keep::longest) {
  std::vector<GazetteerHit> hits;
  gazetteer.matches(text, words_of(text), hits, keep);
  std::string found;
  for (const GazetteerHit& hit : hits) {
    if (!found.empty()) found += " | ";
    found += hit.span.of(text);
  }
  return found.empty() ? "none" : found;
}

Gazetteer of_phrases(const std::vector<std::string>& phrases) {
  std::vector<GazetteerName> names;
  for (const std::string& phrase : phrases) names.push_back({phrase, LexicalClass::company});
  return Gazetteer::build(names);
}

TEST(GazetteerFold, Cases) {
  for (const Case& c : cases("rules/gazetteer_fold.cases")) EXPECT_EQ(fold_phrase(c.input), c.expected) << c.where;
}

TEST(GazetteerFold, BrokenTextFoldsToItsBytes) {
  EXPECT_EQ(fold_phrase("a\xFF\xC3"), "a\xFF\xC3");
  EXPECT_EQ(fold_phrase(std::string_view("a\0b", 3)), "a\1b");
}

TEST(GazetteerMatches, Cases) {
  const Gazetteer gazetteer =
      of_phrases({"Acme", "Acme Bank", "Bank of Acme", "Don", "Williams", "William", "L'Oréal", "AT&T", "Amazon",
                  "Amazon.com", "US", "Coca-Cola", "Disney+", "Société Générale", "Inc.", "Rolls", "Rolls-Royce"});
  for (const Case& c : cases("rules/gazetteer_matches.cases"))
    EXPECT_EQ(surfaces(gazetteer, c.input), c.expected) << c.where;
}

std::string shown(const std::vector<GazetteerHit>& hits) {
  std::string out;
  for (const GazetteerHit& hit : hits)
    out += fmt::format("{} [{},{}) {} {}; ", hit.word, hit.span.start, hit.span.end, hit.first_entry, hit.entry_count);
  return out;
}

// One index and several, texts seen for the first time and again.
TEST(GazetteerMatches, RemembersAndFindsTheSame) {
  const Gazetteer one = of_phrases({"Acme", "Acme Bank", "Bank of Acme", "William", "Williams", "Amazon.com", "US",
                                    "Coca-Cola", "Société Générale", "Internationale Bank", "Internationalist"});
  for (const Gazetteer& gazetteer : {one, one.with(of_phrases({"Acme Bank Holding", "Williamsburg", "AT&T"}))}) {
    GazetteerMemory memory;
    std::size_t found = 0;
    for (int round = 0; round < 2; ++round) {
      for (const Case& c : cases("rules/gazetteer_matches.cases")) {
        const std::vector<TextSpan> words = words_of(c.input);
        std::vector<TextSpan> rooms = words;
        for (TextSpan& room : rooms) room.end = words.back().end;
        std::vector<GazetteerHit> expected, hits;
        gazetteer.matches(c.input, words, expected, Gazetteer::Keep::all);
        gazetteer.matches(c.input, rooms, hits, memory);
        EXPECT_EQ(shown(hits), shown(expected)) << c.where;
        found += hits.size();
      }
    }
    EXPECT_GT(found, 20);
  }
}

// What starts in a room ends in it.
TEST(GazetteerMatches, EndsWithItsRoom) {
  const Gazetteer gazetteer = of_phrases({"Acme", "Acme Bank"});
  GazetteerMemory memory;
  std::vector<GazetteerHit> hits;
  gazetteer.matches("Acme Bank Acme Bank", std::vector<TextSpan>{{0, 4}, {10, 19}}, hits, memory);
  EXPECT_EQ(shown(hits), "0 [0,4) 0 1; 1 [10,14) 0 1; 1 [10,19) 0 1; ");
}

TEST(GazetteerMatches, AllKeepsShorterPhrasesToo) {
  const Gazetteer gazetteer = of_phrases({"New York", "New York Times", "York"});
  EXPECT_EQ(surfaces(gazetteer, "New York Times", Gazetteer::Keep::all), "New York | New York Times | York");
}

TEST(GazetteerMatches, EndsWithTheLastWordGiven) {
  const Gazetteer gazetteer = of_phrases({"New York", "New York Times"});
  const std::string text = "New York Times";
  std::vector<GazetteerHit> hits;
  gazetteer.matches(text, std::vector<TextSpan>{{0, 3}, {4, 8}}, hits);
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(hits[0].span, (TextSpan{0, 8}));
  EXPECT_EQ(hits[0].word, 0U);
}

TEST(Gazetteer, KeepsWhatEachNameSays) {
  const Gazetteer gazetteer = Gazetteer::build({
      {"Jordan", LexicalClass::country, "", "JO"},
      {"Jordan", LexicalClass::surname},
      {"jordan", LexicalClass::given_name},
      {"SocGen", LexicalClass::company, "Société Générale", "FR"},
      {"Target", LexicalClass::company, "", "US", true},
  });
  const GazetteerHit jordan = gazetteer.find("JORDAN");
  ASSERT_EQ(jordan.entry_count, 2U);
  EXPECT_EQ(jordan.classes, (LexicalClasses{LexicalClass::country, LexicalClass::surname, LexicalClass::given_name}));
  EXPECT_EQ(gazetteer.entry(jordan.first_entry).country, "JO");
  EXPECT_EQ(gazetteer.entry(jordan.first_entry + 1).classes,
            (LexicalClasses{LexicalClass::surname, LexicalClass::given_name}));
  const GazetteerHit bank = gazetteer.find("socgen");
  ASSERT_EQ(bank.entry_count, 1U);
  EXPECT_EQ(gazetteer.entry(bank.first_entry).canonical, "Société Générale");
  EXPECT_FALSE(bank.ordinary_word);
  EXPECT_TRUE(gazetteer.find("target").ordinary_word);
  EXPECT_EQ(gazetteer.find("soc").entry_count, 0U);
  EXPECT_EQ(gazetteer.find("socgens").entry_count, 0U);
  EXPECT_EQ(gazetteer.size(), 3U);
}

TEST(Gazetteer, SeveralMakeOne) {
  const Gazetteer lists =
      Gazetteer::build({{"Acme", LexicalClass::surname, "", "GB"}, {"Bank", LexicalClass::common_word, "", "", true}});
  const Gazetteer own = Gazetteer::build(
      {{"Acme", LexicalClass::company, "Acme AG", "DE"}, {"Acme Bank", LexicalClass::company, "", "DE"}});
  const Gazetteer both = lists.with(own);
  EXPECT_EQ(both.size(), 4U);
  EXPECT_EQ(surfaces(both, "Acme Bank of Acme"), "Acme Bank | Bank | Acme");
  EXPECT_EQ(surfaces(both, "Acme Bank of Acme", Gazetteer::Keep::all), "Acme | Acme Bank | Bank | Acme");
  const GazetteerHit acme = both.find("acme");
  EXPECT_EQ(acme.classes, (LexicalClasses{LexicalClass::surname, LexicalClass::company}));
  EXPECT_EQ(both.entry(acme.first_entry).country, "GB");
  EXPECT_EQ(both.entry(both.find("acme bank").first_entry).country, "DE");
  EXPECT_FALSE(both.save("/tmp/never"));
}

TEST(Gazetteer, LeavesOutWhatCannotBeFound) {
  EXPECT_EQ(of_phrases({"", "  ", std::string(256, 'x'), std::string(255, 'x')}).size(), 1U);
  EXPECT_EQ(Gazetteer().size(), 0U);
  EXPECT_EQ(surfaces(Gazetteer(), "nothing here"), "none");
}

TEST(Gazetteer, IsTheSameFromAFile) {
  const std::string path = testing::TempDir() + "gazetteer_test.gaz";
  const Gazetteer built = Gazetteer::build({{"Acme", LexicalClass::company, "Acme Corporation", "US"}}, 42);
  ASSERT_TRUE(built.save(path));
  const Result<Gazetteer> opened = Gazetteer::open(path);
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_EQ(opened->digest(), 42U);
  EXPECT_EQ(opened->bytes(), built.bytes());
  EXPECT_EQ(opened->entry(opened->find("acme").first_entry).canonical, "Acme Corporation");
  std::filesystem::remove(path);
}

TEST(Gazetteer, SaysWhatIsWrongWithAFile) {
  EXPECT_THAT(Gazetteer::open("/nowhere/x.gaz").error().message, HasSubstr("/nowhere/x.gaz: cannot open"));
  EXPECT_THAT(Gazetteer::open("/").error().message, HasSubstr("no regular file"));
  EXPECT_THAT(Gazetteer::from_bytes("Acme\n").error().message, HasSubstr("not a gazetteer: only 5 bytes"));
  EXPECT_THAT(Gazetteer::from_bytes(std::string(4096, 'x')).error().message,
              HasSubstr("not a gazetteer of this version"));
}

// The file of an index, for damaging it.
std::string file_of(const Gazetteer& gazetteer) {
  const std::string path = testing::TempDir() + "gazetteer_damage.gaz";
  EXPECT_TRUE(gazetteer.save(path));
  std::string bytes = test::read_file(path);
  std::filesystem::remove(path);
  return bytes;
}

TEST(Gazetteer, RefusesACutFile) {
  const std::string bytes = file_of(of_phrases({"Acme", "Acme Bank"}));
  for (std::size_t size = 0; size < bytes.size(); size += 7) EXPECT_FALSE(Gazetteer::from_bytes(bytes.substr(0, size)));
  EXPECT_FALSE(Gazetteer::from_bytes(bytes + "x"));
}

void use(const Gazetteer& gazetteer, std::string_view text) {
  std::vector<GazetteerHit> hits;
  gazetteer.matches(text, words_of(text), hits, Gazetteer::Keep::all);
  for (const GazetteerHit& hit : hits) {
    for (std::uint32_t i = 0; i < hit.entry_count; ++i) {
      const GazetteerEntry entry = gazetteer.entry(hit.first_entry + i);
      ASSERT_LE(entry.canonical.size() + entry.country.size(), gazetteer.bytes());
    }
  }
}

RC_GTEST_PROP(GazetteerProperty, DamageNeverLeadsOutOfTheFile, ()) {
  static const std::string sound = file_of(Gazetteer::build({{"Acme", LexicalClass::company, "Acme Corporation", "US"},
                                                             {"Acme Bank", LexicalClass::company},
                                                             {"Ace", LexicalClass::product},
                                                             {"Bank", LexicalClass::sector_noun}}));
  std::string bytes = sound;
  const auto changes = *rc::gen::container<std::vector<std::pair<std::uint16_t, char>>>(rc::gen::pair(
      rc::gen::inRange<std::uint16_t>(0, static_cast<std::uint16_t>(sound.size())), rc::gen::arbitrary<char>()));
  for (const auto& [place, value] : changes) bytes[place] = value;
  if (const Result<Gazetteer> opened = Gazetteer::from_bytes(bytes)) use(*opened, "Acme Bank Ace acmes b ac Bank");
}

// The index against the plainest way to do its job.
std::string naive_surfaces(const std::map<std::string, bool>& phrases, std::string_view text) {
  std::string found;
  for (const TextSpan word : words_of(text)) {
    struct Ends {
      std::vector<std::size_t> all;
      bool byte(char) { return true; }
      void end(std::size_t at) { all.push_back(at); }
    } ends;
    gazetteer::fold_text(text, word.start, ends);
    std::size_t longest = 0;
    std::string longest_folded;
    for (const std::size_t end : ends.all) {
      const std::string folded = fold_phrase(text.substr(word.start, end - word.start));
      if (folded.size() <= longest_folded.size() || !phrases.contains(folded)) continue;
      longest = end;
      longest_folded = folded;
    }
    if (longest == 0) continue;
    if (!found.empty()) found += " | ";
    found += text.substr(word.start, longest - word.start);
  }
  return found.empty() ? "none" : found;
}

RC_GTEST_PROP(GazetteerProperty, AgreesWithAHashOfAllPhrases, ()) {
  static const std::vector<std::string> pieces = {"a", "b", "ab", "É", "aé", " ", "  ", "\n", "-", "’", "'s", ".",
                                                  "&", "+", "c",  "ç", "ß",  "B", "A",  " ",  " ", "–", ",",  "華"};
  const auto parts = rc::gen::resize(12, rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces)));
  const auto line = rc::gen::map(parts, [](const auto& some) {
    std::string joined;
    for (const std::string& piece : some) joined += piece;
    return joined;
  });
  const auto phrases = *rc::gen::resize(20, rc::gen::container<std::vector<std::string>>(line));
  std::map<std::string, bool> folded;
  for (const std::string& phrase : phrases) folded[fold_phrase(phrase)] = true;
  folded.erase("");
  const Gazetteer gazetteer = of_phrases(phrases);
  RC_ASSERT(gazetteer.size() == folded.size());
  std::string text = *line;
  for (const std::string& phrase : phrases) text += " " + phrase;
  RC_ASSERT(surfaces(gazetteer, text) == naive_surfaces(folded, text));
}

TEST(Gazetteer, FindsEveryOneOfManyNames) {
  std::vector<std::string> phrases;
  std::uint32_t state = 1;
  for (int i = 0; i < 20000; ++i) {
    std::string phrase;
    const int letters = 2 + i % 9;
    for (int j = 0; j < letters; ++j) {
      state = state * 1664525 + 1013904223;
      phrase += "abcdefgh nopé"[(state >> 16) % 12];
    }
    phrases.push_back(phrase + "z");
  }
  const Gazetteer gazetteer = of_phrases(phrases);
  for (const std::string& phrase : phrases) EXPECT_EQ(gazetteer.find(phrase).entry_count, 1U) << phrase;
}

}  // namespace
}  // namespace copydesk
