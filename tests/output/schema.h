// Holds records to their JSON Schema.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "tests/support/cases.h"

namespace copydesk::test {

// Every breach of the schema, or "".
inline std::string breaches(const nlohmann::json& record) {
  const auto text = nlohmann::json::parse(read_file(COPYDESK_SOURCE_DIR "/output/schema/copydesk-1.schema.json"));
  valijson::Schema schema;
  valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
  parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(text), schema);
  valijson::ValidationResults results;
  valijson::Validator validator;
  std::string found;
  if (validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(record), &results)) return found;
  for (const auto& error : results) {
    for (const std::string& step : error.context) found += step;
    found += ": " + error.description + "\n";
  }
  return found;
}

}  // namespace copydesk::test
