#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "pipeline/normalise/normalise.h"
#include "tests/normalise/article.h"
#include "tests/normalise/invariants.h"

namespace copydesk {
namespace {

// Bytes that no reader hands on, and the pieces that all steps have something to say about.
rc::Gen<std::string> odd_text() {
  static const std::vector<std::string> pieces = {"a",
                                                  "Acme ",
                                                  "\n",
                                                  "\r\n",
                                                  "é",
                                                  "â€™",
                                                  "Ã©",
                                                  "Ã",
                                                  "Â ",
                                                  "\u0301",
                                                  "\u00AD",
                                                  "\u200B",
                                                  "\uFEFF",
                                                  "\uE000",
                                                  "ﬁ",
                                                  "Ａ",
                                                  "\u2028",
                                                  "\x1b[31m",
                                                  "\x80",
                                                  "\xE2\x80",
                                                  "\xED\xA0\xBD\xED\xB8\x80",
                                                  "í\u00A0½í¸\u0080",
                                                  "В",
                                                  "°",
                                                  "？",
                                                  "?",
                                                  " ",
                                                  "智",
                                                  "\u1100\u1161",
                                                  "¬´",
                                                  "√",
                                                  "╨┐",
                                                  "\u0092",
                                                  "\uFFFD",
                                                  "👩\u200D💻",
                                                  std::string(1, '\0')};
  const auto piece = rc::gen::elementOf(pieces);
  const auto byte = rc::gen::map(rc::gen::arbitrary<char>(), [](char c) { return std::string(1, c); });
  const auto parts =
      rc::gen::container<std::vector<std::string>>(rc::gen::weightedOneOf<std::string>({{9, piece}, {1, byte}}));
  return rc::gen::map(parts, [](const std::vector<std::string>& drawn) {
    std::string text;
    for (const std::string& part : drawn) text += part;
    return text;
  });
}

RC_GTEST_PROP(NormaliseProperty, KeepsItsPromises, ()) {
  const Article article = test::article_of(*odd_text());
  RC_ASSERT(test::fault_of(normalise(article), article) == std::string());
}

RC_GTEST_PROP(NormaliseProperty, BlocksHoldTheSameWords, ()) {
  // A block's text is what its part of the source becomes: no letter moves into another block.
  const Article article = test::article_of(*odd_text());
  const Document document = normalise(article);
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const TextSpan old = article.marked.blocks[i].span;
    const SourceSpan found = document.map.source_of(document.blocks[i].span);
    if (!document.blocks[i].span.empty()) RC_ASSERT(found.start >= old.start && found.end <= old.end);
  }
}

}  // namespace
}  // namespace copydesk
