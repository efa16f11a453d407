// Which files a command's PATH arguments name.
//
//   Listing listing = list_files({"posts", "note.md", "-"});
//   listing.files;    // "posts/a.md", "posts/sub/b.md", "note.md", "-"
//   listing.faults;   // "posts/private: cannot be listed: Permission denied"
//
// A file that is named is always taken. In a directory all files are, in the order of their paths'
// bytes, but hidden ones and those whose extension says that they hold no
// article (pictures, sound, archives, programs' sources). Directories behind symbolic links are
// passed over. What can't be listed is a fault, and the rest goes on.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace copydesk {

struct Listing {
  std::vector<std::string> files;
  std::vector<Fault> faults;
};

[[nodiscard]] Listing list_files(const std::vector<std::string>& paths);

}  // namespace copydesk
