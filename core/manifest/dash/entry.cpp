#include "core/manifest/dash/entry.h"

namespace praxino::manifest::dash {

std::string_view* Entry::attribute(std::string_view name) {
  if (name.size() != 1) return nullptr;
  switch (name.front()) {
    case 't':
      return &t;
    case 'd':
      return &d;
    case 'r':
      return &r;
    case 'n':
      return &n;
    case 'k':
      return &k;
    default:
      return nullptr;
  }
}

std::size_t behind_space(std::string_view text, std::size_t at) {
  const auto is_space = [](char letter) {
    return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
  };
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

bool take_plain(std::string_view text, std::size_t& at, Entry& entry) {
  const auto letter = [text](std::size_t place) { return place < text.size() ? text[place] : '\0'; };
  std::size_t place = at;
  if (letter(place) != '<' || letter(place + 1) != 'S') return false;
  entry = {.at = place};
  place += 2;
  for (;;) {
    const std::size_t name = behind_space(text, place);
    if (letter(name) == '/' && letter(name + 1) == '>') {
      at = name + 2;
      return true;
    }
    const char quote = letter(name + 2);
    if (name == place || letter(name) < 'a' || letter(name) > 'z') return false;
    if (letter(name + 1) != '=' || (quote != '"' && quote != '\'')) return false;
    place = name + 3;
    while (letter(place) == '-' || (letter(place) >= '0' && letter(place) <= '9')) ++place;
    if (letter(place) != quote) return false;
    std::string_view* const field = entry.attribute(text.substr(name, 1));
    // Of two of the same name the first counts.
    if (field != nullptr && field->data() == nullptr) *field = text.substr(name + 3, place - name - 3);
    ++place;
  }
}

}  // namespace praxino::manifest::dash
