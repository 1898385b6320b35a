// The template of docs/adding-a-claim.md compiles, is verified, and is quoted to the letter.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "proofs-check/big_step/named_inputs.hpp"
#include "verdict/claim.hpp"

rigor::Claim my_lemma();

namespace {

std::string contents(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(TemplateClaim, IsVerified) {
  rigor::Budget budget(1000);
  const rigor::Effort effort{rigor::Precision{128}, 15, &budget};
  const rigor::Outcome outcome = my_lemma().check(rigor::big_step::input_C(), effort);
  EXPECT_EQ(outcome.verdict, rigor::Verdict::verified);
  EXPECT_FALSE(outcome.wants_precision);
}

TEST(TemplateClaim, IsQuotedInTheDocumentation) {
  const std::string source = contents("tests/claims/template_claim.cpp");
  ASSERT_FALSE(source.empty());
  EXPECT_NE(contents("docs/adding-a-claim.md").find("```cpp\n" + source + "```"),
            std::string::npos);
}

}  // namespace
