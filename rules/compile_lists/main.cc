// compile_lists RULES OUT: the index of a rule directory's word lists, made when the program is
// built so that it need not be made each time it starts.
#include <fmt/format.h>

#include <cstdio>

#include "rules/gazetteer/lists.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: compile_lists RULES OUT\n");
    return 2;
  }
  const auto rules = copydesk::RuleSet::load(argv[1]);
  if (!rules) {
    // The program itself tells the whole story of a fault.
    fmt::print(stderr, "compile_lists: {}: {}\n", argv[1], rules.error().front().message);
    return 1;
  }
  const auto saved = copydesk::gazetteer_of(*rules, {}).save(argv[2]);
  if (!saved) fmt::print(stderr, "compile_lists: {}\n", saved.error().message);
  return saved ? 0 : 1;
}
