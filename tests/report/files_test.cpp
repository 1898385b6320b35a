#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

#include "report/json.hpp"
#include "report/report.hpp"
#include "report/sample.hpp"

namespace rigor {
namespace {

namespace fs = std::filesystem;

class ReportFiles : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "rigor-report-XXXXXX").string();
    dir_ = mkdtemp(pattern.data());
  }
  void TearDown() override { fs::remove_all(dir_); }

  static std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::set<std::string> names() const {
    std::set<std::string> out;
    for (const auto& entry : fs::directory_iterator(dir_)) out.insert(entry.path().filename());
    return out;
  }

  fs::path dir_;
};

TEST_F(ReportFiles, WritesFourFilesAndNothingElse) {
  const auto run = sample::run_all();
  write_report(run, dir_ / "new" / "folder");
  EXPECT_EQ(read(dir_ / "new/folder/report.json"), to_json(run));
  write_report(run, dir_);
  EXPECT_EQ(names(), (std::set<std::string>{"index.html", "new", "report.json", "report.tex",
                                            "timing.json"}));
}

TEST_F(ReportFiles, ReplacesAnOldReport) {
  std::ofstream(dir_ / "report.json") << "old";
  write_report(sample::run_all(), dir_);
  EXPECT_EQ(read(dir_ / "report.json"), to_json(sample::run_all()));
}

TEST_F(ReportFiles, AFailureLeavesTheOldFileAndNoTemporary) {
  fs::create_directory(dir_ / "taken");
  std::ofstream(dir_ / "taken" / "inside") << "x";
  EXPECT_THROW(write_atomically(dir_ / "taken", "text"), fs::filesystem_error);
  EXPECT_THROW(write_atomically(dir_ / "absent" / "file", "text"), fs::filesystem_error);
  EXPECT_EQ(names(), std::set<std::string>{"taken"});
  EXPECT_EQ(read(dir_ / "taken" / "inside"), "x");
}

}  // namespace
}  // namespace rigor
