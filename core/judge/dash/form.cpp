#include "core/judge/dash/form.h"

#include <algorithm>
#include <vector>

#include "core/base/sort.h"
#include "core/base/text.h"
#include "core/judge/dash/rules/xml.h"

namespace praxino::judge::dash {
namespace {

constexpr std::string_view mark = "\xEF\xBB\xBF";
constexpr std::string_view white_space = " \t\r\n";
constexpr std::size_t most_levels = 256;
constexpr std::size_t most_things = 4'000'000;  // Elements and attributes.
constexpr std::size_t most_attributes = 256;    // Of one element.

bool starts_name(char letter) {
  const char small = text::lower(letter);
  return (small >= 'a' && small <= 'z') || letter == '_' || letter == ':' || (letter & 0x80) != 0;
}

bool continues_name(char letter) {
  return starts_name(letter) || (letter >= '0' && letter <= '9') || letter == '-' || letter == '.';
}

/// How many bytes the UTF-8 character at the front has; 0 where it is none that XML allows.
std::size_t character_at(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : std::uint32_t{0};
  };
  const std::uint32_t first = byte(0);
  if (first < 0x80) return first >= 0x20 || first == '\t' || first == '\r' || first == '\n' ? 1 : 0;
  if (first < 0xC2 || first > 0xF4) return 0;
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  std::uint32_t code = first & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
    code = code << 6 | (byte(i) & 0x3F);
  }
  const std::uint32_t least = size == 4 ? 0x10000 : size == 3 ? 0x800 : 0x80;
  const bool surrogate = code >= 0xD800 && code < 0xE000;
  if (code < least || code > 0x10FFFF || surrogate || (code | 1) == 0xFFFF) return 0;
  return size;
}

class Scanner {
 public:
  Scanner(std::string_view text, Report& report) : text_(text), report_(report) {}

  bool scan();

 private:
  bool scan_markup();
  bool scan_tag();
  bool scan_end_tag();
  bool scan_attribute(std::size_t tag);
  bool scan_instruction();
  bool scan_doctype();
  bool skip_past(std::string_view end, const char* what);
  void check_characters();
  void check_references(std::size_t begin, std::size_t end);
  void check_text(std::size_t begin, std::size_t end);
  void check_attribute_names(std::size_t tag);
  std::string_view take_name();
  bool skip_space();
  [[nodiscard]] bool at(std::string_view what) const { return text_.substr(place_).starts_with(what); }
  bool refuse(std::size_t place, std::string detail) {
    report_.tell(xml_rules.not_an_mpd, place, std::move(detail));
    return false;
  }
  bool refuse_size(std::size_t place, std::string detail) {
    report_.tell(xml_rules.too_large, place, std::move(detail));
    return false;
  }

  std::string_view text_;
  Report& report_;
  std::size_t place_ = 0;
  std::size_t things_ = 0;
  bool has_root_ = false;
  std::vector<std::string_view> open_;
  std::vector<std::string_view> attributes_;
};

bool Scanner::skip_space() {
  const std::size_t begin = place_;
  place_ = std::min(text_.find_first_not_of(white_space, place_), text_.size());
  return place_ != begin;
}

std::string_view Scanner::take_name() {
  const std::size_t begin = place_;
  if (place_ < text_.size() && starts_name(text_[place_])) {
    while (place_ < text_.size() && continues_name(text_[place_])) ++place_;
  }
  return text_.substr(begin, place_ - begin);
}

bool Scanner::skip_past(std::string_view end, const char* what) {
  const std::size_t found = text_.find(end, place_);
  if (found == std::string_view::npos) return refuse(place_, std::string(what) + " without an end");
  place_ = found + end.size();
  return true;
}

/// The first byte that is no UTF-8, and the first character that XML does not allow.
void Scanner::check_characters() {
  bool bytes = false;
  bool controls = false;
  for (std::size_t i = 0; i < text_.size() && !(bytes && controls);) {
    const std::size_t size = character_at(text_.substr(i));
    if (size == 0 && (text_[i] & 0x80) != 0) {
      if (!bytes) report_.tell(xml_rules.encoding, i, "a byte that begins no UTF-8 character");
      bytes = true;
    } else if (size == 0) {
      if (!controls) report_.tell(xml_rules.not_well_formed, i, "a control character");
      controls = true;
    }
    i += std::max<std::size_t>(size, 1);
  }
}

