#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "time_ranges.h"
#include "traits.h"

namespace praxino::virtual_host {

/// What came of one step of an operation script; the fields of e2e/assumptions/golden.
struct Outcome {
  std::string error;     ///< Of what was thrown; empty for nothing.
  bool missing = false;  ///< The event that the step waits for did not come.
  int turns = 0;         ///< Of a repeated step.
  int media_error = 0;
  std::map<std::string, std::vector<std::string>> events;  ///< By target: element, source, or a sink's name.
  std::map<std::string, std::vector<TimeRange>> buffered;
  std::string state;
  double duration = 0;
  double time = 0;
  std::map<std::string, double> offsets;
};

/// Runs a script of e2e/assumptions/scripts against the virtual browser. `media` is the folder of its files.
std::vector<Outcome> run_operation_script(const nlohmann::json& script, const BrowserTraits& traits,
                                          const std::string& media);

/// A recorded outcome as the in-page runner wrote it.
Outcome outcome_of(const nlohmann::json& recorded);

/// In words, how `seen` differs from `recorded`: ranges and times by more than a frame, the rest at all.
std::vector<std::string> differences(const Outcome& recorded, const Outcome& seen, double time_tolerance);

}  // namespace praxino::virtual_host
