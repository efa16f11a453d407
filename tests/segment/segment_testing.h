// Marked text for the tests of sentences: "Acme grew. | It hired.|“Yes,” it said." has a sentence end at
// each '|'. The mark stands in place of nothing; a blank behind it is dropped where one stands before it.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/segment/segmenter.h"
#include "pipeline/text/document.h"

namespace copydesk::test {

struct MarkedText {
  std::string text;
  std::set<std::uint32_t> breaks;  // where sentences other than the first start
};

[[nodiscard]] MarkedText unmarked(std::string_view marked);

// The project's own lists.
[[nodiscard]] const Segmenter& segmenter();

// A document of one paragraph.
[[nodiscard]] Document paragraph(std::string text);

// `text` with " | " or "|" at each break that `segmentation` made.
[[nodiscard]] std::string marked(const Document& document, const Segmentation& segmentation);

// Where sentences other than each block's first start.
[[nodiscard]] std::set<std::uint32_t> breaks_of(const Segmentation& segmentation);

// What every segmentation of every text fulfils; fails the calling test.
void expect_invariants(const Document& document, const Segmentation& segmentation);

}  // namespace copydesk::test