void Scanner::check_references(std::size_t begin, std::size_t end) {
  const std::string_view part = text_.substr(begin, end - begin);
  for (std::size_t i = part.find('&'); i != std::string_view::npos; i = part.find('&', i + 1)) {
    std::size_t stop = i + 1;
    while (stop < part.size() && (continues_name(part[stop]) || part[stop] == '#')) ++stop;
    const std::string_view name = part.substr(i + 1, stop - i - 1);
    if (name.empty() || stop == part.size() || part[stop] != ';') {
      report_.tell(xml_rules.not_well_formed, begin + i, "'&' that begins no reference");
    } else if (name.front() == '#') {
      const bool hex = name.size() > 2 && name[1] == 'x';
      const char* digits = hex ? "0123456789abcdefABCDEF" : "0123456789";
      const std::string_view number = name.substr(hex ? 2 : 1);
      if (number.empty() || number.find_first_not_of(digits) != std::string_view::npos)
        report_.tell(xml_rules.not_well_formed, begin + i, quote(name));
    } else if (name != "amp" && name != "lt" && name != "gt" && name != "quot" && name != "apos") {
      report_.tell(xml_rules.entity, begin + i, quote(name));
    }
  }
}

void Scanner::check_text(std::size_t begin, std::size_t end) {
  const std::string_view part = text_.substr(begin, end - begin);
  if (open_.empty()) {
    const std::size_t other = part.find_first_not_of(white_space);
    if (other != std::string_view::npos)
      report_.tell(xml_rules.not_well_formed, begin + other, "text outside the root element");
    return;
  }
  if (const std::size_t end_of_data = part.find("]]>"); end_of_data != std::string_view::npos)
    report_.tell(xml_rules.not_well_formed, begin + end_of_data, "']]>' in a text");
  check_references(begin, end);
}

bool Scanner::scan_instruction() {
  const std::size_t begin = place_;
  place_ += 2;
  const std::string_view target = take_name();
  if (target.empty()) return refuse(begin, "a processing instruction without a name");
  if (!skip_past("?>", "a processing instruction")) return false;
  if (!text::equal_ignoring_case(target, "xml")) return true;
  if (begin != (text_.starts_with(mark) ? mark.size() : 0)) {
    report_.tell(xml_rules.not_well_formed, begin, "an XML declaration that is not at the very beginning");
    return true;
  }
  const std::string_view declaration = text_.substr(begin, place_ - begin);
  const std::size_t encoding = declaration.find("encoding");
  if (encoding == std::string_view::npos) return true;
  std::string_view value = declaration.substr(encoding);
  const std::size_t open = value.find_first_of("'\"");
  if (open == std::string_view::npos) return true;
  value.remove_prefix(open + 1);
  value = value.substr(0, value.find_first_of("'\""));
  if (!text::equal_ignoring_case(value, "utf-8") && !text::equal_ignoring_case(value, "us-ascii"))
    report_.tell(xml_rules.declared_encoding, begin, quote(value));
  return true;
}

bool Scanner::scan_doctype() {
  const std::size_t begin = place_;
  if (has_root_)
    report_.tell(xml_rules.not_well_formed, begin, "a document type declaration in the document");
  std::size_t levels = 0;  // Of < and [, which nest here as they please.
  for (; place_ < text_.size(); ++place_) {
    const char letter = text_[place_];
    if (letter == '"' || letter == '\'') {
      place_ = text_.find(letter, place_ + 1);
      if (place_ == std::string_view::npos) break;
    } else if (at("<!--")) {
      if (!skip_past("-->", "a comment")) return false;
      --place_;
    } else if (letter == '<' || letter == '[') {
      ++levels;
    } else if ((letter == '>' || letter == ']') && --levels == 0) {
      ++place_;
      const bool entities = text_.substr(begin, place_ - begin).find("<!ENTITY") != std::string_view::npos;
      report_.tell(xml_rules.doctype, begin, entities ? "with entities" : "");
      return true;
    }
  }
  return refuse(begin, "a document type declaration without an end");
}

bool Scanner::scan_end_tag() {
  const std::size_t begin = place_;
  place_ += 2;
  const std::string_view name = take_name();
  skip_space();
  if (!at(">")) return refuse(begin, "an end tag without '>'");
  ++place_;
  if (open_.empty()) return refuse(begin, "an end tag that ends nothing: " + quote(name));
  if (open_.back() != name)
    return refuse(begin, quote(name) + " ends where " + quote(open_.back()) + " is open");
  open_.pop_back();
  return true;
}

