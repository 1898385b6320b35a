// The re-checker of certificates: the shared test vectors, and corruption of them.
#include "second_engine/certificate.hpp"

#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

namespace rigor::second_engine {
namespace {

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

std::vector<std::filesystem::path> vectors(const std::string& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator("tests/recheck/" + folder)) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::string digest(const std::string& text) {
  unsigned char bytes[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_Digest(text.data(), text.size(), bytes, &size, EVP_sha256(), nullptr);
  std::string result;
  for (unsigned int i = 0; i < size; ++i) {
    result += "0123456789abcdef"[bytes[i] / 16];
    result += "0123456789abcdef"[bytes[i] % 16];
  }
  return result;
}

// The lines of a certificate without the last one.
std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  lines.pop_back();
  return lines;
}

// A certificate of these lines with the right digest.
std::string sealed(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text + "end " + digest(text) + '\n';
}

// `variables`, terms, formula and proof, each a list of lines.
std::string certificate(const std::vector<std::string>& variables,
                        const std::vector<std::string>& terms,
                        const std::vector<std::string>& formula,
                        const std::vector<std::string>& proof) {
  std::vector<std::string> lines = {"rigor-certificate/1", "verdict verified", "statement"};
  const auto part = [&lines](const std::string& name, const std::vector<std::string>& list) {
    lines.push_back(name + ' ' + std::to_string(list.size()));
    lines.insert(lines.end(), list.begin(), list.end());
  };
  part("variables", variables);
  part("terms", terms);
  part("formula", formula);
  lines.push_back("proof");
  lines.insert(lines.end(), proof.begin(), proof.end());
  return sealed(lines);
}

// The proof of one atom T REL 0 of the last term.
Recheck recheck_atom(const std::vector<std::string>& variables,
                     const std::vector<std::string>& terms, const std::string& relation,
                     std::vector<std::string> proof) {
  const std::string last = std::to_string(terms.size() - 1);
  proof.insert(proof.begin(), {"atoms 1", "atom " + last + ' ' + relation});
  return recheck_certificate(
      certificate(variables, terms, {"atom " + last + ' ' + relation + " 0"}, proof));
}

TEST(Certificate, AcceptsTheValidVectors) {
  const auto paths = vectors("certificates");
  ASSERT_GE(paths.size(), 30U);
  for (const auto& path : paths) {
    const Recheck result = recheck_certificate(bytes_of(path));
    EXPECT_TRUE(result.accepted) << path << ": line " << result.line << ": " << result.reason;
    EXPECT_GE(result.leaves, 1U) << path;
  }
}

// The certificates beside the claims are those of cases/conjectures/lemmas.toml.
TEST(Certificate, LemmasOfClaimsAreProved) {
  std::istringstream collection(bytes_of("cases/conjectures/lemmas.toml"));
  std::string name, statement;
  std::size_t count = 0;
  for (std::string line; std::getline(collection, line);) {
    const auto value_of = [&line](const std::string& key) {
      const std::string start = key + " = \"";
      return line.starts_with(start) ? line.substr(start.size(), line.size() - start.size() - 1)
                                     : "";
    };
    if (line.starts_with("name")) name = value_of("name");
    if (line.starts_with("statement")) statement = value_of("statement");
    if (!line.starts_with("expected")) continue;
    const std::string text = bytes_of("proofs-check/certificates/" + name + ".txt");
    EXPECT_NE(text.find("\nstatement " + statement + '\n'), std::string::npos) << name;
    const Recheck result = recheck_certificate(text);
    EXPECT_TRUE(result.accepted) << name << ": line " << result.line << ": " << result.reason;
    EXPECT_EQ(result.violated, value_of("expected") == "violated") << name;
    ++count;
  }
  EXPECT_GE(count, 20U);
}

TEST(Certificate, RejectsTheFalseVectors) {
  const auto paths = vectors("false");
  ASSERT_GE(paths.size(), 50U);
  for (const auto& path : paths) {
    const Recheck result = recheck_certificate(bytes_of(path));
    EXPECT_FALSE(result.accepted) << path;
    EXPECT_FALSE(result.reason.empty()) << path;
  }
}

TEST(Certificate, RejectsEveryChangedByteAndEveryTruncation) {
  for (const auto& path : vectors("certificates")) {
    const std::string text = bytes_of(path);
    std::mt19937 random(7);
    for (int i = 0; i < 40; ++i) {
      std::string changed = text;
      changed[random() % changed.size()] ^= static_cast<char>(1U << random() % 7);
      EXPECT_FALSE(recheck_certificate(changed).accepted) << path << '\n' << changed;
      EXPECT_FALSE(recheck_certificate(text.substr(0, random() % text.size())).accepted) << path;
    }
  }
}

// With the digest computed anew; a line that is missing, doubled or moved leaves no certificate,
// but where the two neighbours are alike.
TEST(Certificate, RejectsMissingAndDoubledLines) {
  for (const auto& path : vectors("certificates")) {
    const std::vector<std::string> lines = lines_of(bytes_of(path));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].starts_with('#') || lines[i].starts_with("face")) continue;
      std::vector<std::string> fewer = lines, more = lines;
      fewer.erase(fewer.begin() + static_cast<long>(i));
      more.insert(more.begin() + static_cast<long>(i), lines[i]);
      EXPECT_FALSE(recheck_certificate(sealed(fewer)).accepted)
          << path << " without line " << i + 1;
      EXPECT_FALSE(recheck_certificate(sealed(more)).accepted) << path << " twice line " << i + 1;
    }
  }
}

