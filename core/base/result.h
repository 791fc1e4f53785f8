#pragma once

#include <cstdint>
#include <expected>

namespace praxino {

/// What is wrong with input that we were given. The world's failures (a 404, a full disk) are events, not
/// faults.
enum class Fault : std::uint8_t {
  truncated,    ///< The input ends before what it announces.
  malformed,    ///< The input breaks its format's grammar.
  unsupported,  ///< Well formed, and something that we do not do.
  too_large,    ///< A count or size beyond what we are willing to hold.
  missing,      ///< Something required is not there.
};

/// A fault and its place: a byte offset or a line, as the reader's header says. `what` is a literal.
struct Error {
  Fault fault = Fault::malformed;
  std::uint64_t where = 0;
  const char* what = "";

  bool operator==(const Error&) const = default;
};

template <typename T>
using Result = std::expected<T, Error>;

[[nodiscard]] inline std::unexpected<Error> fail(Fault fault, std::uint64_t where, const char* what) {
  return std::unexpected(Error{fault, where, what});
}

}  // namespace praxino
