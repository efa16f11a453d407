// Which files a command's PATH arguments name.
//
//   Listing listing = list_files({"posts", "note.md", "-"});
//   listing.files;    // "posts/a.md", "posts/sub/b.md", "note.md", "-"
//   listing.faults;   // "posts/private: cannot be listed: Permission denied"
//   listing.note();   // "passed over 3 files that are no article by name (.json 2, README 1); to read one, name it"
//
// A file that is named is always taken. In a directory those are whose extension says that they may hold an
// article (.md .markdown .txt .text .html .htm .xhtml), in the order of their paths' bytes, save hidden ones
// and READMEs. Directories behind symbolic links are passed over. What can't be listed is a fault, and the
// rest goes on.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"

namespace copydesk {

struct Listing {
  std::vector<std::string> files;
  std::vector<Fault> faults;
  std::map<std::string, std::size_t> passed_over;  // ".json" → how many; "README"; "none" without an extension

  // What was passed over, for the person who named the directory; "" where nothing was.
  [[nodiscard]] std::string note() const;
};

[[nodiscard]] Listing list_files(const std::vector<std::string>& paths);

}  // namespace copydesk
