// However an index is damaged, opening it gives a Fault, or looking things up in it stays within it.
//
// The input is a count of changes, the changes (place, place, byte) to a sound index, and a text to
// look up in the result; the whole input is also opened as it is.
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "rules/gazetteer.h"

namespace {

using copydesk::Gazetteer;
using copydesk::GazetteerEntry;
using copydesk::GazetteerHit;
using copydesk::LexicalClass;
using copydesk::TextSpan;

const std::string& sound_index() {
  static const std::string bytes = [] {
    const std::vector<copydesk::GazetteerName> names = {{"Acme", LexicalClass::company, "Acme Corporation", "US"},
                                                        {"Acme", LexicalClass::surname},
                                                        {"Acme Bank", LexicalClass::company},
                                                        {"Ace", LexicalClass::product, "", "", true},
                                                        {"Bank", LexicalClass::sector_noun},
                                                        {"Société Générale", LexicalClass::company, "", "FR"}};
    const std::string path = "/tmp/gazetteer_open_fuzz." + std::to_string(getpid());
    if (!Gazetteer::build(names).save(path)) std::abort();
    const Gazetteer opened = *Gazetteer::open(path);
    std::string contents(opened.bytes(), '\0');
    std::FILE* file = std::fopen(path.c_str(), "rb");
    if (file == nullptr || std::fread(contents.data(), 1, contents.size(), file) != contents.size()) std::abort();
    std::fclose(file);
    std::remove(path.c_str());
    return contents;
  }();
  return bytes;
}

void use(const Gazetteer& gazetteer, const std::string& text) {
  std::vector<TextSpan> words;
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    if (i == 0 || text[i - 1] == ' ') words.push_back({i, static_cast<std::uint32_t>(text.size())});
  }
  std::vector<GazetteerHit> hits;
  gazetteer.matches(text, words, hits, Gazetteer::Keep::all);
  for (const GazetteerHit& hit : hits) {
    if (hit.span.end > text.size() || hit.span.start > hit.span.end) std::abort();
    for (std::uint32_t i = 0; i < hit.entry_count; ++i) {
      const GazetteerEntry entry = gazetteer.entry(hit.first_entry + i);
      if (entry.canonical.size() + entry.country.size() > gazetteer.bytes()) std::abort();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string input(reinterpret_cast<const char*>(bytes), size);
  if (const auto opened = Gazetteer::from_bytes(input)) use(*opened, "Acme Bank");
  if (size == 0) return 0;
  std::string damaged = sound_index();
  std::size_t at = 1;
  for (int changes = bytes[0]; changes > 0 && at + 3 <= size; --changes, at += 3) {
    damaged[(bytes[at] << 8 | bytes[at + 1]) % damaged.size()] = static_cast<char>(bytes[at + 2]);
  }
  if (const auto opened = Gazetteer::from_bytes(damaged)) use(*opened, "Acme Bank ace " + input.substr(at));
  return 0;
}
