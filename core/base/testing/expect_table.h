#pragma once

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace praxino::testing_tables {

/// What was seen of a machine is what its table says, no more and no less.
inline void expect_table(const std::set<std::string>& seen, const std::set<std::string>& table) {
  for (const std::string& one : seen) EXPECT_TRUE(table.contains(one)) << "not in the table: " << one;
  for (const std::string& one : table) EXPECT_TRUE(seen.contains(one)) << "never seen: " << one;
}

}  // namespace praxino::testing_tables
