#include "pipeline/text/offset_map.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <ranges>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/cases.h"

namespace copydesk {
namespace {

using test::Case;

// One edit of a step: takes `source` bytes and leaves `text` bytes.
struct Edit {
  std::uint32_t source = 0;
  std::uint32_t text = 0;
  bool copy = false;
};

OffsetMap map_of(const std::vector<Edit>& edits) {
  OffsetMap::Builder builder;
  for (const Edit& edit : edits) edit.copy ? builder.copy(edit.source) : builder.replace(edit.source, edit.text);
  return std::move(builder).build();
}

Edit edit_of(const std::string& word) {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  EXPECT_GE(std::sscanf(word.c_str() + 1, "%u>%u", &first, &second), 1) << word;
  switch (word.front()) {
    case 'c': return {first, first, true};
    case 'd': return {first, 0};
    case 'i': return {0, first};
    default: return {first, second};
  }
}

TEST(OffsetMap, Cases) {
  for (const Case& c : test::cases("text/offset_map.cases")) {
    std::istringstream words(c.input);
    std::vector<std::vector<Edit>> steps(1);
    std::string word;
    while (words >> word && word != "?") {
      if (word == "|") {
        steps.emplace_back();
      } else {
        steps.back().push_back(edit_of(word));
      }
    }
    OffsetMap map = map_of(steps.front());
    for (std::size_t i = 1; i < steps.size(); ++i) map = map.then(map_of(steps[i]));
    TextSpan asked;
    words >> word;
    ASSERT_EQ(std::sscanf(word.c_str(), "%u-%u", &asked.start, &asked.end), 2) << c.where;
    const SourceSpan found = map.source_of(asked);
    EXPECT_EQ(fmt::format("{}-{}", found.start, found.end), c.expected) << c.where;
  }
}

TEST(OffsetMap, TheWayBack) {
  const OffsetMap map = map_of({{7, 7, true}, {8, 3}, {1, 1, true}, {4, 0}, {0, 2}, {3, 3, true}});
  EXPECT_EQ(map.text_of({7, 15}), (TextSpan{7, 10}));
  EXPECT_EQ(map.text_of({8, 9}), (TextSpan{7, 10}));
  EXPECT_EQ(map.text_of({0, 16}), (TextSpan{0, 11}));
  EXPECT_EQ(map.text_of({2, 4}), (TextSpan{2, 4}));
  EXPECT_EQ(map.text_of({16, 20}), (TextSpan{13, 13}));  // dropped
  EXPECT_EQ(map.text_of({20, 23}), (TextSpan{13, 16}));
  EXPECT_EQ(map.text_of({0, 23}), (TextSpan{0, 16}));
  EXPECT_EQ(map.text_of({8, 8}), (TextSpan{7, 7}));
  EXPECT_EQ(map.text_of({23, 23}), (TextSpan{16, 16}));
}

TEST(OffsetMap, EmptyAndIdentity) {
  EXPECT_EQ(OffsetMap().source_of({0, 0}), (SourceSpan{0, 0}));
  EXPECT_EQ(OffsetMap(), OffsetMap::identity(0));
  EXPECT_TRUE(OffsetMap::identity(9).is_identity());
  EXPECT_FALSE(map_of({{3, 3}}).is_identity());
  EXPECT_EQ(OffsetMap::identity(9).source_of({2, 5}), (SourceSpan{2, 5}));
  EXPECT_EQ(OffsetMap::identity(9).source_of({9, 9}), (SourceSpan{9, 9}));
}

TEST(OffsetMap, CopiesMerge) {
  EXPECT_EQ(map_of({{3, 3, true}, {4, 4, true}}), OffsetMap::identity(7));
  EXPECT_EQ(map_of({{0, 1}, {0, 1}}), map_of({{0, 2}}));
  EXPECT_EQ(map_of({{2, 1}, {2, 1}}).runs().size(), 2u);
}

// ── Properties ──

rc::Gen<Edit> an_edit() {
  const auto size = rc::gen::inRange<std::uint32_t>(0, 5);
  return rc::gen::map(rc::gen::tuple(rc::gen::inRange(0, 6), size, size), [](std::tuple<int, int, int> drawn) {
    const auto source = static_cast<std::uint32_t>(std::get<1>(drawn));
    const auto text = static_cast<std::uint32_t>(std::get<2>(drawn));
    switch (std::get<0>(drawn)) {
      case 0: return Edit{source, 0};
      case 1: return Edit{0, text};
      case 2: return Edit{source + 1, text};
      default: return Edit{source, source, true};
    }
  });
}

// A text in which every byte knows the source bytes [from, to) it came from: what a map must agree with.
struct Origin {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  bool inserted = false;
};
struct Traced {
  std::string text;
  std::vector<Origin> origins;
  std::uint32_t source_size = 0;
};

// Inserted bytes stand between where the text before them ends and where the text after them starts.
void place_insertions(Traced& traced) {
  std::uint32_t to = 0;
  for (Origin& origin : traced.origins) {
    if (origin.inserted) origin.to = to;
    to = origin.to;
  }
  std::uint32_t from = traced.source_size;
  for (Origin& origin : std::views::reverse(traced.origins)) {
    if (origin.inserted) origin.from = from;
    from = origin.from;
    origin.inserted = false;
  }
}

// Does to `traced` what the edits say, as far as it reaches, and returns the map of this step.
OffsetMap apply(const std::vector<Edit>& edits, Traced& traced) {
  Traced next{{}, {}, traced.source_size};
  OffsetMap::Builder builder;
  std::uint32_t at = 0;
  for (const Edit& edit : edits) {
    const std::uint32_t taken = std::min<std::uint32_t>(edit.source, traced.text.size() - at);
    if (edit.copy) {
      builder.copy(taken);
      next.text += traced.text.substr(at, taken);
      std::copy_n(traced.origins.begin() + at, taken, std::back_inserter(next.origins));
    } else {
      builder.replace(taken, edit.text);
      next.text += std::string(edit.text, '#');
      const Origin origin =
          taken == 0 ? Origin{0, 0, true} : Origin{traced.origins[at].from, traced.origins[at + taken - 1].to};
      next.origins.insert(next.origins.end(), edit.text, origin);
    }
    at += taken;
  }
  builder.drop(static_cast<std::uint32_t>(traced.text.size()) - at);
  place_insertions(next);
  traced = std::move(next);
  return std::move(builder).build();
}

Traced a_source() {
  Traced traced;
  traced.text = *rc::gen::container<std::string>(60, rc::gen::inRange<char>('a', 'z'));
  traced.source_size = traced.text.size();
  for (std::uint32_t i = 0; i < traced.source_size; ++i) traced.origins.push_back({i, i + 1});
  return traced;
}

// The maps of a random chain of steps, and the text that came out.
std::vector<OffsetMap> a_chain(Traced& traced, int least) {
  const auto chain = *rc::gen::container<std::vector<std::vector<Edit>>>(
      *rc::gen::inRange(least, 6), rc::gen::container<std::vector<Edit>>(24, an_edit()));
  std::vector<OffsetMap> maps;
  for (const auto& edits : chain) maps.push_back(apply(edits, traced));
  return maps;
}

OffsetMap composed(const std::vector<OffsetMap>& maps) {
  OffsetMap all = maps.front();
  for (std::size_t i = 1; i < maps.size(); ++i) all = all.then(maps[i]);
  return all;
}

TextSpan span_in(std::uint32_t size) {
  const auto end = *rc::gen::inRange<std::uint32_t>(0, size + 1);
  return {*rc::gen::inRange<std::uint32_t>(0, end + 1), end};
}

RC_GTEST_PROP(OffsetMapProperty, CoversWhatEachByteCameFrom, ()) {
  Traced traced = a_source();
  const std::string source = traced.text;
  const OffsetMap map = composed(a_chain(traced, 1));
  RC_ASSERT(map.text_size() == traced.text.size());
  RC_ASSERT(map.source_size() == source.size());
  for (std::uint32_t i = 0; i < traced.text.size(); ++i) {
    const SourceSpan span = map.source_of({i, i + 1});
    const Origin& origin = traced.origins[i];
    RC_ASSERT(span.start == origin.from && span.end == std::max(origin.from, origin.to));
    if (traced.text[i] != '#') RC_ASSERT(span.of(source) == traced.text.substr(i, 1));
  }
}

RC_GTEST_PROP(OffsetMapProperty, IsMonotoneAndInBounds, ()) {
  Traced traced = a_source();
  const OffsetMap map = composed(a_chain(traced, 1));
  for (std::uint32_t i = 0; i < map.text_size(); ++i) {
    const SourceSpan here = map.source_of({i, i + 1});
    const SourceSpan next = map.source_of({i + 1, std::min(i + 2, map.text_size())});
    RC_ASSERT(here.start <= here.end && here.end <= map.source_size());
    RC_ASSERT(here.start <= next.start && here.end <= std::max(next.start, next.end));
  }
}

RC_GTEST_PROP(OffsetMapProperty, RunsFollowEachOther, ()) {
  Traced traced = a_source();
  const OffsetMap map = composed(a_chain(traced, 1));
  std::uint32_t text = 0;
  SourceSpan last{0, 0};
  for (const OffsetMap::Run& run : map.runs()) {
    RC_ASSERT(run.text.start == text && !run.text.empty());
    RC_ASSERT(!run.copy || run.text.size() == run.source.size());
    RC_ASSERT(run.source.start >= last.start && run.source.end >= last.end);
    text = run.text.end;
    last = run.source;
  }
  RC_ASSERT(text == map.text_size());
}

RC_GTEST_PROP(OffsetMapProperty, CompositionIsMappingTwice, ()) {
  Traced traced = a_source();
  const std::vector<OffsetMap> maps = a_chain(traced, 2);
  const OffsetMap all = composed(maps);
  const TextSpan asked = span_in(all.text_size());
  TextSpan step = asked;
  for (auto map = maps.rbegin(); map != maps.rend() && !step.empty(); ++map) {
    const SourceSpan found = map->source_of(step);
    step = {found.start, found.end};
  }
  // An empty span forgets that it was inserted into the middle of an earlier replacement.
  RC_CLASSIFY(!step.empty(), "maps to some source");
  if (step.empty()) return;
  RC_ASSERT(all.source_of(asked) == (SourceSpan{step.start, step.end}));
}

RC_GTEST_PROP(OffsetMapProperty, CompositionIsAssociative, ()) {
  Traced traced = a_source();
  const std::vector<OffsetMap> maps = a_chain(traced, 3);
  OffsetMap from_the_right = maps.back();
  for (auto map = std::next(maps.rbegin()); map != maps.rend(); ++map) from_the_right = map->then(from_the_right);
  RC_ASSERT(composed(maps) == from_the_right);
}

RC_GTEST_PROP(OffsetMapProperty, TheWayBackFindsEveryByteMadeFromASpan, ()) {
  Traced traced = a_source();
  const OffsetMap map = composed(a_chain(traced, 1));
  const TextSpan drawn = span_in(map.source_size());
  const SourceSpan asked{drawn.start, drawn.end};
  RC_PRE(!asked.empty());
  const TextSpan found = map.text_of(asked);
  RC_ASSERT(found.start <= found.end && found.end <= map.text_size());
  for (std::uint32_t i = 0; i < map.text_size(); ++i) {
    const SourceSpan origin = map.source_of({i, i + 1});
    if (!origin.empty() && origin.overlaps(asked)) RC_ASSERT(found.contains({i, i + 1}));
  }
}

}  // namespace
}  // namespace copydesk
