#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "core/judge/hls/attribute_list.h"
#include "core/judge/hls/context.h"

namespace praxino::judge::hls {

/// The attributes of one tag, read against its table.
class Values {
 public:
  explicit Values(std::span<const Definition> table) : table_(table) {}

  /// Whether it is there, well formed or not.
  [[nodiscard]] bool has(std::string_view name) const;
  /// Its value where it is of its type and has no reference to a variable, so that it can be judged.
  [[nodiscard]] std::optional<std::string_view> text(std::string_view name) const;
  [[nodiscard]] std::string_view text_or(std::string_view name, std::string_view otherwise = "") const;
  [[nodiscard]] std::optional<std::uint64_t> integer(std::string_view name) const;
  [[nodiscard]] std::optional<Micros> seconds(std::string_view name) const;
  [[nodiscard]] bool is(std::string_view name, std::string_view value) const { return text(name) == value; }
  [[nodiscard]] bool is_quoted(std::string_view name) const;
  /// The names of all attributes of the table that are there, in its order.
  template <typename Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < table_.size(); ++i) {
      if (values_[i].present) visit(table_[i].name, values_[i].text);
    }
  }
  /// EXT-X-DATERANGE's attributes that begin with "X-", not yet judged.
  [[nodiscard]] const std::vector<Attribute>& extensions() const { return extensions_; }

 private:
  friend Values read_attributes(const TagInfo& tag, std::string_view list, std::uint64_t line,
                                Context& context);
  struct Value {
    std::string_view text;
    bool present = false;
    bool usable = false;
    bool quoted = false;
  };
  [[nodiscard]] const Value* value(std::string_view name) const;

  std::span<const Definition> table_;
  std::array<Value, most_attributes> values_{};
  std::vector<Attribute> extensions_;
};

/// Reads a tag's list and tells all that is wrong with it: grammar, names, types, and what is missing.
Values read_attributes(const TagInfo& tag, std::string_view list, std::uint64_t line, Context& context);

/// Whether a value is of the type that is defined for it and may be judged further; tells where it is not.
bool judge_value(const Definition& definition, const Attribute& attribute, std::uint64_t line,
                 Context& context);
/// A string in a tag of any kind, or a URI's line: only a URI's characters.
void judge_uri(std::string_view uri, std::string_view of, std::uint64_t line, Context& context);
/// The tag lacks an attribute that it has to have.
void tell_missing(const TagInfo& tag, std::string_view name, std::uint64_t line, Context& context);

}  // namespace praxino::judge::hls
