// SHA-256 (FIPS 180-4, by nettle) as the project writes it: 64 lower-case hex digits.
//
//   sha256_hex("")                    // "e3b0c442…7852b855"
//   Sha256 digest; digest.add("a"); digest.add("b"); digest.hex();      // that of "ab"
//
// Not thread-safe: a Sha256 belongs to whoever made it.
#pragma once

#include <nettle/sha2.h>

#include <string>
#include <string_view>

namespace copydesk {

class Sha256 {
 public:
  Sha256() { sha256_init(&state_); }
  void add(std::string_view bytes);
  // The digest of all that was added; begins anew.
  [[nodiscard]] std::string hex();

 private:
  sha256_ctx state_{};
};

[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace copydesk
