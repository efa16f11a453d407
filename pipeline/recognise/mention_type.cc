#include "pipeline/recognise/mentions.h"

namespace copydesk {

const char* name_of(MentionType type) {
  switch (type) {
    case MentionType::company: return "company";
    case MentionType::person: return "person";
    case MentionType::place: return "place";
    case MentionType::product: return "product";
    case MentionType::organisation: return "organisation";
    case MentionType::date: return "date";
    case MentionType::money: return "money";
    case MentionType::number: return "number";
  }
  return "";
}

}  // namespace copydesk
