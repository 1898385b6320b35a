#include "report/json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/sample.hpp"

namespace rigor {
namespace {

using nlohmann::json;

TEST(ReportJson, SameBytesForAnyNumberOfThreads) {
  const std::string one = to_json(sample::run_all(1));
  EXPECT_EQ(one, to_json(sample::run_all(2)));
  EXPECT_EQ(one, to_json(sample::run_all(5)));
}

TEST(ReportJson, HasTheKeysOfTheSchemaInOrder) {
  const auto report = nlohmann::ordered_json::parse(to_json(sample::run_all()));
  const auto& result = report.at("results").at(0);
  std::string keys;
  for (const auto& [key, value] : result.items()) keys += key + " ";
  EXPECT_EQ(keys,
            "id claim part kind case source verdict scope margin quantities hypotheses witness "
            "reason parts rests_on bits plots ");
  EXPECT_EQ(result.at("id"), "WAVE-1.a");
  EXPECT_EQ(result.at("bits"), 128);
  EXPECT_EQ(report.at("cases").at(1).at("sigma").at("to"), "1/8");
}

TEST(ReportJson, WritesNullForWhatIsAbsent) {
  const json report = json::parse(to_json(sample::run_all()));
  const json& result = report.at("results").at(0);
  EXPECT_TRUE(result.at("witness").is_null());
  EXPECT_TRUE(result.at("reason").is_null());
  EXPECT_TRUE(report.at("results").at(4).at("part").is_null());
}

TEST(ReportJson, ReadsBackWhatItWrote) {
  const auto run = sample::run_all();
  const Report report = read_json(to_json(run));
  ASSERT_EQ(report.results.size(), run.results.size());
  EXPECT_TRUE(report.complete);
  EXPECT_EQ(report.cases.at(0).sha256, std::string(64, 'a'));
  for (std::size_t i = 0; i < run.results.size(); ++i) {
    const Result& written = run.results[i];
    const ReportResult& read = report.results[i];
    EXPECT_EQ(read.id, written.claim->id());
    EXPECT_EQ(read.case_name, written.case_name);
    EXPECT_EQ(read.kind, written.claim->kind);
    EXPECT_EQ(read.verdict, written.outcome.verdict);
    EXPECT_EQ(read.scope, written.outcome.scope);
    EXPECT_EQ(read.margin.has_value(), written.outcome.margin.has_value());
    EXPECT_EQ(read.quantities.size(), written.outcome.quantities.size());
    EXPECT_EQ(read.reason, written.outcome.reason);
    EXPECT_EQ(read.bits, written.outcome.bits);
  }
}

std::string error_of(const std::string& text) {
  try {
    read_json(text);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "no error";
}

TEST(ReportJson, SaysWhatIsWrongWithAFile) {
  EXPECT_EQ(error_of("{"), "not a JSON text: byte 2");
  EXPECT_EQ(error_of("[]"), "the report: expected an object");
  EXPECT_EQ(error_of("{}"), "the report: expected the key \"schema\"");
  EXPECT_EQ(error_of(R"({"schema": "rigor-report/2"})"), "schema: expected \"rigor-report/1\"");
  json report = json::parse(to_json(sample::run_all()));
  report["results"][1]["verdict"] = "proved";
  EXPECT_EQ(error_of(report.dump()),
            "results[1].verdict: expected verified, violated, inconclusive or inapplicable");
  report["results"][1].erase("verdict");
  EXPECT_EQ(error_of(report.dump()), "results[1]: expected the key \"verdict\"");
  report["results"] = 3;
  EXPECT_EQ(error_of(report.dump()), "results: expected an array");
}

TEST(ReportJson, TimesStandApart) {
  const auto run = sample::run_all();
  EXPECT_EQ(to_json(run).find("seconds"), std::string::npos);
  EXPECT_EQ(json::parse(timing_json(run)).at("results").size(), run.results.size());
}

}  // namespace
}  // namespace rigor
