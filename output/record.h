// A Record is all that Copydesk has learnt from one article: the value every writer writes.
//
// docs/record.md describes its JSON form, schema copydesk/1. A value.
#pragma once

#include <string>

#include "corpus/article.h"
#include "pipeline/recognise/mentions.h"
#include "pipeline/relate/facts.h"
#include "pipeline/resolve/entities.h"
#include "pipeline/segment/segmentation.h"
#include "pipeline/text/document.h"

namespace copydesk {

struct Record {
  Article article;
  Document document;
  Segmentation sentences;
  Mentions mentions;
  Entities entities;
  Facts facts;
};

}  // namespace copydesk
