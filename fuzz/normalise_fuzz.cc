// Whatever bytes come in, a Document keeps its promises, and normalising it again changes nothing but
// what deeper damage may still hide.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "pipeline/normalise/normalise.h"
#include "tests/normalise/article.h"
#include "tests/normalise/invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  const copydesk::Article article = copydesk::test::article_of(text);
  const copydesk::Document document = copydesk::normalise(article);
  if (const std::string fault = copydesk::test::fault_of(document, article); !fault.empty()) {
    std::fprintf(stderr, "%s\n", fault.c_str());
    std::abort();
  }
  return 0;
}
