// Reads tables a record at a time.
//
//   TableReader reader(stream, TableFormat::csv);
//   std::vector<std::string> cells;
//   while (reader.next(cells)) …;                     // reader.line() is where the record began
//
// A record's strings are reused from one call to the next. Not for JSON Lines, whose records have
// no columns. One thread.
#pragma once

#include <cstddef>
#include <istream>
#include <string>
#include <vector>

#include "rules/gazetteer/source.h"

namespace copydesk::gazetteer {

class TableReader {
 public:
  // `stream` must outlive the reader.
  TableReader(std::istream& stream, TableFormat format) : stream_(stream), format_(format) {}

  // False at the end. A quote that is never closed takes the rest of the file into its cell, up to
  // 1 MB: then the record ends there and `unclosed()` is true.
  [[nodiscard]] bool next(std::vector<std::string>& cells);
  [[nodiscard]] std::size_t line() const { return record_line_; }
  [[nodiscard]] bool unclosed() const { return unclosed_; }

 private:
  bool next_line();
  void split_tsv(std::vector<std::string>& cells) const;
  void split_csv(std::vector<std::string>& cells);
  void quoted_cell(std::size_t& at, std::string& cell);

  std::istream& stream_;
  TableFormat format_;
  std::string buffer_;
  std::size_t line_ = 0;
  std::size_t record_line_ = 0;
  bool unclosed_ = false;
};

}  // namespace copydesk::gazetteer
