// Names for an index from tables: TSV, CSV, and JSON Lines, with a map of their columns.
//
//   ColumnMap columns{.name = "Entity.LegalName", .country = "Entity.LegalAddress.Country"};
//   Result<SourceNames> source = read_names("gleif.csv", columns);
//   complete_names(source->names, bundled);
//   Gazetteer::build(source->names).save("gleif.gaz");
//
// A column is named as in the table's first line, or by its number from 1. In JSON a name is a path,
// its parts joined by dots ("entity.legalName.name"); an array along it stands for each of its
// members. CSV is that of RFC 4180 (quotes, line breaks within them); TSV knows no quotes. Read in one
// pass, a record in memory at a time. Pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "rules/gazetteer.h"

namespace copydesk {

enum class TableFormat : std::uint8_t { tsv, csv, jsonl };

// By the name's ending (.tsv, .tab, .csv, .jsonl, .ndjson), or nullopt.
[[nodiscard]] std::optional<TableFormat> format_of(const std::string& path);

struct ColumnMap {
  std::string name = "name";                       // the phrase; the only one that must be there
  std::vector<std::string> other_names = {};       // more phrases for the same thing, whose canonical name is `name`
  std::string separator = "|";                     // between several names in one cell
  std::string canonical = {};                      // the name that `name` is another name of
  std::string country = {};                        // ISO 3166 alpha-2 or a country's name
  std::string type = {};                           // a lexical class by its name: "company", "product"
  LexicalClass otherwise = LexicalClass::company;  // where there is no type column
  bool header = true;                              // false: the first line is data, columns are numbers
};

struct SourceNames {
  std::vector<GazetteerName> names;
  std::size_t records = 0;
  std::size_t skipped = 0;              // records without a name, or that could not be read
  std::vector<std::string> complaints;  // the first few of those that could not be read: "x.csv:12: …"
};

[[nodiscard]] Result<SourceNames> read_names(const std::string& path, TableFormat format, const ColumnMap& columns);

// Marks what the bundled lists hold as ordinary words, makes names of countries codes, and adds other
// ways to write a company's name: "Acme Inc." for "Acme, Inc.", and with `short_names` "Acme".
void complete_names(std::vector<GazetteerName>& names, const Gazetteer& bundled, bool short_names);

// The lexical class of that name ("given_name"), or nullopt.
[[nodiscard]] std::optional<LexicalClass> lexical_class_of(std::string_view name);

}  // namespace copydesk
