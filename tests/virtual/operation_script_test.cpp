#include "operation_script.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace praxino::virtual_host {
namespace {

using nlohmann::json;

const std::filesystem::path kAssumptions = PRAXINO_ASSUMPTIONS;

json read_json(const std::filesystem::path& path) {
  std::ifstream stream(path);
  return json::parse(stream);
}

/// A record names what a step mostly leaves as it was only where it changed (e2e/assumptions/golden.ts).
json filled_in(json steps) {
  json before = json::object();
  for (json& step : steps) {
    for (const char* field : {"mediaError", "buffered", "state", "duration", "time", "offsets"}) {
      if (!step.contains(field) && before.contains(field)) step[field] = before[field];
    }
    if (!step.contains("events")) step["events"] = json::object();
    before = step;
  }
  return steps;
}

std::vector<std::string> script_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(kAssumptions / "scripts")) {
    if (entry.path().extension() == ".json") names.push_back(entry.path().stem());
  }
  std::ranges::sort(names);
  return names;
}

struct Case {
  const BrowserTraits* traits;
  std::string script;
};

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const BrowserTraits* traits : BrowserTraits::all()) {
    for (const std::string& script : script_names()) {
      const json except =
          read_json(kAssumptions / "scripts" / (script + ".json")).value("except", json::array());
      const auto is_this = [&](const json& name) { return name == traits->name; };
      if (std::none_of(except.begin(), except.end(), is_this)) all.push_back({traits, script});
    }
  }
  return all;
}

/// The virtual MSE does what the browser of that name was seen doing.
class OperationScript : public testing::TestWithParam<Case> {};

TEST_P(OperationScript, ComesOutAsInTheBrowser) {
  const Case& param = GetParam();
  const std::string browser(param.traits->name);
  const json script = read_json(kAssumptions / "scripts" / (param.script + ".json"));
  const json golden = read_json(kAssumptions / "golden" / (browser + ".json"));
  const json recorded = filled_in(golden.at(param.script));
  const std::vector<Outcome> seen = run_operation_script(script, *param.traits, kAssumptions / "media");

  ASSERT_EQ(recorded.size(), seen.size());
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const json& step = script["steps"][i];
    Outcome expected = outcome_of(recorded[i]);
    if (step.value("unsettled", false)) {
      // While an update runs, ranges may already show some of it.
      expected.buffered = seen[i].buffered;
      expected.duration = seen[i].duration;
    }
    for (const std::string& difference :
         differences(expected, seen[i], script.value("timeTolerance", 0.041))) {
      ADD_FAILURE() << "step " << i << " " << step.dump() << "\n  " << difference;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Browsers, OperationScript, testing::ValuesIn(cases()), [](const auto& param) {
  std::string name = std::string(param.param.traits->name) + "_" + param.param.script;
  std::ranges::replace(name, '-', '_');
  return name;
});

}  // namespace
}  // namespace praxino::virtual_host
