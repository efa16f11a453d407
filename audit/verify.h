// Verification: records held against their sources.
//
//   RecordCheck check = check_record(record, read);
//   check.faults;      // "e3 mention 2 [10, 20): reads “…”, not “Acme”"
//
// Every span is checked by an independent reading (reading.h): an entity's mentions must read as its name
// or an alias, dates and money as their text, evidence as its sentence. An argument of a fact must
// read as a mention of its entity, as a date or an amount, or as some of its sentence's words (a
// pronoun's). Where the source's SHA-256 is another, or it cannot be read, that is the one fault.
// No state: any thread.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "audit/python_text.h"
#include "base/result.h"

namespace copydesk {

struct RecordCheck {
  std::string source;
  std::size_t spans = 0;  // checked
  std::vector<std::string> faults;
};

// Gives the bytes of a source.
using ReadSource = std::function<Result<std::string>(const std::string& source)>;

[[nodiscard]] RecordCheck check_record(const Json& record, const ReadSource& read);

}  // namespace copydesk
