#include "corpus/files.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

namespace copydesk {
namespace {

namespace fs = std::filesystem;

std::string extension_of(const fs::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
  return extension;
}

// By its name alone: reading every file of a directory to see what it is would cost more than the articles.
bool may_be_article(const fs::path& path) {
  static constexpr auto extensions =
      std::to_array<std::string_view>({".htm", ".html", ".markdown", ".md", ".text", ".txt", ".xhtml"});
  const bool known = std::ranges::find(extensions, extension_of(path)) != extensions.end();
  return known && path.stem() != "README";  // says what the others are
}

// The entries of one directory, sorted; what goes wrong is added to the listing.
std::vector<fs::directory_entry> sorted_entries(const std::string& directory, Listing& listing) {
  std::vector<fs::directory_entry> entries;
  std::error_code error;
  for (fs::directory_iterator entry(directory, error), end; !error && entry != end; entry.increment(error))
    entries.push_back(*entry);
  if (error) listing.faults.push_back({fmt::format("{}: cannot be listed: {}", directory, error.message())});
  std::sort(entries.begin(), entries.end());
  return entries;
}

void list_directory(const std::string& root, Listing& listing) {
  const std::size_t first = listing.files.size();
  std::vector<std::string> waiting = {root};
  while (!waiting.empty()) {
    const std::string directory = std::move(waiting.back());
    waiting.pop_back();
    std::vector<std::string> below;
    for (const fs::directory_entry& entry : sorted_entries(directory, listing)) {
      if (entry.path().filename().string().starts_with('.')) continue;
      std::error_code error;
      if (entry.is_directory(error)) {
        if (!entry.is_symlink(error)) below.push_back(entry.path().string());
      } else if (may_be_article(entry.path())) {
        listing.files.push_back(entry.path().string());
      } else {
        const std::string extension = extension_of(entry.path());
        ++listing.passed_over[entry.path().stem() == "README" ? "README" : extension.empty() ? "none" : extension];
      }
    }
    waiting.insert(waiting.end(), below.begin(), below.end());
  }
  std::sort(listing.files.begin() + std::ptrdiff_t(first), listing.files.end());
}

}  // namespace

std::string Listing::note() const {
  std::size_t files = 0;
  std::string kinds;
  for (const auto& [kind, count] : passed_over) {
    files += count;
    kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", kind, count);
  }
  if (files == 0) return {};
  return fmt::format("passed over {} {} no article by name ({}); to read one, name it", files,
                     files == 1 ? "file that is" : "files that are", kinds);
}

Listing list_files(const std::vector<std::string>& paths) {
  Listing listing;
  for (const std::string& path : paths) {
    std::error_code error;
    if (path != "-" && fs::is_directory(path, error)) {
      list_directory(path, listing);
    } else {
      listing.files.push_back(path);  // what is wrong with it shows when it is read
    }
  }
  return listing;
}

}  // namespace copydesk
