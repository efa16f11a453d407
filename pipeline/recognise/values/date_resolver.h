// Resolves what a text says about time against its publication date and what it has said before.
//
//   DateResolver resolver(published, words, expressions);
//   resolver.resolve(expression, clause);   // 2025-01-10 for "last Friday"
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

#include "pipeline/recognise/values/clause.h"
#include "pipeline/recognise/values/expressions.h"
#include "pipeline/recognise/values/vocabulary.h"

namespace copydesk {

class DateResolver {
 public:
  DateResolver(std::optional<Day> published, const Vocabulary& words, const Expressions& expressions)
      : published_(published), words_(words), expressions_(expressions) {}

  // nullopt where the words turn out to be no date ("in two years" in a clause that does not look ahead).
  [[nodiscard]] std::optional<DateValue> resolve(std::int32_t expression, const Clause& clause);

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
  [[nodiscard]] Found find_same_of(const DateExpression& part, const DateExpression& year, const Period& outer) const;
  [[nodiscard]] Found find_nth(const DateExpression& date);
  [[nodiscard]] Found find_edge(const DateExpression& date);
  [[nodiscard]] Found find_range(const DateExpression& date);
  [[nodiscard]] Found find_span(const DateExpression& date) const;
  [[nodiscard]] Found find_holiday(const DateExpression& date) const;

  // Of periods that come round (make(year)), up to `reach` years away, the one meant: by `which`, else by how
  // the clause leans and which is nearer.
  template <class Make>
  [[nodiscard]] Found choose(Which which, int reach, Make make) const;
  [[nodiscard]] int full_year(const DateExpression& date) const;
  [[nodiscard]] std::optional<Period> focus_in_sentence() const;
  [[nodiscard]] std::optional<int> year_spoken_of(Which which) const;
  void remember_year(int year);
  [[nodiscard]] std::optional<Period> quarter_spoken_of() const;
  void remember(const DateExpression& date, const Extent& extent);
  [[nodiscard]] bool compares(const DateExpression& date) const;
  [[nodiscard]] bool is_any_day(const DateExpression& date) const;
  [[nodiscard]] bool is_any_period(const DateExpression& date) const;
  [[nodiscard]] bool runs_now(const DateExpression& date, const Period& known) const;
  [[nodiscard]] double lean() const;
  [[nodiscard]] bool looks_ahead() const { return lean() > 0; }
  [[nodiscard]] bool looks_back() const { return lean() < 0; }

  std::optional<Day> published_;
  const Vocabulary& words_;
  const Expressions& expressions_;
  const Clause* clause_ = nullptr;                 // of the mention being resolved
  mutable std::optional<double> lean_;             // of that clause, once asked for
  std::optional<Period> focus_;                    // the date last spoken of
  std::uint32_t focus_sentence_ = 0;               // where that sentence starts
  std::uint32_t focus_end_ = 0;                    // where that mention ends
  std::optional<int> scene_year_;                  // of a sentence that begins with a year: "In 2021, …"
  std::optional<int> sentence_year_;               // the latest year named in the sentence
  std::optional<int> recent_year_;                 // the latest year named a moment ago that is not yet to come
  std::uint32_t recent_year_end_ = 0;              // where that mention ends
  std::optional<Period> main_quarter_;             // the latest quarter named that is not yet to come
  std::optional<Period> sentence_quarter_;         // the latest quarter named in the sentence
  std::array<std::optional<Period>, 4> quarters_;  // of each index, the latest with its year that is not yet to come
};

}  // namespace copydesk
