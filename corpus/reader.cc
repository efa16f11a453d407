#include "corpus/reader.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <utility>

#include "base/sha256.h"
#include "corpus/charset/decode.h"
#include "corpus/front_matter.h"
#include "corpus/language.h"
#include "corpus/markup/lines.h"
#include "corpus/markup/markdown.h"
#include "corpus/markup/marked_builder.h"
#include "corpus/markup/plain_text.h"
#include "corpus/masthead.h"

namespace copydesk {
namespace {

constexpr std::size_t npos = std::string_view::npos;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
  return out;
}

std::string extension_of(std::string_view source) {
  const std::string_view name = source.substr(source.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  return dot == npos ? std::string() : lower(name.substr(dot + 1));
}

bool looks_like_html(std::string_view text) {
  const std::string head = lower(trimmed(text.substr(0, 1024)).substr(0, 512));
  return head.starts_with("<!doctype html") || head.starts_with("<html") || head.starts_with("<head") ||
         (head.starts_with("<?xml") && head.find("<html") != npos);
}

// Headings, links, emphasis or a table in the first 4 KiB.
bool looks_like_markdown(std::string_view text) {
  text = text.substr(0, 4096);
  for (Line line = first_line(text); !line.at_end; line = next_line(text, line)) {
    const std::size_t hashes = std::min(line.text.find_first_not_of('#'), line.text.size());
    if (hashes >= 1 && hashes <= 6 && line.text.substr(hashes).starts_with(' ')) return true;
    if (line.text.starts_with("```") || line.text.starts_with("|-") || line.text.starts_with("| -")) return true;
  }
  if (text.find("](http") != npos || text.find("](/") != npos) return true;
  const std::size_t bold = text.find("**");
  return bold != npos && text.find("**", bold + 3) != npos;
}

// The front matter's title stands before the text where no block of the text is the title.
void add_title(const FrontMatter& front, std::string_view text, const Masthead& head, MarkedBuilder& builder) {
  if (head.has_title_block() || front.title_span.empty()) return;
  MarkedBuilder title(text, [](Block&, std::string_view) { return true; });
  title.begin(BlockKind::title);
  copy_without_entities(front.title_span.of(text), title);
  builder.prepend(std::move(title));
}

void read_text(std::string_view text, Article& article) {
  FrontMatter front = read_front_matter(text);
  Masthead head(front);
  MarkedBuilder builder(text, [&](Block& block, std::string_view content) { return head.judge(block, content); });
  const std::string_view body = text.substr(front.size);
  std::vector<std::string> warnings = std::move(front.warnings);
  article.format = format_of(article.source, text);
  if (article.format == Format::markdown) {
    for (std::string& warning : read_markdown(body, builder)) warnings.push_back(std::move(warning));
  } else {
    read_plain_text(body, builder);
  }
  add_title(front, text, head, builder);
  article.marked = std::move(builder).build();
  article.title = std::move(head.title);
  article.authors = std::move(head.authors);
  article.published = head.published;
  article.url = std::move(head.url);
  for (std::string& warning : warnings) article.warnings.push_back(std::move(warning));
}

// A title may be in another language than its text.
std::string_view body_of(const Article::Marked& marked) {
  const bool titled = marked.blocks.size() > 1 && marked.blocks[0].kind == BlockKind::title;
  return std::string_view(marked.text).substr(titled ? marked.blocks[1].span.start : 0);
}

}  // namespace

const char* name_of(Format format) {
  switch (format) {
    case Format::markdown: return "markdown";
    case Format::plain: return "plain";
    case Format::html: return "html";
  }
  return "";
}

Format format_of(std::string_view source, std::string_view text) {
  const std::string extension = extension_of(source);
  if (extension == "html" || extension == "htm" || extension == "xhtml" || looks_like_html(text)) return Format::html;
  if (extension == "md" || extension == "markdown" || extension == "mdown" || extension == "mkd")
    return Format::markdown;
  const bool front_matter = text.starts_with("---") && read_front_matter(text).size > 0;
  return front_matter || looks_like_markdown(text) ? Format::markdown : Format::plain;
}

Result<Article> read_article(std::string source, std::string bytes) {
  if (bytes.size() > std::numeric_limits<std::uint32_t>::max()) {
    return fail("{}: larger than 4 GiB, which no offset of a record can reach", source);
  }
  Article article;
  article.source = std::move(source);
  article.bytes = std::move(bytes);
  article.sha256 = sha256_hex(article.bytes);
  Result<Decoded> decoded = decode(article.bytes);
  if (!decoded) return fail("{}: {}", article.source, decoded.error().message);
  const std::string_view text = decoded->of(article.bytes);
  if (format_of(article.source, text) == Format::html) {
    return fail("{}: HTML is not read yet, only Markdown and plain text; convert it first", article.source);
  }
  article.charset = std::move(decoded->charset);
  article.warnings = std::move(decoded->warnings);
  read_text(text, article);
  if (!decoded->same) article.marked.map = decoded->map.then(article.marked.map);
  if (article.marked.text.empty()) article.warnings.emplace_back("no text");
  article.language = language_of(body_of(article.marked));
  if (article.language != "en" && article.language != "und") {
    article.warnings.push_back(fmt::format("language is {}: no facts are drawn", article.language));
  }
  return article;
}

}  // namespace copydesk
