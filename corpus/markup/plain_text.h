// Plain text becomes blocks: paragraphs stand between blank lines, or one on each line where lines
// are too long to have been wrapped by hand; short lines in capitals or title case are headings;
// lines that start with "-", "*", "•" or "1." are list items.
//
//   ABOUT ACME\nAcme &amp; Sons make anvils.\n\n- in Bath\n- in York
//   heading    ABOUT ACME
//   paragraph  Acme & Sons make anvils.
//   list_item  in Bath
//   list_item  in York
#pragma once

#include <cstdint>
#include <string_view>

#include "corpus/markup/marked_builder.h"

namespace copydesk {

// Adds the blocks of `text`, a part of the builder's source.
void read_plain_text(std::string_view text, MarkedBuilder& builder);

// The level of a heading that no markup shows as one: it stands below those that markup does.
inline constexpr std::uint8_t bare_heading_level = 6;

// A short line of text that heads what follows it: all in capitals or in title case, without a stop.
//   heading_like("About Acme")      // true
//   heading_like("Acme said so.")   // false
[[nodiscard]] bool heading_like(std::string_view line);

// The bytes of the mark ("- ", "• ", "12. ") that makes `line` a list item; 0 where there is none.
[[nodiscard]] std::size_t list_mark(std::string_view line);
// The same for the bullets that Markdown does not know.
[[nodiscard]] std::size_t bullet_mark(std::string_view line);

// The item that `mark` bytes begin is not the only one of its line, which so is no item:
//   holds_next_item("1) in Bath 2) in York", 3)      // true
// Sentences part such a line; its marks stay where they are.
[[nodiscard]] bool holds_next_item(std::string_view line, std::size_t mark);

// Adds `piece`, a part of the builder's source, with HTML's character references replaced.
void copy_without_entities(std::string_view piece, MarkedBuilder& builder);

}  // namespace copydesk
