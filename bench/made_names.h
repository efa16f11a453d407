// Names and text made up from a fixed seed, the same on every machine: what gazetteer_bench measures.
//
//   std::vector<std::string> names = made_names(1'000'000);     // "Torvelin Capital Partners", "Ana Brukov", …
//   std::string text = made_text(32 << 20, names, words);       // sentences of common words and names
//
// Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace copydesk::bench {

// `count` different names: companies with a sector noun or a legal form, people, places.
[[nodiscard]] std::vector<std::string> made_names(std::size_t count);

// Sentences, one a line, of at least `bytes` in all: `words` by Zipf's law, and after every ten or so
// a name; half of the names are among `names`.
[[nodiscard]] std::string made_text(std::size_t bytes, const std::vector<std::string>& names,
                                    const std::vector<std::string>& words);

}  // namespace copydesk::bench
