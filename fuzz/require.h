#pragma once

/// What a fuzz target holds to be always true; a sanitizer's trap shows where it was not.
inline void require(bool truth) {
  if (!truth) __builtin_trap();
}