bool Scanner::scan_attribute(std::size_t tag) {
  const std::size_t begin = place_;
  const std::string_view name = take_name();
  skip_space();
  if (name.empty() || !at("=")) return refuse(begin, "a tag with something that is no attribute");
  ++place_;
  skip_space();
  if (!at("'") && !at("\"")) return refuse(begin, "an attribute without quotes: " + quote(name));
  const std::size_t value = place_ + 1;
  const std::size_t end = text_.find(text_[place_], value);
  if (end == std::string_view::npos) return refuse(tag, "an attribute without an end: " + quote(name));
  if (text_.substr(value, end - value).find('<') != std::string_view::npos)
    report_.tell(xml_rules.not_well_formed, begin, "'<' in an attribute");
  check_references(value, end);
  place_ = end + 1;
  attributes_.push_back(name);
  return true;
}

void Scanner::check_attribute_names(std::size_t tag) {
  if (attributes_.size() < 2) return;
  sort(attributes_, [](std::string_view a, std::string_view b) { return a < b; });
  for (std::size_t i = 1; i < attributes_.size(); ++i) {
    if (attributes_[i] == attributes_[i - 1])
      report_.tell(xml_rules.not_well_formed, tag,
                   "an attribute that stands twice: " + quote(attributes_[i]));
  }
}

bool Scanner::scan_tag() {
  const std::size_t begin = place_++;
  const std::string_view name = take_name();
  if (name.empty()) return refuse(begin, "'<' that begins no tag");
  if (open_.empty() && has_root_) return refuse(begin, "a second root element: " + quote(name));
  has_root_ = true;
  attributes_.clear();
  while (true) {
    const bool parted = skip_space();
    if (at(">") || at("/>")) break;
    if (place_ == text_.size()) return refuse(begin, "a tag without an end: " + quote(name));
    if (!parted) return refuse(place_, "no white space before an attribute");
    if (!scan_attribute(begin)) return false;
    if (attributes_.size() > most_attributes) return refuse_size(begin, "attributes of an element");
  }
  check_attribute_names(begin);
  things_ += 1 + attributes_.size();
  const bool empty = text_[place_] == '/';
  if (!empty) open_.push_back(name);
  place_ += empty ? 2 : 1;
  if (open_.size() > most_levels) return refuse_size(begin, "levels");
  return things_ <= most_things || refuse_size(begin, "elements and attributes");
}

bool Scanner::scan_markup() {
  const std::size_t begin = place_;
  if (at("<!--")) {
    place_ += 4;
    if (!skip_past("-->", "a comment")) return false;
    const std::string_view comment = text_.substr(begin + 4, place_ - begin - 5);
    if (const std::size_t dashes = comment.find("--"); dashes + 2 < comment.size())
      report_.tell(xml_rules.not_well_formed, begin + 4 + dashes, "'--' in a comment");
    return true;
  }
  if (at("<![CDATA[")) {
    if (open_.empty()) return refuse(begin, "text outside the root element");
    return skip_past("]]>", "a CDATA section");
  }
  if (at("<!DOCTYPE")) return scan_doctype();
  if (at("<?")) return scan_instruction();
  return at("</") ? scan_end_tag() : scan_tag();
}

bool Scanner::scan() {
  const std::size_t zero = text_.find('\0');
  if (zero != std::string_view::npos) {
    report_.tell(xml_rules.encoding, zero, "a zero byte");
    return false;
  }
  check_characters();
  if (text_.starts_with(mark)) place_ = mark.size();
  while (place_ < text_.size()) {
    const std::size_t begin = place_;
    place_ = std::min(text_.find('<', place_), text_.size());
    check_text(begin, place_);
    if (place_ < text_.size() && !scan_markup()) return false;
  }
  if (!open_.empty()) return refuse(text_.size(), quote(open_.back()) + " is not ended");
  return has_root_ || refuse(0, "no root element");
}

}  // namespace

bool is_xml(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return true;
  if (text.starts_with(mark)) text.remove_prefix(mark.size());
  if (text.starts_with(std::string_view("\0<", 2))) return true;
  return text::trim(text.substr(0, 4096)).starts_with('<');
}

bool check_form(std::string_view text, Report& report) { return Scanner(text, report).scan(); }

}  // namespace praxino::judge::dash
