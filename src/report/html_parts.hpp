// Small pieces of the HTML report that several of its sections use.
#pragma once

#include <string>
#include <string_view>

#include "verdict/runner.hpp"

namespace rigor {

/// The verdict with a sign, so that colour is not alone: "✓ verified".
std::string badge(Verdict verdict);

/// The same as a link to #`target`.
std::string badge_link(Verdict verdict, const std::string& target);

/// An enclosure in short, with its two full ends in the title attribute.
std::string enclosure_html(const Enclosure& value);

/// Escaped text whose $...$ are formulas; elsewhere "<=" and "sigma" become signs and Greek
/// letters, except in options and file names.
std::string prose_html(std::string_view text);

/// Fragment names of a claim's section and of its block for one case.
std::string claim_anchor(const Claim& claim);
std::string result_anchor(const Result& result);

/// "Proposition 2, as printed in arXiv:2502.03435v1", with a link; for the statements that no paper
/// prints, "Rigor's own statement" and what it belongs to.
std::string source_html(const Source& source);

/// "0 &lt; σ ≤ 1/8000".
std::string sigma_html(const SigmaRange& sigma);

}  // namespace rigor
