#include "pipeline/run/stages.h"

#include <utility>

#include "base/cpu_clock.h"
#include "pipeline/normalise/normalise.h"
#include "pipeline/resolve/resolve.h"
#include "rules/gazetteer/lists.h"

namespace copydesk {
namespace {

// Adds the time until its end to a stage's.
class Stopwatch {
 public:
  explicit Stopwatch(std::chrono::nanoseconds& total) : total_(total) {}
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;
  ~Stopwatch() { total_ += CpuClock::now() - start_; }

 private:
  std::chrono::nanoseconds& total_;
  const CpuClock::time_point start_ = CpuClock::now();
};

bool is_english(const Article& article) { return article.language == "en" || article.language == "und"; }

// All of them in one, as they are to be read at a terminal.
Fault fault_of(const std::vector<RuleFault>& faults) { return {text_of(faults)}; }

Fault fault_of(const RuleSet& rules, std::vector<RuleFault> faults) {
  rules.show_lines(faults);
  return fault_of(faults);
}

std::vector<BlockPattern> block_patterns_of(const WordList* list) {
  std::vector<BlockPattern> patterns;
  for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
    const std::string_view kind = list->attribute(i, 0);
    patterns.push_back({std::string(list->entry(i)), kind == "caption"   ? BlockKind::caption
                                                     : kind == "contact" ? BlockKind::contact
                                                                         : BlockKind::boilerplate});
  }
  return patterns;
}

}  // namespace

const char* name_of(Stage stage) {
  switch (stage) {
    case Stage::normalise: return "normalise";
    case Stage::segment: return "segment";
    case Stage::recognise: return "recognise";
    case Stage::resolve: return "resolve";
    case Stage::relate: return "relate";
  }
  return "";
}

Desk::Desk(RuleSet rules, Recogniser recogniser, Segmenter segmenter, ResolveWords words,
           std::vector<RuleFault>& faults)
    : rules_(std::move(rules)),
      recogniser_(std::move(recogniser)),
      block_patterns_(block_patterns_of(rules_.list("block_patterns"))),
      segmenter_(std::move(segmenter)),
      resolve_words_(std::move(words)),
      relation_rules_(RelationRules::read(rules_, faults)),
      status_cues_(StatusCues::read(rules_, faults)) {}

Result<std::unique_ptr<const Desk>> Desk::open(const std::string& rules_directory,
                                               const std::vector<std::string>& gazetteers) {
  auto rules = RuleSet::load(rules_directory);
  if (!rules) return tl::unexpected(fault_of(rules.error()));
  Result<Segmenter> segmenter = Segmenter::open(rules_directory + "/lists");
  if (!segmenter) return tl::unexpected(segmenter.error());
  Result<ResolveWords> words = ResolveWords::from(*rules);
  if (!words) return tl::unexpected(words.error());
  Gazetteer gazetteer = gazetteer_of(*rules);
  std::string digest = rules->digest();
  for (const std::string& path : gazetteers) {
    const Result<Gazetteer> more = Gazetteer::open(path);
    if (!more) return tl::unexpected(more.error());
    gazetteer = gazetteer.with(*more);
    digest += fmt::format("+{:016x}", more->digest());
  }
  auto recogniser = Recogniser::create(*rules, std::move(gazetteer));
  if (!recogniser) return tl::unexpected(recogniser.error());
  std::vector<RuleFault> faults;
  std::unique_ptr<Desk> desk(
      new Desk(std::move(*rules), std::move(*recogniser), std::move(*segmenter), std::move(*words), faults));
  desk->digest_ = std::move(digest);
  if (!faults.empty()) return tl::unexpected(fault_of(desk->rules(), faults));
  return desk;
}

Worker::Worker(const Desk& desk, Recogniser recogniser)
    : recogniser_(std::move(recogniser)), relator_(desk.relation_rules_, desk.status_cues_) {}

Result<std::unique_ptr<Worker>> Worker::create(const Desk& desk) {
  return std::unique_ptr<Worker>(new Worker(desk, desk.recogniser_));
}

Record Desk::extract(Article article, Worker& worker, std::optional<std::chrono::year_month_day> reference,
                     RelateTrace* trace) const {
  Record record;
  record.article = std::move(article);
  const auto run = [&](Stage stage, auto&& make) {
    const Stopwatch watch(worker.times_[static_cast<std::size_t>(stage)]);
    make();
  };
  run(Stage::normalise, [&] {
    record.document = normalise(record.article);
    mark_blocks(record.document, block_patterns_);
  });
  run(Stage::segment, [&] { record.sentences = segmenter_.segment(record.document); });
  if (!is_english(record.article)) {
    record.document.warnings.push_back(fmt::format(
        "facts are drawn from English articles only; this one's language is '{}'", record.article.language));
    return record;
  }
  const ValueContext context{record.article.published ? record.article.published : reference};
  run(Stage::recognise,
      [&] { worker.recogniser_.recognise(context, record.document, record.sentences, record.mentions); });
  run(Stage::resolve, [&] {
    record.entities = resolve(record.article, record.document, record.sentences, record.mentions, resolve_words_);
  });
  run(Stage::relate, [&] {
    record.facts = worker.relator_.relate(record.document, record.sentences, record.mentions, record.entities, trace);
  });
  return record;
}

}  // namespace copydesk
