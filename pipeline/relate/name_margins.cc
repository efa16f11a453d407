#include "pipeline/relate/name_margins.h"

#include <algorithm>

#include "rules/matching/plain_text.h"

namespace copydesk {
namespace {

// A title with its stop and blank: "Professor ".
constexpr std::uint32_t kLongestLeader = 12;

std::optional<Program> compiled(const std::string& pattern, bool at_start) {
  if (pattern.empty()) return std::nullopt;
  const auto program = Program::compile(
      plain_pattern(at_start ? "^((?:" + pattern + ")+)" : R"((?:^|[^A-Za-z\x{C0}-\x{FF}])()" + pattern + ")$"));
  return program ? std::optional(*program) : std::nullopt;
}

// Most names are followed by nothing that a trailer starts with: a blank, a comma, a bracket or a mark beyond ASCII.
bool may_start_trailer(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= ' ' || byte == 0x7F || c == ',' || c == '(';
}

bool may_be(char32_t code_point, MentionType type) {
  return is_name(code_point) && (code_point & MentionTypes(type).bits()) != 0;
}

}  // namespace

NameMargins::NameMargins(const Margins& margins)
    : company_trailer_(compiled(margins.company_trailer, true)),
      person_trailer_(compiled(margins.person_trailer, true)),
      person_leader_(compiled(margins.person_leader, false)),
      money_trailer_(compiled(margins.money_trailer, true)) {}

void NameMargins::find(const SlottedText& slotted, std::vector<SlottedText::Phrase>& cuts) {
  const std::string_view text = slotted.text();
  std::uint32_t done = 0;
  for (const SlottedText::Placeholder& placeholder : slotted.placeholders()) {
    if (placeholder.at < done) continue;  // inside a bracket that goes
    const char32_t name = placeholder.filler.code_point;
    const std::uint32_t end = placeholder.at + 1;
    const bool person = may_be(name, MentionType::person);
    if (person && person_leader_ && placeholder.at > 0) {
      const std::uint32_t start = std::max(done, placeholder.at - std::min(placeholder.at, kLongestLeader));
      if (runner_.search(*person_leader_, text.substr(start, placeholder.at - start), 0)) {
        cuts.push_back({{start + runner_.captures()[1]->start, placeholder.at}, SlottedText::kNothing});
      }
    }
    done = end;
    if (end >= text.size() || !may_start_trailer(text[end])) continue;
    const bool company = may_be(name, MentionType::company) || may_be(name, MentionType::product);
    const bool money = name == code_point_of(MentionType::money);
    for (const std::optional<Program>* trailer :
         {company ? &company_trailer_ : nullptr, person ? &person_trailer_ : nullptr,
          money ? &money_trailer_ : nullptr}) {
      if (trailer == nullptr || !*trailer || !runner_.search(**trailer, text.substr(end), 0)) continue;
      const Capture found = *runner_.captures()[1];
      if (found.start == found.end) continue;
      done = end + found.end;
      cuts.push_back({{end, done}, SlottedText::kNothing});
      break;
    }
  }
}

}  // namespace copydesk