// Words exchanged at random, with the right digest: nothing crashes, and most are rejected.
TEST(Certificate, SurvivesRandomWords) {
  std::vector<std::string> words;
  std::vector<std::vector<std::string>> all;
  for (const auto& path : vectors("certificates")) {
    all.push_back(lines_of(bytes_of(path)));
    for (const std::string& line : all.back()) {
      if (line.starts_with("statement")) continue;
      std::istringstream stream(line);
      for (std::string word; stream >> word;) words.push_back(word);
    }
  }
  std::mt19937 random(11);
  int accepted = 0;
  for (int i = 0; i < 4000; ++i) {
    std::vector<std::string> lines = all[random() % all.size()];
    std::string& line = lines[3 + random() % (lines.size() - 3)];
    std::vector<std::string> parts;
    std::istringstream stream(line);
    for (std::string word; stream >> word;) parts.push_back(word);
    if (parts.empty()) continue;
    parts[random() % parts.size()] = words[random() % words.size()];
    line.clear();
    for (const std::string& part : parts) line += (line.empty() ? "" : " ") + part;
    accepted += recheck_certificate(sealed(lines)).accepted ? 1 : 0;
  }
  EXPECT_LT(accepted, 1000);  // some words make no difference: bits, the place of a split
}

TEST(Certificate, SurvivesAnyBytes) {
  std::mt19937 random(13);
  for (int i = 0; i < 300; ++i) {
    std::string text = i % 2 == 0 ? "" : "rigor-certificate/1\nverdict verified\nstatement\n";
    const std::size_t size = random() % 400;
    for (std::size_t k = 0; k < size; ++k) text += static_cast<char>(random() % 256);
    EXPECT_FALSE(recheck_certificate(text).accepted);
  }
  EXPECT_FALSE(recheck_certificate("").accepted);
  EXPECT_FALSE(recheck_certificate(std::string(1000, '\n')).accepted);
}

TEST(Certificate, DeepProofsAndTermsNeedNoStack) {
  std::vector<std::string> proof;
  constexpr int kDepth = 30000;
  for (int i = 0; i < kDepth; ++i) proof.push_back("split 0 1/2 both");
  EXPECT_FALSE(recheck_atom({"forall real [0 1]"}, {"var 0"}, ">=", proof).accepted);
  std::vector<std::string> terms = {"var 0"};
  for (int i = 0; i < kDepth; ++i) terms.push_back("neg " + std::to_string(i));
  EXPECT_TRUE(recheck_atom({"forall real [0 1]"}, terms, ">=", {"interval 53"}).accepted);
  std::vector<std::string> formula = {"atom 0 >= 0"};
  for (int i = 0; i < kDepth; ++i)
    formula.push_back("or " + std::to_string(i) + ' ' + std::to_string(i));
  EXPECT_FALSE(recheck_certificate(certificate({"forall real [0 1]"}, {"var 0"}, formula,
                                               {"atoms 1", "atom 0 >=", "interval 53"}))
                   .accepted);
}

TEST(Certificate, HugeNumbersAreRejectedOrBounded) {
  const std::string huge(30000, '9');
  EXPECT_FALSE(recheck_atom({"forall real [0 1]"}, {"num " + huge}, ">", {"interval 53"}).accepted);
  std::vector<std::string> tower = {"num 1000"};
  for (int i = 0; i < 20; ++i) tower.push_back("pow " + std::to_string(i) + " 1000");
  EXPECT_TRUE(recheck_atom({}, tower, ">", {"interval 53"}).accepted);
  for (const char* f : {"exp", "sin", "atan", "log", "erf", "tanh", "sinh", "root"}) {
    std::vector<std::string> terms = tower;
    terms.push_back(std::string(f) + " 20" + (std::string(f) == "root" ? " 3" : ""));
    terms.push_back("abs 21");
    EXPECT_TRUE(recheck_atom({}, terms, ">=", {"interval 53"}).accepted) << f;
  }
  EXPECT_FALSE(recheck_atom({"forall real [0 1]"}, {"var 0", "pow 0 999999999"}, ">", {"positive"})
                   .accepted);
}

