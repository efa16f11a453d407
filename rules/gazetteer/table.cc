#include "rules/gazetteer/table.h"

namespace copydesk::gazetteer {
namespace {

constexpr std::size_t longest_quotation = 1 << 20;

// The cell number `used`, emptied; grown when there was none.
std::string& fresh_cell(std::vector<std::string>& cells, std::size_t& used) {
  if (used == cells.size()) cells.emplace_back();
  cells[used].clear();
  return cells[used++];
}

}  // namespace

bool TableReader::next_line() {
  if (!std::getline(stream_, buffer_)) return false;
  ++line_;
  if (line_ == 1 && buffer_.starts_with("\xEF\xBB\xBF")) buffer_.erase(0, 3);
  if (buffer_.ends_with('\r')) buffer_.pop_back();
  return true;
}

bool TableReader::next(std::vector<std::string>& cells) {
  do {
    if (!next_line()) return false;
  } while (buffer_.empty());
  record_line_ = line_;
  unclosed_ = false;
  if (format_ == TableFormat::tsv) {
    split_tsv(cells);
  } else {
    split_csv(cells);
  }
  return true;
}

void TableReader::split_tsv(std::vector<std::string>& cells) const {
  std::size_t used = 0;
  for (std::size_t at = 0; at <= buffer_.size();) {
    const std::size_t end = std::min(buffer_.find('\t', at), buffer_.size());
    fresh_cell(cells, used).assign(buffer_, at, end - at);
    at = end + 1;
  }
  cells.resize(used);
}

void TableReader::split_csv(std::vector<std::string>& cells) {
  std::size_t used = 0;
  for (std::size_t at = 0;;) {
    std::string& cell = fresh_cell(cells, used);
    if (at < buffer_.size() && buffer_[at] == '"') quoted_cell(++at, cell);
    const std::size_t end = std::min(buffer_.find(',', at), buffer_.size());
    cell.append(buffer_, at, end - at);
    if (end == buffer_.size()) break;
    at = end + 1;
  }
  cells.resize(used);
}

// Reads from after the opening quote to after the closing one, over as many lines as it takes.
void TableReader::quoted_cell(std::size_t& at, std::string& cell) {
  for (;;) {
    const std::size_t quote = buffer_.find('"', at);
    cell.append(buffer_, at, std::min(quote, buffer_.size()) - at);
    if (quote == std::string::npos) {
      if (cell.size() > longest_quotation || !next_line()) {
        unclosed_ = true;
        at = buffer_.size();
        return;
      }
      cell += '\n';
      at = 0;
      continue;
    }
    at = quote + 1;
    if (at == buffer_.size() || buffer_[at] != '"') return;
    cell += '"';
    ++at;
  }
}

}  // namespace copydesk::gazetteer
