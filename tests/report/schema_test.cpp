// Validates generated reports against docs/schema/rigor-report-1.schema.json with an independent
// validator (python3-jsonschema of Debian), and checks that mutated reports are refused.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

#include "report/json.hpp"
#include "report/sample.hpp"

namespace rigor {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// A directory of its own, removed at the end.
class Workspace {
 public:
  Workspace() {
    std::string pattern = (fs::temp_directory_path() / "rigor-schema-XXXXXX").string();
    dir_ = mkdtemp(pattern.data());
  }
  ~Workspace() { fs::remove_all(dir_); }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(dir_ / name) << text;
  }
  const fs::path& dir() const { return dir_; }

 private:
  fs::path dir_;
};

/// The validator's exit status: 0 if every valid-*.json is accepted and every invalid-*.json
/// refused.
int validate(const Workspace& workspace) {
  const fs::path here = fs::path(__FILE__).parent_path();
  const fs::path schema = here / "../../docs/schema/rigor-report-1.schema.json";
  const std::string command = "/usr/bin/python3 '" + (here / "validate.py").string() + "' '" +
                              schema.string() + "' '" + workspace.dir().string() + "'";
  return std::system(command.c_str());
}

TEST(Schema, AcceptsReportsAndRefusesMutations) {
  const Workspace workspace;
  auto run = sample::run_all();
  const json report = json::parse(to_json(run));
  workspace.write("valid-full.json", report.dump());
  run.results.clear();
  run.complete = false;
  workspace.write("valid-interrupted.json", to_json(run));

  const std::vector<std::function<void(json&)>> mutations = {
      [](json& r) { r["extra"] = 1; },
      [](json& r) { r.erase("complete"); },
      [](json& r) { r["schema"] = "rigor-report/2"; },
      [](json& r) { r["version"] = "one"; },
      [](json& r) { r["settings"]["jobs"] = 2; },
      [](json& r) { r["settings"]["max_bits"] = 24; },
      [](json& r) { r["cases"][0]["sha256"] = "abc"; },
      [](json& r) { r["cases"][0]["mu"] = "0.5"; },
      [](json& r) { r["cases"][0]["n"] = -1; },
      [](json& r) { r["cases"][0]["sigma"]["to"] = 0.25; },
      [](json& r) { r["results"][0]["seconds"] = 0.1; },
      [](json& r) { r["results"][0]["verdict"] = "proved"; },
      [](json& r) { r["results"][0]["scope"] = "all"; },
      [](json& r) { r["results"][0]["kind"] = "false_variant"; },
      [](json& r) { r["results"][0]["id"] = "WAVE 1"; },
      [](json& r) { r["results"][0]["reason"] = ""; },
      [](json& r) { r["results"][0]["bits"] = 52; },
      [](json& r) { r["results"][0].erase("witness"); },
      [](json& r) { r["results"][0]["margin"]["lower"] = 0.12; },
      [](json& r) { r["results"][0]["margin"]["lower"] = "nan"; },
      [](json& r) { r["results"][0]["margin"]["upper"] = "0x1p-3"; },
      [](json& r) { r["results"][0]["margin"]["middle"] = "0.12"; },
      [](json& r) { r["results"][0]["quantities"][0]["lower"] = "1,1"; },
      [](json& r) { r["results"][0]["quantities"][0].erase("digits_reached"); },
      [](json& r) { r["results"][0]["hypotheses"][0]["verdict"] = "true"; },
      [](json& r) { r["results"][0]["rests_on"] = json::array({""}); },
      [](json& r) { r["results"][0]["plots"] = json::array(); },
      [](json& r) { r["results"][0]["plots"][0]["curves"][0]["boxes"][0].erase(3); },
      [](json& r) { r["results"][4]["witness"]["confirmed"] = "yes"; },
      [](json& r) { r["results"][4]["source"]["version"] = -1; },
  };
  for (std::size_t i = 0; i < mutations.size(); ++i) {
    json mutant = report;
    mutations[i](mutant);
    ASSERT_NE(mutant, report) << "mutation " << i << " changes nothing";
    workspace.write("invalid-" + std::to_string(i) + ".json", mutant.dump());
  }
  EXPECT_EQ(validate(workspace), 0) << "see the validator's lines above";
}

}  // namespace
}  // namespace rigor
