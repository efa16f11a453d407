// One article's way through the house, from its text to its record: the list of stages.
//
//   Result<std::unique_ptr<const Desk>> desk = Desk::open("rules/en");   // once: rules, word lists, names
//   Result<std::unique_ptr<Worker>> worker = Worker::create(**desk);     // once a thread: compiled automata
//   Record record = (*desk)->extract(std::move(article), **worker);
//
// A Desk is immutable, so any number of threads may share it. A Worker belongs to one thread and is
// best made on it (automata built elsewhere share cache lines with their neighbours').
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "output/record.h"
#include "pipeline/normalise/block_patterns.h"
#include "pipeline/recognise/recogniser.h"
#include "pipeline/relate/relation_rules.h"
#include "pipeline/relate/relator.h"
#include "pipeline/relate/status.h"
#include "pipeline/resolve/words.h"
#include "pipeline/segment/segmenter.h"
#include "rules/rule_set.h"

namespace copydesk {

// The stages in their order. What each makes is a member of Record.
enum class Stage : std::uint8_t { normalise, segment, recognise, resolve, relate };
inline constexpr std::size_t stage_count = 5;

[[nodiscard]] const char* name_of(Stage stage);

class Desk;

// What one thread needs beside the desk, and how much of the processor each stage took (CpuClock).
class Worker {
 public:
  // `desk` must outlive the worker. A Fault shows the rules that cannot be compiled.
  [[nodiscard]] static Result<std::unique_ptr<Worker>> create(const Desk& desk);

  // What the last article's names were weighed by.
  [[nodiscard]] const NameRecogniser& names() const { return recogniser_.names(); }
  [[nodiscard]] std::chrono::nanoseconds time_of(Stage stage) const { return times_[static_cast<std::size_t>(stage)]; }

 private:
  friend class Desk;
  Worker(const Desk& desk, Recogniser recogniser);

  Recogniser recogniser_;
  Relator relator_;
  std::array<std::chrono::nanoseconds, stage_count> times_{};
};

class Desk {
 public:
  // Reads a directory of rules, and indices of names to know beside its lists (docs/gazetteers.md). All
  // faults in the rules are reported together, each with its place.
  [[nodiscard]] static Result<std::unique_ptr<const Desk>> open(const std::string& rules_directory,
                                                                const std::vector<std::string>& gazetteers = {});

  // An article that is not English keeps its text and sentences, and gets no mentions or facts but a
  // warning. Relative dates count from the day of publication or, where the article names none, from
  // `reference`. What the last stage did is noted in `trace`, where one is given.
  [[nodiscard]] Record extract(Article article, Worker& worker,
                               std::optional<std::chrono::year_month_day> reference = std::nullopt,
                               RelateTrace* trace = nullptr) const;

  [[nodiscard]] const RuleSet& rules() const { return rules_; }
  [[nodiscard]] const RelationRules& relation_rules() const { return relation_rules_; }
  // Of all that decides what is extracted: of the rules, and after a '+' of each index of names.
  [[nodiscard]] const std::string& digest() const { return digest_; }

 private:
  friend class Worker;
  Desk(RuleSet rules, Recogniser recogniser, Segmenter segmenter, ResolveWords words, std::vector<RuleFault>& faults);

  const RuleSet rules_;
  std::string digest_;
  const Recogniser recogniser_;  // workers begin with a copy
  const BlockPatterns block_patterns_;
  const Segmenter segmenter_;
  const ResolveWords resolve_words_;
  const RelationRules relation_rules_;
  const StatusCues status_cues_;
};

}  // namespace copydesk
