#include "core/judge/hls/attribute_list.h"

#include <algorithm>

#include "core/base/text.h"

namespace praxino::judge::hls {
namespace {

/// Trims, and tells whether there was anything to be trimmed.
bool trim(std::string_view& text) {
  const std::size_t size = text.size();
  text = text::trim(text);
  return text.size() != size;
}

}  // namespace

bool AttributeList::next() {
  if (!more_) return false;
  attribute_ = {};
  const std::size_t stop = std::min(rest_.find_first_of("=,"), rest_.size());
  attribute_.name = rest_.substr(0, stop);
  attribute_.spaced = trim(attribute_.name);
  if (stop == rest_.size() || rest_[stop] == ',') {
    attribute_.slip = attribute_.name.empty() ? Slip::empty : Slip::no_value;
    rest_.remove_prefix(stop);
    end_at_comma();
    return true;
  }
  rest_.remove_prefix(stop + 1);
  const std::size_t value = rest_.find_first_not_of(" \t");
  if (value != std::string_view::npos && rest_[value] == '"') {
    attribute_.spaced = attribute_.spaced || value != 0;
    rest_.remove_prefix(value + 1);
    read_string();
  } else {
    attribute_.value = rest_.substr(0, rest_.find(','));
    rest_.remove_prefix(attribute_.value.size());
    attribute_.spaced = trim(attribute_.value) || attribute_.spaced;
  }
  end_at_comma();
  return true;
}

void AttributeList::read_string() {
  attribute_.quoted = true;
  const std::size_t end = rest_.find('"');
  attribute_.value = rest_.substr(0, end);
  if (end == std::string_view::npos) {
    attribute_.slip = Slip::open_string;
    rest_ = {};
    return;
  }
  rest_.remove_prefix(end + 1);
  std::string_view tail = rest_.substr(0, rest_.find(','));
  rest_.remove_prefix(tail.size());
  attribute_.spaced = trim(tail) || attribute_.spaced;
  if (!tail.empty()) attribute_.slip = Slip::after_string;
}

void AttributeList::end_at_comma() {
  more_ = !rest_.empty();
  if (more_) rest_.remove_prefix(1);
}

}  // namespace praxino::judge::hls
