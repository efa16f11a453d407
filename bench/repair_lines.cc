// Repairs the encoding of each line of standard input as a document of its own and prints it: what
// bench/mojibake_damage.py holds against ftfy.
#include <iostream>
#include <string>

#include "pipeline/normalise/steps.h"

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    const auto edited = copydesk::repair_mojibake(line);
    std::cout << (edited ? edited->text : line) << '\n';
  }
}
