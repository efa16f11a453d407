// Names that the article itself says are one: 'Soopra AI ("Soopra" or the "Company")',
// "Advanced Guarding, Inc. (AGI)", "Acme (NASDAQ: ACM)", "Bluefin, formerly known as Red Snapper".
#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "pipeline/resolve/grouping.h"

namespace copydesk {
namespace {

constexpr std::size_t kLongestBracket = 120;
constexpr std::uint32_t kClosePair = 60;  // bytes between names that are set beside each other

constexpr std::array<std::string_view, 8> kQuoteMarks = {"\"", "“", "”", "'", "‘", "’", "``", "''"};

std::size_t quote_mark_at(std::string_view text, std::size_t at) {
  for (const std::string_view mark : kQuoteMarks) {
    if (text.substr(at).starts_with(mark)) return mark.size();
  }
  return 0;
}

// Takes white space, commas, brackets, quotes and trademark signs off both ends.
std::string_view trimmed(std::string_view text) {
  static constexpr std::string_view marks = " \t\n,()";
  for (bool again = true; again && !text.empty();) {
    again = false;
    if (marks.find(text.front()) != std::string_view::npos) {
      text.remove_prefix(1);
      again = true;
    } else if (const std::size_t quote = quote_mark_at(text, 0); quote != 0) {
      text.remove_prefix(quote);
      again = true;
    }
  }
  while (!text.empty()) {
    if (marks.find(text.back()) != std::string_view::npos) {
      text.remove_suffix(1);
      continue;
    }
    const auto mark = std::find_if(kQuoteMarks.begin(), kQuoteMarks.end(), [&](auto m) { return text.ends_with(m); });
    if (mark == kQuoteMarks.end()) break;
    text.remove_suffix(mark->size());
  }
  return text;
}

bool has_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
}

// "(NASDAQ: ACM)" → "ACM"; "" where it is no ticker.
std::string_view ticker_in(std::string_view bracket) {
  const auto colon = bracket.find(':');
  if (colon == std::string_view::npos) return {};
  std::string_view code = bracket.substr(colon + 1);
  code.remove_prefix(std::min(code.find_first_not_of(" \n"), code.size()));
  const auto end = std::min(code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ.0123456789"), code.size());
  code = code.substr(0, end);
  return code.size() <= 6 ? code : std::string_view();
}

std::size_t after_blanks(std::string_view text, std::size_t at) {
  constexpr std::string_view no_break = "\u00A0";
  while (at < text.size()) {
    if (text[at] == ' ' || text[at] == '\n') {
      ++at;
    } else if (text.substr(at).starts_with(no_break)) {
      at += no_break.size();
    } else {
      break;
    }
  }
  return at;
}

class Definitions {
 public:
  Definitions(NameGraph& graph, const ResolveWords& words) : graph_(graph), words_(words) {}

  // What follows the name up to the end of its sentence.
  void read_after(std::uint32_t form, std::string_view text, std::uint32_t start) {
    std::size_t at = after_blanks(text, 0);
    for (const std::string_view sign : {"™", "®", "©"}) {
      if (text.substr(at).starts_with(sign)) at += sign.size();
    }
    at = after_blanks(text, at);
    if (at >= text.size() || text[at] != '(') return;
    const auto close = text.substr(0, at + kLongestBracket).find(')', at);
    if (close == std::string_view::npos) return;
    read_bracket(form, text.substr(at + 1, close - at - 1), start);
  }

  // Unites each short name with the form of its company, where it stands in the text as a mention.
  void link_short_names() {
    for (const DefinedName& defined : graph_.short_names) {
      const NameClass own = graph_.forms[defined.form].name_class;
      const std::string key = parse_name(defined.word, own, words_).key();
      for (const NameClass name_class : {NameClass::organisation, NameClass::person, NameClass::place}) {
        const std::int32_t form = graph_.find(key, name_class);
        if (form < 0 || static_cast<std::uint32_t>(form) == defined.form) continue;
        graph_.unite(static_cast<std::uint32_t>(form), defined.form);
        graph_.forms[static_cast<std::size_t>(form)].defined = true;
      }
    }
  }

 private:
  void read_bracket(std::uint32_t form, std::string_view bracket, std::uint32_t start) {
    if (const auto ticker = ticker_in(bracket); !ticker.empty()) {
      graph_.short_names.push_back({form, std::string(ticker), start});
    }
    bool quoted = false;
    for (std::size_t at = 0; at < bracket.size();) {
      const std::size_t open = quote_mark_at(bracket, at);
      if (open == 0) {
        ++at;
        continue;
      }
      std::size_t end = at + open;
      while (end < bracket.size() && quote_mark_at(bracket, end) == 0) ++end;
      if (end >= bracket.size()) break;
      define(form, bracket.substr(at + open, end - at - open), start);
      quoted = true;
      at = end + quote_mark_at(bracket, end);
    }
    if (!quoted && abbreviates(bracket, graph_.forms[form].name)) define(form, bracket, start);
  }

  void define(std::uint32_t form, std::string_view name, std::uint32_t start) {
    name = trimmed(name);
    if (name.starts_with("the ") || name.starts_with("The ")) name.remove_prefix(4);
    if (!has_letter(name)) return;
    if (words_.traits(name).has(WordTrait::company_noun)) {
      std::string noun(name);
      std::transform(noun.begin(), noun.end(), noun.begin(),
                     [](unsigned char c) { return static_cast<char>(c | 0x20); });
      graph_.nouns.push_back({form, std::move(noun), start});
    } else {
      graph_.short_names.push_back({form, std::string(name), start});
    }
  }

  // "AGI" and "Pelican" of "Pelican Advanced Guarding, Inc.".
  [[nodiscard]] bool abbreviates(std::string_view text, const NameForm& name) const {
    const NameForm shorter = parse_name(text, NameClass::organisation, words_);
    if (shorter.words.empty() || shorter.words.size() >= name.words.size() + 1) return false;
    const bool prefix = std::equal(shorter.words.begin(), shorter.words.end(), name.words.begin());
    const bool same = shorter.words.size() == name.words.size();
    const bool capitals =
        shorter.acronym && shorter.words.size() == 1 && shorter.words.front().front() == name.words.front().front();
    return (prefix && !same) || capitals;
  }

  NameGraph& graph_;
  const ResolveWords& words_;
};

bool share_first_word(const Form& a, const Form& b) { return a.name.words.front() == b.name.words.front(); }

// Do the words between two names that begin alike set one against the other? "Acme and Acme Records",
// "Acme's Acme Records", "Acme Trust is a fund sponsored by Acme"; not "Acme Steel said Acme would …".
bool sets_apart(std::string_view between, const ResolveWords& words) {
  if (between.find_first_of("()\"") != std::string_view::npos || between.find("“") != std::string_view::npos)
    return false;
  bool apart = between == ", " || between.starts_with("'s ") || between.starts_with("’s ");
  bool clause = false;
  std::string_view word;
  for (std::size_t at = 0; at < between.size();) {
    const auto start = between.find_first_not_of(" ,\n", at);
    if (start == std::string_view::npos) break;
    const auto end = std::min(between.find_first_of(" ,\n", start), between.size());
    word = between.substr(start, end - start);
    const WordTraits traits = words.traits(word);
    if (traits.has(WordTrait::speech)) return false;
    clause |= traits.has(WordTrait::auxiliary);
    apart |= traits.any_of({WordTrait::conjunction, WordTrait::preposition});
    at = end;
  }
  return (apart && !clause) || word == "by" || word == "of";
}

// "Bluefin, formerly known as Red Snapper"; "Acme and its unit Acme Records".
void read_pair(NameGraph& graph, std::uint32_t a, std::uint32_t b, std::string_view between,
               const ResolveWords& words) {
  if (a == b || between.size() > kClosePair) return;
  Form& first = graph.forms[a];
  Form& second = graph.forms[b];
  const Renaming renaming = words.renaming(trimmed(between));
  if (renaming != Renaming::none && first.name_class == second.name_class) {
    graph.unite(a, b);
    if (renaming == Renaming::old) second.former = true;
    if (renaming == Renaming::now) first.former = true;
  } else if (share_first_word(first, second) && sets_apart(between, words)) {
    graph.contrast(a, b);
  }
}

// Members of one list are different companies, however they begin.
class Lists {
 public:
  explicit Lists(NameGraph& graph) : graph_(graph) {}

  void read(std::uint32_t form, bool joined) {
    if (!joined) {
      if (!members_.empty()) members_.clear();
      head_ = form;
      return;
    }
    if (members_.empty()) add(head_);
    add(form);
  }

 private:
  void add(std::uint32_t form) {
    const auto [first, fresh] = members_.emplace(graph_.forms[form].name.words.front(), form);
    if (!fresh && first->second != form) graph_.contrast(first->second, form);
  }

  NameGraph& graph_;
  std::uint32_t head_ = 0;                                  // the name that a list may begin with
  std::unordered_map<std::string, std::uint32_t> members_;  // of a list of two and more: first word → form
};

}  // namespace

void link_definitions(NameGraph& graph, const Document& document, const Segmentation& segmentation,
                      const Mentions& mentions, const ResolveWords& words) {
  Definitions definitions(graph, words);
  Lists lists(graph);
  const std::string_view text = document.text;
  std::uint32_t end_of_last = Form::nowhere;  // of the name before, in the same sentence
  std::uint32_t last = 0;
  std::uint32_t sentence = Form::nowhere;
  for (const std::uint32_t m : graph.outer) {
    if (graph.form_of[m] < 0) continue;
    const Mention& mention = mentions.all[m];
    const auto form = static_cast<std::uint32_t>(graph.form_of[m]);
    if (mention.sentence == sentence && end_of_last <= mention.span.start) {
      const std::string_view between = text.substr(end_of_last, mention.span.start - end_of_last);
      lists.read(form, list_link(between) != ListLink::none);
      read_pair(graph, last, form, between, words);
    } else {
      lists.read(form, false);
    }
    if (graph.forms[form].name_class == NameClass::organisation) {
      const std::uint32_t end = std::max(segmentation.sentences[mention.sentence].span.end, mention.span.end);
      definitions.read_after(form, text.substr(mention.span.end, end - mention.span.end), mention.span.start);
    }
    last = form;
    end_of_last = mention.span.end;
    sentence = mention.sentence;
  }
  definitions.link_short_names();
}

}  // namespace copydesk
