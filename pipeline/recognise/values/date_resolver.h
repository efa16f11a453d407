// Resolves what a text says about time against its publication date and what it has said before.
//
//   DateResolver resolver(published, words, expressions);
//   resolver.resolve(expression, {.sentence = 0, .tense = Tense::past}, "last Friday");   // 2025-01-10
//
// Mentions are given in text order: each that has a date becomes the focus, which "a year earlier" or
// "the next day" counts from. How news means it: a weekday is on or before the publication unless the
// clause looks ahead; so is a bare month, quarter, season; a quarter named with its year before keeps it.
// Without a publication date what depends on it stays unresolved, in the article's own words.
// One per document; not for several threads.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "pipeline/recognise/values/expressions.h"
#include "pipeline/recognise/values/vocabulary.h"

namespace copydesk {

enum class Tense : std::uint8_t { unknown, past, future };

struct DateContext {
  std::uint32_t sentence = 0;
  Tense tense = Tense::unknown;
  bool compared = false;  // "up from last quarter": counts from the quarter spoken of
};

class DateResolver {
 public:
  DateResolver(std::optional<Day> published, const Vocabulary& words, const Expressions& expressions)
      : published_(published), words_(words), expressions_(expressions) {}

  [[nodiscard]] DateValue resolve(std::int32_t expression, const DateContext& context, std::string_view text);

 private:
  // A period, or a range of two.
  struct Extent {
    Period first;
    Period last;
  };
  using Found = std::optional<Extent>;

  [[nodiscard]] const DateExpression& at(std::int32_t index) const {
    return expressions_.dates[static_cast<std::size_t>(index)];
  }
  [[nodiscard]] Found find(const DateExpression& date);
  [[nodiscard]] Found find_fields(const DateExpression& date);
  [[nodiscard]] Found find_day(const DateExpression& date);
  [[nodiscard]] Found find_weekday(const DateExpression& date) const;
  [[nodiscard]] Found find_day_of_month(const DateExpression& date) const;
  [[nodiscard]] Found find_indexed(const DateExpression& date) const;
  [[nodiscard]] Found find_decade(const DateExpression& date) const;
  [[nodiscard]] Found find_unit(const DateExpression& date) const;
  [[nodiscard]] Found find_shift(const DateExpression& date);
  [[nodiscard]] Found find_within(const DateExpression& date);
  [[nodiscard]] Found find_nth(const DateExpression& date);
  [[nodiscard]] Found find_edge(const DateExpression& date);
  [[nodiscard]] Found find_range(const DateExpression& date);
  [[nodiscard]] Found find_span(const DateExpression& date) const;
  [[nodiscard]] Found find_holiday(const DateExpression& date) const;

  // Of periods that come round (make(year)), up to `reach` years away, the one meant: by `which`, else by the
  // tense, else the past one.
  template <class Make>
  [[nodiscard]] Found choose(Which which, int reach, Make make) const;
  [[nodiscard]] int full_year(const DateExpression& date) const;
  [[nodiscard]] std::optional<Period> focus_in_sentence() const;
  void remember(const Extent& extent);

  std::optional<Day> published_;
  const Vocabulary& words_;
  const Expressions& expressions_;
  DateContext context_;
  std::optional<Period> focus_;
  std::uint32_t focus_sentence_ = 0;
  std::array<std::optional<Period>, 4> quarters_;  // the last quarter of each index that came with its year
};

}  // namespace copydesk
