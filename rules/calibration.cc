#include "rules/calibration.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace copydesk {
namespace {

constexpr double kZ = 1.959964;  // the normal distribution's 97.5% point

double precision(const RuleCounts& counts) {
  return static_cast<double>(counts.right) / static_cast<double>(counts.all());
}

bool read_number(std::string_view text, std::size_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

// The text up to the next tab; `line` goes behind it.
std::string_view next_column(std::string_view& line) {
  const auto end = std::min(line.find('\t'), line.size());
  const std::string_view column = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return column;
}

}  // namespace

double confidence_of(const RuleCounts& counts) {
  return (static_cast<double>(counts.right) + kPriorPrecision * kPriorWeight) /
         (static_cast<double>(counts.all()) + kPriorWeight);
}

std::pair<double, double> wilson_interval(const RuleCounts& counts) {
  if (counts.all() == 0) return {0, 1};
  const auto n = static_cast<double>(counts.all());
  const double p = precision(counts);
  const double centre = p + kZ * kZ / (2 * n);
  const double margin = kZ * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n));
  const double scale = 1 + kZ * kZ / n;
  return {std::max(0.0, (centre - margin) / scale), std::min(1.0, (centre + margin) / scale)};
}

Calibration parse_calibration(const std::string& path, std::string_view text, std::vector<RuleFault>& faults) {
  Calibration calibration;
  std::uint32_t number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    const std::string whole(line);
    const std::string name(next_column(line));
    RuleCounts counts;
    if (read_number(next_column(line), counts.right) && read_number(next_column(line), counts.wrong)) {
      calibration.insert_or_assign(name, counts);
    } else {
      faults.push_back({path,
                        number,
                        1,
                        static_cast<std::uint32_t>(whole.size()),
                        "not a rule and its two counts",
                        {},
                        "make the file anew with copydesk audit calibrate",
                        whole});
    }
  }
  return calibration;
}

std::string calibration_text(const Calibration& calibration, const std::string& made_from) {
  std::string text = fmt::format(
      "# Facts right and wrong by rule, counted by copydesk audit calibrate on {}. Columns: rule, right, wrong, "
      "precision, "
      "its 95% interval (Wilson), confidence (precision with {} facts of prior {})\n",
      made_from, kPriorWeight, kPriorPrecision);
  for (const auto& [name, counts] : calibration) {
    const auto [low, high] = wilson_interval(counts);
    text += fmt::format("{}\t{}\t{}\t{}\t{:.2f}\t{:.2f}\t{:.2f}\n", name, counts.right, counts.wrong,
                        counts.all() == 0 ? "-" : fmt::format("{:.2f}", precision(counts)), low, high,
                        confidence_of(counts));
  }
  return text;
}

}  // namespace copydesk
