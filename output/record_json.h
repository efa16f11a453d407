// One record as one line of JSON, schema copydesk/1 (docs/record.md, output/schema/).
//
//   std::string out;
//   write_record(record, {version, rules.digest()}, out);   // appends {"schema":"copydesk/1",…}\n
//
// The order of all keys and members is fixed, so equal records give equal bytes. The line is valid
// UTF-8 whatever the file's name holds. A pure function: any thread.
#pragma once

#include <cstddef>
#include <string>

#include "output/json_writer.h"
#include "output/record.h"

namespace copydesk {

// Who made a record: the version of the engine, and the digest of the rules it worked by.
struct Engine {
  std::string version;
  std::string rules;
};

void write_record(const Record& record, const Engine& engine, std::string& out);

// One of its facts, as it stands in the record.
void write_fact(const Record& record, std::size_t index, JsonWriter& json);

// What every record of an engine begins with: its schema and the engine.
void write_record_start(const Engine& engine, std::string& out);

}  // namespace copydesk
