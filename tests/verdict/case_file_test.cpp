#include "verdict/case_file.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include "expression/source_text.hpp"
#include "expression/text_file.hpp"

namespace rigor {
namespace {

constexpr const char* kNoise = "[noise]\nmu = \"1/2\"\nsigma = \"1/4\"\n";

Case parse(const std::string& text, const std::filesystem::path& base = ".") {
  return read_case_text(text, "x.toml", base);
}

Case with_points(const std::string& points) {
  return parse("[data]\npoints = " + points + "\n" + kNoise);
}

Case with_noise(const std::string& noise) {
  return parse("[data]\npoints = [1, 2]\n[noise]\n" + noise);
}

std::string error_of(const std::string& text, const std::filesystem::path& base = ".") {
  try {
    parse(text, base);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

void expect_error(const std::string& text, const std::string& begin) {
  const std::string error = error_of(text);
  EXPECT_EQ(error.substr(0, begin.size()), begin) << "whole message: " << error;
}

std::string points_error(const std::string& points) {
  return error_of("[data]\npoints = " + points + "\n" + kNoise);
}

std::string noise_error(const std::string& noise) {
  return error_of("[data]\npoints = [1, 2]\n[noise]\n" + noise);
}

void expect_begin(const std::string& error, const std::string& begin) {
  EXPECT_EQ(error.substr(0, begin.size()), begin) << "whole message: " << error;
}

class TemporaryFolder {
 public:
  TemporaryFolder()
      : path_(std::filesystem::temp_directory_path() /
              ("rigor-case-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

TEST(CaseFile, TakesEveryDecimalExactly) {
  const Case found = with_points("[0.1, \"0.1234567890123456789\", -1e-3, 1_000, \"22/7\", +3.5]");
  ASSERT_EQ(found.points.size(), 6U);
  EXPECT_EQ(found.points[0][0], Rational(1, 10));
  EXPECT_EQ(to_string(found.points[1][0]), "1234567890123456789/10000000000000000000");
  EXPECT_EQ(found.points[2][0], Rational(-1, 1000));
  EXPECT_EQ(found.points[3][0], 1000);
  EXPECT_EQ(found.points[4][0], Rational(22, 7));
  EXPECT_EQ(found.points[5][0], Rational(7, 2));
  EXPECT_EQ(found.mu, Rational(1, 2));
  EXPECT_TRUE(found.sigma.is_point());
  EXPECT_EQ(found.sigma.to, Rational(1, 4));
  EXPECT_EQ(found.name, "x");
  EXPECT_EQ(found.title, "x");
}

TEST(CaseFile, TakesLiteralsAfterTextThatIsNotAscii) {
  const Case found =
      parse("title = \"σ und µ\" # ü\n[data]\npoints = [\n1, # é\n0.25]\n[noise]\nsigma = 0.5");
  EXPECT_EQ(found.title, "σ und µ");
  EXPECT_EQ(found.points[1][0], Rational(1, 4));
  EXPECT_EQ(found.mu, 1);
}

TEST(CaseFile, TakesPointsOfThePlane) {
  const Case found = with_points("[[0, \"1/3\"], [1, 0.5]]");
  EXPECT_EQ(found.dimension(), 2U);
  EXPECT_EQ(found.points[0][1], Rational(1, 3));
}

TEST(CaseFile, TakesAProgressionAndAScale) {
  const Case found =
      parse(std::string("[data]\npoints = { from = \"1\", step = \"1/2\", count = 3 }\n"
                        "scale = \"1/3\"\n") +
            kNoise);
  ASSERT_EQ(found.points.size(), 3U);
  EXPECT_EQ(found.points[2][0], Rational(2, 3));
}

TEST(CaseFile, TakesARangeOfSigma) {
  const Case open = with_noise("sigma = { from = \"0\", to = 0.1 }");
  EXPECT_TRUE(open.sigma.reaches_zero());
  EXPECT_EQ(open.sigma.to, Rational(1, 10));
  const Case closed = with_noise("sigma = { from = 0.05, to = 0.1 }");
  EXPECT_EQ(closed.sigma.from, Rational(1, 20));
}

TEST(CaseFile, ReadsADataFile) {
  const TemporaryFolder folder;
  folder.write("points.csv", "\xEF\xBB\xBF# a comment\r\n\r\n 1.5 , 2\r\n-3,1e-20 # another\r\n");
  const std::filesystem::path file =
      folder.write("two.toml", std::string("[data]\nfile = \"points.csv\"\nscale = 2\n") + kNoise);
  const Case found = read_case(file);
  ASSERT_EQ(found.points.size(), 2U);
  EXPECT_EQ(found.points[0], (std::vector<Rational>{3, 4}));
  EXPECT_EQ(to_string(found.points[1][1]), "1/50000000000000000000");
  EXPECT_EQ(found.name, "two");
  EXPECT_EQ(found.file, file.string());
}

TEST(CaseFile, HashIsSha256OfBothFiles) {
  const TemporaryFolder folder;
  folder.write("p.csv", "1\n");
  const std::string text = std::string("[data]\nfile = \"p.csv\"\n") + kNoise;
  const std::string hash = parse(text, folder.path()).hash;
  EXPECT_EQ(hash.size(), 64U);
  folder.write("p.csv", "2\n");
  EXPECT_NE(parse(text, folder.path()).hash, hash);
  EXPECT_EQ(with_points("[1]").hash, with_points("[1]").hash);
}

TEST(CaseFile, ShowsThePlaceOfAnError) {
  EXPECT_EQ(
      noise_error("mu = \"abc\"\nsigma = 1\n"),
      "x.toml:4:6: error: expected a number such as 3, -0.25, 1e-3 or 22/7, found text \"abc\"\n"
      "  mu = \"abc\"\n"
      "       ^");
}

TEST(CaseFile, NamesUnknownKeys) {
  expect_begin(noise_error("sigm = 1\n"),
               "x.toml:4:1: error: unknown key \"sigm\"; did you mean \"sigma\"?");
  expect_error("[date]\n", "x.toml:1:2: error: unknown key \"date\"; did you mean \"data\"?");
  expect_begin(points_error("{ from = 0, step = 1, cuont = 3 }"),
               "x.toml:2:32: error: unknown key \"cuont\"; did you mean \"count\"?");
  expect_begin(noise_error("sigma = { form = 0, to = 1 }"),
               "x.toml:4:11: error: unknown key \"form\"; did you mean \"from\"?");
  expect_error("xyzzy = 1\n",
               "x.toml:1:1: error: unknown key \"xyzzy\"; known here: title, data, noise");
}

TEST(CaseFile, RefusesPointsThatAreNoPoints) {
  expect_begin(
      points_error("[1, 2, 1.0]"),
      "x.toml:2:17: error: point 3 equals point 1 (line 2, column 11); points must differ");
  expect_begin(points_error("[1, nan]"), "x.toml:2:14: error: expected a finite number, found nan");
  expect_begin(points_error("[-inf]"), "x.toml:2:11: error: expected a finite number, found -inf");
  expect_begin(points_error("[\"inf\"]"),
               "x.toml:2:11: error: expected a finite number, found inf");
  expect_begin(points_error("[]"), "x.toml:2:10: error: no points");
  expect_begin(points_error("[[]]"), "x.toml:2:11: error: a point without coordinates");
  expect_begin(points_error("[1, [2]]"), "x.toml:2:14: error: expected a number like the points");
  expect_begin(points_error("[[1, 2], 3]"), "x.toml:2:19: error: expected an array of coordinates");
  expect_begin(points_error("[[1, 2], [3]]"), "x.toml:2:19: error: this point has dimension 1");
  expect_begin(points_error("[true]"),
               "x.toml:2:11: error: expected a number, found true or false");
  expect_begin(points_error("[2026-01-01]"), "x.toml:2:11: error: expected a number, found a date");
  expect_begin(points_error("[[[1]]]"), "x.toml:2:12: error: expected a number, found an array");
  expect_begin(points_error("7"), "x.toml:2:10: error: expected an array of points");
  expect_begin(points_error("[0.12345678901234567]"),
               "x.toml:2:11: error: an unquoted number with more than 15 significant digits");
  expect_begin(points_error("[0x1F]"), "x.toml:2:11: error: expected a number such as");
  expect_begin(points_error("{ from = 0, step = 0, count = 3 }"),
               "x.toml:2:29: error: with step = 0");
  expect_begin(points_error("{ from = 0, step = 1, count = 1e12 }"),
               "x.toml:2:40: error: expected at most");
  expect_begin(points_error("{ from = 0, step = 1, count = 0 }"),
               "x.toml:2:40: error: expected a positive");
  expect_begin(points_error("{ from = 0, step = 1 }"), "x.toml:2:10: error: \"count\" is missing");
}

TEST(CaseFile, RefusesNoiseThatIsNoNoise) {
  expect_begin(noise_error("sigma = 0"), "x.toml:4:9: error: expected sigma > 0");
  expect_begin(noise_error("sigma = -0.0"), "x.toml:4:9: error: expected sigma > 0");
  expect_begin(noise_error("sigma = { from = 2, to = 1 }"),
               "x.toml:4:18: error: the range of sigma is empty");
  expect_begin(noise_error("sigma = { from = -1, to = 1 }"),
               "x.toml:4:18: error: expected from >= 0");
  expect_begin(noise_error("sigma = { from = 0, to = 0 }"),
               "x.toml:4:26: error: expected sigma > 0");
  expect_begin(noise_error("sigma = { to = 1 }"), "x.toml:4:9: error: \"from\" is missing");
  expect_begin(noise_error("mu = 1.5\nsigma = 1"), "x.toml:4:6: error: expected 0 < mu <= 1");
  expect_begin(noise_error("mu = 0\nsigma = 1"), "x.toml:4:6: error: expected 0 < mu <= 1");
  expect_begin(noise_error("mu = 1"), "x.toml:3:1: error: \"sigma\" is missing");
  expect_error("[data]\npoints = [1]\n", "x.toml:3:1: error: the table [noise] is missing");
  expect_error(kNoise, "x.toml:4:1: error: the table [data] is missing");
  expect_error("data = 3\n", "x.toml:1:8: error: expected a table [data]");
  expect_error("title = 3\n", "x.toml:1:9: error: expected text in quotes, found a number");
}

TEST(CaseFile, RefusesBothOrNeitherOfPointsAndFile) {
  expect_error("[data]\npoints = [1]\nfile = \"a\"\n",
               "x.toml:3:8: error: expected either points or file");
  expect_error("[data]\nscale = 1\n", "x.toml:1:1: error: no points");
  expect_error(std::string("[data]\npoints = [1]\nscale = 0\n") + kNoise,
               "x.toml:3:9: error: expected a scale");
}

TEST(CaseFile, RefusesBadDataFiles) {
  const TemporaryFolder folder;
  const auto error = [&](const std::string& csv) {
    folder.write("p.csv", csv);
    return error_of(std::string("[data]\nfile = \"p.csv\"\n") + kNoise, folder.path());
  };
  const std::string p = (folder.path() / "p.csv").string();
  expect_begin(error("# nothing\n"), p + ":1:1: error: no points");
  expect_begin(error("1,,2\n"), p + ":1:3: error: an empty field");
  expect_begin(error("1\n2,\n"), p + ":2:3: error: an empty field");
  expect_begin(error("1\n\n1,2\n"), p + ":3:1: error: this point has dimension 2");
  expect_begin(error("velocity\n1\n"), p + ":1:1: error: expected a number such as");
  expect_begin(error("1\n2\n # c\n  1.0\n"),
               p + ":4:3: error: point 3 equals point 1 (line 1, column 1)");
  expect_begin(error(std::string("1\n2\0\n", 5)), p + ":2:2: error: a NUL byte");
  expect_begin(error("1\n\xFF\n"), p + ":2:1: error: expected UTF-8");
  expect_begin(error("1e999999999\n"), p + ":1:1: error: expected a number");
  expect_error("[data]\nfile = \"no-such.csv\"\n",
               "x.toml:2:8: error: data file \"./no-such.csv\": no such file");
  expect_error("[data]\nfile = \"/\"\n", "x.toml:2:8: error: data file \"/\": is a directory");
  expect_error("[data]\nfile = \"\"\n", "x.toml:2:8: error: data file");
}

TEST(CaseFile, RefusesWhatIsNoText) {
  expect_error(std::string("title = \"a\0b\"", 13), "x.toml:1:11: error: a NUL byte");
  expect_error("title = \"\xC0\x80\"", "x.toml:1:10: error: expected UTF-8");
  expect_error("title = \"\xED\xA0\x80\"", "x.toml:1:10: error: expected UTF-8");
  expect_error("[data\n", "x.toml:1:6: error: ");
  expect_error("title = abc\n", "x.toml:1:9: error: expected a number, or text in quotes");
  expect_error("title = 1\ntitle = 2\n", "x.toml:2:");
  expect_error("", "x.toml:1:1: error: the table [data] is missing");
}

TEST(CaseFile, RefusesFilesThatAreNone) {
  const auto error = [](const std::filesystem::path& path) {
    try {
      read_case(path);
    } catch (const InputError& fault) {
      return std::string(fault.what());
    }
    return std::string();
  };
  EXPECT_EQ(error("/no/such.toml"), "/no/such.toml: error: no such file");
  EXPECT_EQ(error("/"), "/: error: is a directory, expected a file");
}

TEST(CaseFile, RefusesAHugeLineQuicklyWithoutEchoingIt) {
  const TemporaryFolder folder;
  const std::filesystem::path file =
      folder.write("long.toml", "title = \"\"\n# " + std::string(100'000'000, 'x'));
  const auto start = std::chrono::steady_clock::now();
  try {
    read_case(file);
    FAIL();
  } catch (const InputError& error) {
    const std::string message = error.what();
    expect_begin(message, file.string() + ":2:1048577: error: the line is longer than 1 MiB");
    EXPECT_LT(message.size(), 500U);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(CaseFile, RefusesAHugeFile) {
  EXPECT_THROW(checked_text("big", std::string(kLargestFile + 1, '\n')), InputError);
}

TEST(CaseFile, ReadsALargeDataFileQuickly) {
  const TemporaryFolder folder;
  std::string csv;
  for (int i = 0; i < 100'000; ++i) csv += std::to_string(i) + "." + std::to_string(i % 977) + "\n";
  folder.write("p.csv", csv);
  const auto start = std::chrono::steady_clock::now();
  const Case found = parse(std::string("[data]\nfile = \"p.csv\"\n") + kNoise, folder.path());
  EXPECT_EQ(found.points.size(), 100'000U);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

// Mutations of a good file are read or refused, and nothing else.
TEST(CaseFile, SurvivesAnything) {
  const std::string good =
      std::string("title = \"t\"\n[data]\npoints = [1, \"2/3\", -0.5e1]\nscale = 2\n") +
      "[noise]\nmu = 0.5\nsigma = { from = 0, to = \"1/4\" }\n";
  std::mt19937 random(20260102);
  const auto pick = [&](std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
  };
  const std::string letters = "[]{}\"'=,.#-+e019ntinf \n\t\xC3\xFF\x01";
  int read = 0;
  for (int round = 0; round < 5'000; ++round) {
    std::string text = good;
    for (std::size_t changes = 1 + pick(3); changes > 0; --changes) {
      const std::size_t at = pick(text.size());
      switch (pick(3)) {
        case 0:
          text[at] = letters[pick(letters.size())];
          break;
        case 1:
          text.erase(at, 1 + pick(4));
          break;
        default:
          text.insert(at, 1, letters[pick(letters.size())]);
      }
    }
    try {
      parse(text);
      ++read;
    } catch (const InputError&) {
    }
  }
  EXPECT_GT(read, 100);
}

TEST(SourceText, CutsLongLinesAroundThePlace) {
  const SourceText source("f", std::string(500, 'a') + "ü" + std::string(500, 'b'));
  const std::string message = InputError(source, 502, "here").what();
  EXPECT_EQ(message.substr(0, 20), "f:1:502: error: here");
  const std::size_t caret = message.find('^') - message.rfind('\n');
  EXPECT_EQ(caret, 3U + 3U + 60U);
  EXPECT_LT(message.size(), 300U);
}

TEST(SourceText, PlacesAndOffsetsAgree) {
  const SourceText source("f", "aé\nb\r\n\nπx");
  EXPECT_EQ(source.line_count(), 4U);
  EXPECT_EQ(source.line(2), "b");
  for (std::size_t offset : {0U, 1U, 3U, 4U, 7U, 8U, 10U}) {
    EXPECT_EQ(source.offset(source.place(offset)), offset);
  }
  EXPECT_EQ(source.place(10).column, 2U);
}

}  // namespace
}  // namespace rigor
