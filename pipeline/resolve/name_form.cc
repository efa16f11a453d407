#include "pipeline/resolve/name_form.h"

#include <algorithm>

#include "rules/gazetteer/fold.h"

namespace copydesk {
namespace {

using gazetteer::CharacterKind;
using gazetteer::FoldedCharacter;
using gazetteer::read_character;

bool word_at(std::string_view text, std::size_t at) {
  return at < text.size() && read_character(text, at).kind == CharacterKind::word;
}

// True where the full stop at `at` is inside or at the end of "A.G.P.".
bool continues_initials(std::string_view text, std::size_t at, bool dotted, std::size_t word_size) {
  if (!dotted && word_size != 1) return false;
  if (!word_at(text, at + 1)) return dotted;
  const std::size_t after = at + 1 + read_character(text, at + 1).size;
  return !word_at(text, after);
}

bool opens_aside(std::string_view rest) {
  return rest.starts_with("“") || rest.starts_with('"') || rest.starts_with('(');
}
bool closes_aside(std::string_view rest) {
  return rest.starts_with("”") || rest.starts_with('"') || rest.starts_with(')');
}

struct SplitName {
  std::vector<std::string> words;
  std::vector<std::string> aside;  // words in quotes or brackets
  bool domain = false;             // a full stop inside a word
};

class Splitter {
 public:
  Splitter(std::string_view text, bool asides) : text_(text), asides_(asides) {}

  SplitName split() && {
    for (std::size_t at = 0; at < text_.size();) at = step(at);
    finish();
    if (out_.words.empty()) std::swap(out_.words, out_.aside);
    return std::move(out_);
  }

 private:
  std::size_t step(std::size_t at) {
    if (const char c = gazetteer::ascii_word[static_cast<unsigned char>(text_[at])]; c != 0) {
      word_ += c;
      return at + 1;
    }
    const FoldedCharacter c = read_character(text_, at);
    const std::size_t next = at + c.size;
    switch (c.kind) {
      case CharacterKind::word: word_.append(c.folded.data(), c.folded_size); break;
      case CharacterKind::apostrophe: {
        // "Acme's" is "acme"; "O'Neil" is "oneil".
        const bool possessive =
            next < text_.size() && (text_[next] == 's' || text_[next] == 'S') && !word_at(text_, next + 1);
        if (!possessive) break;
        finish();
        return next + 1;
      }
      case CharacterKind::full_stop:
        if (continues_initials(text_, at, dotted_, word_.size())) {
          dotted_ = true;
          break;
        }
        if (!word_.empty() && word_at(text_, next)) out_.domain = true;
        finish();
        break;
      case CharacterKind::ampersand:
        finish();
        word_ = "and";
        finish();
        break;
      case CharacterKind::space:
      case CharacterKind::hyphen: finish(); break;
      case CharacterKind::symbol:
        finish();
        if (!asides_) break;
        if (in_aside_ ? closes_aside(text_.substr(at)) : opens_aside(text_.substr(at))) in_aside_ = !in_aside_;
        break;
    }
    return next;
  }

  void finish() {
    dotted_ = false;
    if (word_.empty()) return;
    (in_aside_ ? out_.aside : out_.words).push_back(std::move(word_));
    word_.clear();
  }

  std::string_view text_;
  bool asides_;
  std::string word_;
  bool dotted_ = false;
  bool in_aside_ = false;
  SplitName out_;
};

void drop_suffixes(NameForm& form, const ResolveWords& traits) {
  auto& words = form.words;
  if (form.domain && words.size() > 2 && words.front() == "www") words.erase(words.begin());
  const std::size_t before = words.size();
  while (words.size() > 1) {
    const WordTraits last = traits.traits(words.back());
    const bool dropped_one = words.size() < before;
    if (last.has(WordTrait::legal))
      form.legal = true;
    else if (last.has(WordTrait::soft))
      form.soft = true;
    else if (!(form.domain && !dropped_one && last.has(WordTrait::tld)) &&
             !(dropped_one && (words.back() == "and" || words.back() == "de")))
      break;
    form.dropped.insert(form.dropped.begin(), words.back().front());
    words.pop_back();
  }
}

void drop_titles(NameForm& form, const ResolveWords& traits) {
  auto& words = form.words;
  while (words.size() > 1) {
    const WordTraits first = traits.traits(words.front());
    if (!first.has(WordTrait::title)) break;
    form.feminine |= first.has(WordTrait::feminine);
    form.masculine |= first.has(WordTrait::masculine);
    words.erase(words.begin());
  }
  while (words.size() > 1 && traits.traits(words.back()).has(WordTrait::credential)) words.pop_back();
  if (words.size() > 2 && words.back() == "d" && words[words.size() - 2] == "ph") words.resize(words.size() - 2);
  if (words.size() < 3) return;
  const auto initial = [](const std::string& word) { return word.size() == 1; };
  words.erase(std::remove_if(words.begin() + 1, words.end() - 1, initial), words.end() - 1);
}

bool is_acronym(std::string_view surface) {
  std::size_t capitals = 0;
  for (const char c : surface) {
    if (c >= 'A' && c <= 'Z')
      ++capitals;
    else if (c != '.' && c != '&')
      return false;
  }
  return capitals >= 2 && capitals <= 6;
}

// "dario" of "DarioHealth": a capital, small letters, a capital; empty where the name is not so written.
std::string first_hump(std::string_view surface) {
  std::size_t end = 1;
  while (end < surface.size() && surface[end] >= 'a' && surface[end] <= 'z') ++end;
  const bool hump = end > 1 && end < surface.size() && surface[end] >= 'A' && surface[end] <= 'Z' &&
                    surface[0] >= 'A' && surface[0] <= 'Z';
  if (!hump) return {};
  std::string out(surface.substr(0, end));
  out[0] = static_cast<char>(out[0] | 0x20);
  return out;
}

}  // namespace

std::string NameForm::key() const {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

std::string NameForm::squashed() const {
  std::string out;
  for (const std::string& word : words) out += word;
  return out;
}

NameForm parse_name(std::string_view surface, NameClass name_class, const ResolveWords& words) {
  const bool person = name_class == NameClass::person;
  // What follows a person's name after a comma is a credential: "Dan Gilbert, Ph.D."
  if (person) surface = surface.substr(0, surface.find(','));
  SplitName split = Splitter(surface, person).split();
  NameForm form;
  form.words = std::move(split.words);
  form.domain = split.domain;
  form.acronym = is_acronym(surface);
  form.first_hump = first_hump(surface);
  if (form.words.size() > 1 && form.words.front() == "the") form.words.erase(form.words.begin());
  if (person) {
    form.nicknames = std::move(split.aside);
    drop_titles(form, words);
  } else if (name_class == NameClass::organisation) {
    drop_suffixes(form, words);
  }
  return form;
}

std::string initials(const std::vector<std::string>& words, bool all, const ResolveWords& traits) {
  std::string out;
  for (const std::string& word : words) {
    if (!all && (word == "and" || traits.traits(word).has(WordTrait::preposition))) continue;
    out += word.front();
  }
  return out;
}

ListLink list_link(std::string_view between) {
  if (between == ", ") return ListLink::comma;
  const bool conjunction = between == " and " || between == ", and " || between == " & " || between == " or ";
  return conjunction ? ListLink::conjunction : ListLink::none;
}

}  // namespace copydesk
