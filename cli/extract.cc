// copydesk extract: articles in, records out.
#include <algorithm>
#include <memory>
#include <optional>
#include <thread>

#include "cli/commands.h"
#include "cli/interrupts.h"
#include "cli/setup.h"
#include "cli/terminal.h"
#include "corpus/files.h"
#include "corpus/reader.h"
#include "output/formats.h"
#include "output/output_file.h"
#include "pipeline/run/batch.h"
#include "pipeline/run/resume.h"
#include "pipeline/run/stages.h"

namespace copydesk {
namespace {

struct Options {
  std::vector<std::string> paths;
  OutputFormat format = OutputFormat::jsonl;
  std::string output = "-";
  bool resume = false;
  unsigned jobs = 0;
  std::string rules;
  std::string reference_date;
};

constexpr auto examples = R"(examples:
  copydesk extract article.md                            one record, as a line of JSON
  copydesk extract --format pretty article.md            the same, spread out for reading
  copydesk extract --format facts posts/                 one line per fact, for a person
  copydesk extract --format csv posts/ -o facts.csv      one row per fact
  copydesk extract posts/ -o records.jsonl --jobs 8      a corpus into a file
  copydesk extract posts/ -o records.jsonl --resume      go on after an interruption
  curl -s https://example.org/a.md | copydesk extract -  from standard input

exit code: 0 all well, 1 some inputs failed, 2 usage, 130 interrupted)";

}  // namespace
}  // namespace copydesk
