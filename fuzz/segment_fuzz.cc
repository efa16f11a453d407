// Whatever bytes come in, sentences and tokens cover them, in order and inside their blocks.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "pipeline/segment/segmenter.h"
#include "tests/segment/invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const auto segmenter = copydesk::Segmenter::open(COPYDESK_SOURCE_DIR "/rules/en/lists");
  if (!segmenter) std::abort();
  copydesk::Document document;
  document.text.assign(reinterpret_cast<const char*>(bytes), size);
  // Two blocks, so that what looks ahead is seen to stop at the end of its own.
  const auto end = static_cast<std::uint32_t>(size);
  document.blocks.push_back({copydesk::BlockKind::paragraph, {0, end / 2}});
  document.blocks.push_back({copydesk::BlockKind::paragraph, {end / 2, end}});
  const copydesk::Segmentation made = segmenter->segment(document);
  if (const std::string fault = copydesk::test::fault_of(document, made); !fault.empty()) {
    std::fprintf(stderr, "%s\n", fault.c_str());
    std::abort();
  }
  return 0;
}
