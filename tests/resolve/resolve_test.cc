// Resolution held against rows of data: sentences with their names marked by hand.
//
//   [c:Acme Corp.] said [a:it] had hired [p:Ann Lee].
//
// c, p, l and g mark a company, a person, a place (location) and a product (good); a marks an anaphor
// read as a company, h one read as a person (human). Blocks are parted by "\n": "= " begins a title,
// "# " a heading, "- " a list item, "> " boilerplate; anything else is a paragraph.
#include "pipeline/resolve/resolve.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "pipeline/segment/segmenter.h"
#include "tests/support/cases.h"

namespace copydesk::test {
namespace {

struct Asked {
  TextSpan span;
  MentionType type;
};

struct Marked {
  Document document;
  Mentions mentions;
  std::vector<Asked> asked;
};

BlockKind kind_of(std::string_view line) {
  if (line.starts_with("= ")) return BlockKind::title;
  if (line.starts_with("# ")) return BlockKind::heading;
  if (line.starts_with("- ")) return BlockKind::list_item;
  if (line.starts_with("> ")) return BlockKind::boilerplate;
  return BlockKind::paragraph;
}

void read_line(std::string_view line, Marked& out) {
  const BlockKind kind = kind_of(line);
  if (kind != BlockKind::paragraph) line.remove_prefix(2);
  std::string& text = out.document.text;
  if (!text.empty()) text += '\n';
  const auto start = static_cast<std::uint32_t>(text.size());
  std::vector<std::pair<char, std::uint32_t>> open;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '[' && i + 2 < line.size() && line[i + 2] == ':') {
      open.emplace_back(line[i + 1], static_cast<std::uint32_t>(text.size()));
      i += 2;
    } else if (line[i] == ']' && !open.empty()) {
      const auto [mark, from] = open.back();
      open.pop_back();
      const TextSpan span{from, static_cast<std::uint32_t>(text.size())};
      if (mark == 'a' || mark == 'h') {
        out.asked.push_back({span, mark == 'a' ? MentionType::company : MentionType::person});
        continue;
      }
      Mention mention;
      mention.span = span;
      mention.type = mark == 'c'   ? MentionType::company
                     : mark == 'p' ? MentionType::person
                     : mark == 'l' ? MentionType::place
                                   : MentionType::product;
      mention.types = mention.type;
      out.mentions.all.push_back(mention);
    } else {
      text += line[i];
    }
  }
  out.document.blocks.push_back({kind, TextSpan{start, static_cast<std::uint32_t>(text.size())}});
}

Marked read_markup(std::string_view input) {
  Marked out;
  while (!input.empty()) {
    const auto end = std::min(input.find('\n'), input.size());
    read_line(input.substr(0, end), out);
    input.remove_prefix(std::min(end + 1, input.size()));
  }
  std::sort(out.mentions.all.begin(), out.mentions.all.end(), [](const Mention& a, const Mention& b) {
    return a.span.start != b.span.start ? a.span.start < b.span.start : a.span.end > b.span.end;
  });
  return out;
}

class Resolution : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(rules_) << rules_.error().front().message;
    ASSERT_TRUE(words_) << words_.error().message;
    ASSERT_TRUE(segmenter_) << segmenter_.error().message;
  }

  Entities resolve_marked(Marked& marked) const {
    const Segmentation segmentation = segmenter_->segment(marked.document);
    for (Mention& mention : marked.mentions.all) {
      const auto at = std::partition_point(segmentation.sentences.begin(), segmentation.sentences.end(),
                                           [&](const Sentence& s) { return s.span.end <= mention.span.start; });
      mention.sentence = static_cast<std::uint32_t>(at - segmentation.sentences.begin());
    }
    return resolve(Article{}, marked.document, segmentation, marked.mentions, *words_);
  }

  tl::expected<RuleSet, std::vector<RuleFault>> rules_ = RuleSet::load(COPYDESK_SOURCE_DIR "/rules/en");
  Result<ResolveWords> words_ = rules_ ? ResolveWords::from(*rules_) : fail("no rules");
  Result<Segmenter> segmenter_ = Segmenter::open(COPYDESK_SOURCE_DIR "/rules/en/lists");
};

std::string shown(const Entities& entities) {
  std::string out;
  for (const Entity& entity : entities.all) {
    if (!out.empty()) out += " | ";
    if (entity.type == MentionType::person) out += "person: ";
    if (entity.type == MentionType::place) out += "place: ";
    if (entity.type == MentionType::product) out += "product: ";
    out += entity.name;
    for (const std::string& alias : entity.aliases) out += " = " + alias;
  }
  return out;
}

std::string shown(const Entities& entities, const Asked& asked) {
  std::string out;
  for (const Anaphor& anaphor : entities.antecedents(asked.span, asked.type)) {
    if (anaphor.entity < 0) continue;
    if (!out.empty()) out += " + ";
    out += entities.all[static_cast<std::size_t>(anaphor.entity)].name;
  }
  return out.empty() ? "none" : out;
}

TEST_F(Resolution, GroupsNames) {
  for (const Case& c : cases("resolve/grouping.cases")) {
    SCOPED_TRACE(c.where);
    Marked marked = read_markup(c.input);
    EXPECT_EQ(shown(resolve_marked(marked)), c.expected) << c.input;
  }
}

TEST_F(Resolution, FindsAntecedents) {
  for (const Case& c : cases("resolve/anaphors.cases")) {
    SCOPED_TRACE(c.where);
    Marked marked = read_markup(c.input);
    const Entities entities = resolve_marked(marked);
    std::string got;
    for (const Asked& asked : marked.asked) got += (got.empty() ? "" : ", ") + shown(entities, asked);
    EXPECT_EQ(got, c.expected) << c.input;
  }
}

}  // namespace
}  // namespace copydesk::test
