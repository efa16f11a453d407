#include "pipeline/text/document.h"

namespace copydesk {

const char* name_of(BlockKind kind) {
  switch (kind) {
    case BlockKind::title: return "title";
    case BlockKind::heading: return "heading";
    case BlockKind::paragraph: return "paragraph";
    case BlockKind::list_item: return "list_item";
    case BlockKind::table_cell: return "table_cell";
    case BlockKind::quote: return "quote";
    case BlockKind::caption: return "caption";
    case BlockKind::contact: return "contact";
    case BlockKind::boilerplate: return "boilerplate";
  }
  return "";
}

}  // namespace copydesk
