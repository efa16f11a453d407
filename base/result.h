// Result<T>: a value, or a Fault that tells a user what is wrong and what to do about it.
//
//   Result<Article> article = read_article(path);
//   if (!article) return fail("{}", article.error().message);
//
// Bad input is a Fault; an assert is for the project's own mistakes. A value type, no threads.
#pragma once

#include <fmt/format.h>

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace copydesk {

// `message` is one sentence for the user: what, where, and the remedy where there is one.
struct Fault {
  std::string message;
};

template <class T>
using Result = tl::expected<T, Fault>;

// A Fault to return: `return fail("{}: not a directory", path);`
template <class... Args>
[[nodiscard]] tl::unexpected<Fault> fail(fmt::format_string<Args...> format, Args&&... args) {
  return tl::unexpected<Fault>(Fault{fmt::format(format, std::forward<Args>(args)...)});
}

}  // namespace copydesk
