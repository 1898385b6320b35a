// Every registered claim can be reported: its texts are there, and its formulas are in the subset
// of LaTeX that the report renders.
#include <gtest/gtest.h>

#include "proofs-check/all_claims.hpp"
#include "report/html_parts.hpp"
#include "report/math.hpp"
#include "verdict/registry.hpp"

namespace rigor {
namespace {

TEST(Registry, IsWellFormed) {
  const auto fault = registry_fault(all_claims());
  EXPECT_FALSE(fault) << *fault;
}

TEST(Registry, EveryStatementRenders) {
  for (const Claim& claim : all_claims()) {
    EXPECT_NO_THROW(to_mathml(claim.statement, MathStyle::display)) << claim.id();
  }
}

TEST(Registry, EveryTextRenders) {
  for (const Claim& claim : all_claims()) {
    std::vector<std::string> texts = claim.hypotheses;
    texts.insert(texts.end(), {claim.title, claim.scope, claim.notes, claim.source.where});
    for (const std::string& text : texts) {
      EXPECT_NO_THROW(prose_html(text)) << claim.id() << ": " << text;
    }
  }
}

TEST(Registry, EveryClaimSaysWhatItIs) {
  for (const Claim& claim : all_claims()) {
    EXPECT_FALSE(claim.title.empty()) << claim.id();
    EXPECT_FALSE(claim.statement.empty()) << claim.id();
    EXPECT_FALSE(claim.source.where.empty()) << claim.id();
    EXPECT_FALSE(claim.kind == Kind::claim && claim.scope.empty()) << claim.id();
    EXPECT_FALSE(claim.kind != Kind::claim && claim.own_input && claim.input_name.empty())
        << claim.id();
  }
}

}  // namespace
}  // namespace rigor
