#include "pipeline/recognise/recogniser.h"

namespace copydesk {

Result<Recogniser> Recogniser::create(const RuleSet& rules, Gazetteer gazetteer) {
  auto names = NameRecogniser::create(rules, std::move(gazetteer));
  if (!names) return tl::unexpected(names.error());
  auto values = ValueRecogniser::create(rules);
  if (!values) {
    std::string text;
    for (const RuleFault& fault : values.error()) text += (text.empty() ? "" : "\n") + fault.text();
    return fail("{}", text);
  }
  return Recogniser(std::move(*values), std::move(*names));
}

void Recogniser::recognise(const ValueContext& context, const Document& document, const Segmentation& segmentation,
                           Mentions& mentions) {
  mentions = {};
  values_.recognise(context, document, segmentation, mentions);
  names_.recognise(document, segmentation, mentions);
}

}  // namespace copydesk
