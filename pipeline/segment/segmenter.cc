#include "pipeline/segment/segmenter.h"

#include <fstream>
#include <sstream>
#include <vector>

#include "pipeline/segment/run_in_headings.h"
#include "pipeline/segment/sentence_finder.h"
#include "pipeline/segment/tokenizer.h"

namespace copydesk {
namespace {

Result<std::string> read_list(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) return fail("{}: cannot read this word list", path);
  return std::move(text).str();
}

}  // namespace

Result<Segmenter> Segmenter::open(const std::string& directory) {
  Result<std::string> abbreviations = read_list(directory + "/abbreviations.txt");
  if (!abbreviations) return tl::unexpected(abbreviations.error());
  Result<std::string> cues = read_list(directory + "/sentence_cues.txt");
  if (!cues) return tl::unexpected(cues.error());
  Result<Segmenter> segmenter = parse(*abbreviations, *cues);
  if (!segmenter) return fail("{}/{}", directory, segmenter.error().message);
  return segmenter;
}

Result<Segmenter> Segmenter::parse(std::string_view abbreviations, std::string_view cues) {
  Result<SentenceCues> read = SentenceCues::parse(abbreviations, cues);
  if (!read) return tl::unexpected(read.error());
  return Segmenter(std::move(*read));
}

void Segmenter::segment(const Document& document, Segmentation& out) const {
  out.sentences.clear();
  out.tokens.clear();
  out.tokens.reserve(document.text.size() / 5);
  std::vector<std::uint32_t> candidates;
  for (std::uint32_t block = 0; block < document.blocks.size(); ++block) {
    const auto first_token = static_cast<std::uint32_t>(out.tokens.size());
    candidates.clear();
    tokenize(document.text, document.blocks[block].span, cues_, out.tokens, candidates);
    find_sentences(document.text, block, out.tokens, first_token, candidates, cues_, out.sentences);
  }
  split_run_in_headings(document, cues_, out);
}

Segmentation Segmenter::segment(const Document& document) const {
  Segmentation made;
  segment(document, made);
  return made;
}

}  // namespace copydesk
