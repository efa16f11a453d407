#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>

#include <cassert>

#include "pipeline/normalise/scan.h"
#include "pipeline/normalise/steps.h"
#include "pipeline/text/utf8.h"

namespace copydesk {
namespace {

// Scripts and signs that news is full of and that neither change nor combine: no need to ask ICU.
bool never_composes(char32_t c) {
  return (c >= 0x2010 && c <= 0x2027) || (c >= 0x2030 && c <= 0x205E) || (c >= 0x20A0 && c <= 0x20BF) ||
         (c >= 0x0410 && c <= 0x0482) || (c >= 0x4E00 && c <= 0x9FFF) || c == 0x2122;
}

// The end of the stretch of code points from U+0300 on that starts at `at`.
std::size_t odd_run_end(std::string_view text, std::size_t at) {
  while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0xCC) at += code_point_at(text, at).size;
  return at;
}

void compose_run(const icu::Normalizer2& nfc, std::string_view text, TextSpan run, Rewriter& rewriter) {
  const std::string_view old = run.of(text);
  const icu::StringPiece piece(old.data(), static_cast<std::int32_t>(old.size()));
  UErrorCode status = U_ZERO_ERROR;
  if (nfc.isNormalizedUTF8(piece, status)) return;
  std::string composed;
  icu::StringByteSink<std::string> sink(&composed);
  icu::Edits edits;
  nfc.normalizeUTF8(0, piece, sink, &edits, status);
  assert(U_SUCCESS(status));
  for (icu::Edits::Iterator edit = edits.getFineChangesIterator(); edit.next(status);) {
    const auto start = run.start + static_cast<std::uint32_t>(edit.sourceIndex());
    rewriter.replace({start, start + static_cast<std::uint32_t>(edit.oldLength())},
                     std::string_view(composed).substr(edit.destinationIndex(), edit.newLength()));
  }
}

}  // namespace

std::optional<Edited> compose(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2& nfc = *icu::Normalizer2::getNFCInstance(status);
  assert(U_SUCCESS(status));
  Rewriter rewriter(text);
  for (std::size_t at = skip_latin(text, 0); at < text.size(); at = skip_latin(text, at)) {
    const CodePoint first = code_point_at(text, at);
    if (never_composes(first.value)) {
      at += first.size;
      continue;
    }
    // A combining mark goes with the character before it.
    const std::size_t start = at == 0 ? 0 : previous_code_point(text, at);
    at = odd_run_end(text, at);
    compose_run(nfc, text, {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(at)}, rewriter);
  }
  return std::move(rewriter).finish();
}

}  // namespace copydesk
