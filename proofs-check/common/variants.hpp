// Statements beside a claim: what a paper prints, and what is deliberately false.
#pragma once

#include <functional>
#include <string>

#include "verdict/claim.hpp"

namespace rigor {

using Check = std::function<Outcome(const Case&, const Effort&)>;

/// What a paper prints, where it differs from the claim beside it.
Claim printed_form(const Claim& claim, std::string title, std::string statement, Source where,
                   std::string notes, Check check);

/// A deliberately false variant of a claim, refuted on an input of its own.
Claim false_variant(const Claim& claim, std::string variant, std::string title,
                    std::string statement, std::string input_name, Check check);

}  // namespace rigor
