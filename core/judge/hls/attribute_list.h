#pragma once

#include <string_view>

namespace praxino::judge::hls {

/// How an attribute breaks the grammar of lists (RFC 8216bis §4.2).
enum class Slip : unsigned char {
  none,
  empty,         ///< Nothing between two commas, or behind the last one.
  no_value,      ///< A name without '='.
  open_string,   ///< No closing quote; the value is all that is left.
  after_string,  ///< Something else than a comma behind a closing quote.
};

struct Attribute {
  std::string_view name;
  std::string_view value;  ///< Without its quotes.
  bool quoted = false;
  bool spaced = false;  ///< White space beside the name, the value or '='; it is in neither of them.
  Slip slip = Slip::none;
};

/// The attributes of a list, each with what is wrong about it.
class AttributeList {
 public:
  explicit AttributeList(std::string_view list) : rest_(list), more_(!list.empty()) {}

  bool next();
  [[nodiscard]] const Attribute& attribute() const { return attribute_; }

 private:
  void read_string();
  void end_at_comma();

  std::string_view rest_;
  bool more_;
  Attribute attribute_;
};

}  // namespace praxino::judge::hls
