#include "pipeline/relate/name_margins.h"

#include <algorithm>

#include "rules/matcher.h"

namespace copydesk {
namespace {

// A title with its stop and blank: "Professor ".
constexpr std::uint32_t kLongestLeader = 12;

std::unique_ptr<RE2> make_re2(const std::string& pattern, bool at_start) {
  if (pattern.empty()) return nullptr;
  return plain_re2(at_start ? "^((?:" + pattern + ")+)" : R"((?:^|[^A-Za-z\x{C0}-\x{FF}])()" + pattern + ")$");
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
    : company_trailer_(make_re2(margins.company_trailer, true)),
      person_trailer_(make_re2(margins.person_trailer, true)),
      person_leader_(make_re2(margins.person_leader, false)),
      money_trailer_(make_re2(margins.money_trailer, true)) {}

void NameMargins::find(const SlottedText& slotted, std::vector<SlottedText::Phrase>& cuts) const {
  const std::string_view text = slotted.text();
  std::uint32_t done = 0;
  for (const SlottedText::Placeholder& placeholder : slotted.placeholders()) {
    if (placeholder.at < done) continue;  // inside a bracket that goes
    const char32_t name = placeholder.filler.code_point;
    const std::uint32_t end = placeholder.at + 1;
    const bool person = may_be(name, MentionType::person);
    re2::StringPiece found;
    if (person && person_leader_ && placeholder.at > 0) {
      const std::uint32_t start = std::max(done, placeholder.at - std::min(placeholder.at, kLongestLeader));
      if (RE2::PartialMatch(re2::StringPiece(text.data() + start, placeholder.at - start), *person_leader_, &found)) {
        const auto at = static_cast<std::uint32_t>(found.data() - text.data());
        cuts.push_back({{at, placeholder.at}, SlottedText::kNothing});
      }
    }
    done = end;
    if (end >= text.size() || !may_start_trailer(text[end])) continue;
    const bool company = may_be(name, MentionType::company) || may_be(name, MentionType::product);
    const bool money = name == code_point_of(MentionType::money);
    for (const RE2* trailer : {company ? company_trailer_.get() : nullptr, person ? person_trailer_.get() : nullptr,
                               money ? money_trailer_.get() : nullptr}) {
      if (trailer == nullptr) continue;
      if (!RE2::PartialMatch(re2::StringPiece(text.data() + end, text.size() - end), *trailer, &found)) continue;
      if (found.empty()) continue;
      done = end + static_cast<std::uint32_t>(found.size());
      cuts.push_back({{end, done}, SlottedText::kNothing});
      break;
    }
  }
}

}  // namespace copydesk