// -abs(x) vanishes at 0 with sign(0) = 0 in the place of its derivative, and is not >= 0.
TEST(Certificate, PiecesOfAbsAndMinAtTheirEdge) {
  const std::vector<std::string> unit = {"forall real [0 1]"};
  EXPECT_FALSE(
      recheck_atom(unit, {"num 0", "var 0", "abs 1", "neg 2"}, ">=", {"zero 2 1 0 0"}).accepted);
  EXPECT_FALSE(
      recheck_atom(unit, {"num 0", "var 0", "neg 1", "min 2 0"}, ">=", {"zero 2 1 0 0"}).accepted);
  EXPECT_TRUE(recheck_atom(unit, {"num 0", "var 0", "abs 1"}, ">=", {"zero 1 1 0 0"}).accepted);
}

// tan pi = 0, sin pi = 0: the operand isn't 0.
TEST(Certificate, NonzeroFlags) {
  const std::vector<std::string> wide = {"forall real (0 7/2]"};
  EXPECT_FALSE(recheck_atom(wide, {"var 0", "sin 0", "pow 1 2"}, ">", {"interval 53"}).accepted);
  EXPECT_TRUE(
      recheck_atom({"forall real (0 3]"}, {"var 0", "sin 0", "pow 1 2"}, ">", {"interval 53"})
          .accepted);
  EXPECT_TRUE(recheck_atom(wide, {"var 0", "pow 0 2"}, ">", {"interval 53"}).accepted);
  EXPECT_FALSE(
      recheck_atom({"forall real [0 3]"}, {"var 0", "pow 0 2"}, ">", {"interval 53"}).accepted);
}

// Between the integers 0 and 2 the face rule would need the derivative where x is not an integer.
TEST(Certificate, IntegerSidesAreRealForDerivatives) {
  EXPECT_TRUE(recheck_atom({"forall integer [1/2 5]"}, {"var 0", "num 1", "sub 0 1"},
                           ">=", {"face 0 lower 53", "interval 53"})
                  .accepted);
  EXPECT_FALSE(recheck_atom({"forall integer [1/2 5]"}, {"var 0", "num 2", "sub 0 1"},
                            ">=", {"face 0 lower 53", "interval 53"})
                   .accepted);
}

// On (0, 1] the atom x > 0 holds; not at the end 0, which the rule `face` adds.
TEST(Certificate, ProvedAtomsHoldOnlyOnTheirBox) {
  const std::vector<std::string> side = {"forall real (0 1]"};
  const std::vector<std::string> terms = {"var 0", "num 1",   "sub 1 0",
                                          "log 0", "mul 3 3", "add 4 1"};
  const auto proof = [](const std::string& rule) {
    return std::vector<std::string>{"atoms 2",  "atom 0 >", "interval 53",
                                    "atom 5 >", rule,       "interval 53"};
  };
  EXPECT_FALSE(
      recheck_certificate(certificate(side, terms, {"atom 5 > 0"}, proof("face 0 lower 53")))
          .accepted);
  EXPECT_TRUE(
      recheck_certificate(certificate(side, terms, {"atom 5 > 0"}, proof("face 0 upper 53")))
          .accepted);
}

// 1/x falls to the limit 0; 1/x - 1 falls as well, to -1.
TEST(Certificate, ALimitHasToBeNonnegative) {
  const auto recheck = [](const std::vector<std::string>& terms) {
    return recheck_atom({"forall real [2 oo)"}, terms, ">=", {"limit 0 upper 3", "interval 53"});
  };
  std::vector<std::string> terms = {"var 0", "pow 0 2", "num 1", "div 2 1", "div 2 0"};
  EXPECT_TRUE(recheck(terms).accepted);
  terms.push_back("sub 4 2");
  EXPECT_EQ(recheck(terms).reason, "limit: the limit is not shown to be >= 0");
}

// exists v forall p exists w: v = w and w = p: w found first, then v.
TEST(Certificate, ARootDependsOnNothingLater) {
  const std::vector<std::string> variables = {"exists real [0 2]", "forall real [0 1]",
                                              "exists real [-1 2]"};
  const std::vector<std::string> terms = {"var 0", "var 1", "var 2", "sub 2 1", "sub 0 2"};
  const std::vector<std::string> formula = {"atom 3 = 0", "atom 4 = 0", "and 0 1"};
  EXPECT_FALSE(recheck_certificate(certificate(variables, terms, formula,
                                               {"root 1 2 53 -1 2", "atom 3 =",
                                                "root 1 0 53 -1/2 3/2", "atom 4 =", "atoms 0"}))
                   .accepted);
  EXPECT_FALSE(recheck_certificate(certificate(variables, terms, formula,
                                               {"root 1 2 53 -1 2", "atom 3 =", "root 1 0 53 0 2",
                                                "atom 4 =", "atoms 0"}))
                   .accepted);
}

}  // namespace
}  // namespace rigor::second_engine
