#include "corpus/files.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

namespace copydesk {
namespace {

namespace fs = std::filesystem;

bool holds_no_article(const fs::path& path) {
  static constexpr auto extensions = std::to_array<std::string_view>(
      {".7z",  ".avi",  ".bmp", ".bz2", ".css",  ".gif",  ".gz",   ".ico",   ".jpeg", ".jpg", ".js",
       ".mov", ".mp3",  ".mp4", ".ogg", ".otf",  ".pdf",  ".png",  ".scss",  ".svg",  ".tar", ".tgz",
       ".tif", ".tiff", ".ttf", ".wav", ".webm", ".webp", ".woff", ".woff2", ".xz",   ".zip", ".zst"});
  std::string extension = path.extension().string();
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
  return std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
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
      } else if (!holds_no_article(entry.path())) {
        listing.files.push_back(entry.path().string());
      }
    }
    waiting.insert(waiting.end(), below.begin(), below.end());
  }
  std::sort(listing.files.begin() + std::ptrdiff_t(first), listing.files.end());
}

}  // namespace

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
