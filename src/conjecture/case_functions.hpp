// What an expression may ask of the mixture of a case.
#pragma once

#include <optional>
#include <vector>

#include "expression/vocabulary.hpp"
#include "model/mixture.hpp"
#include "number/interval_number.hpp"
#include "verdict/case.hpp"

namespace rigor {

/// An argument: an enclosure and, where it is rational, its exact value.
template <IntervalNumber I>
struct Argument {
  std::optional<Rational> exact;
  I enclosure;
};

/// The mixture of a case at one noise level. The functions are those of Vocabulary::of_case; all
/// are defined and continuous everywhere.
class CaseFunctions {
 public:
  /// Requires 0 < mu <= 1 and sigma > 0.
  CaseFunctions(const Case& data, const Rational& mu, const Rational& sigma);

  std::size_t dimension() const { return mixture_.dimension(); }
  const Rational& mu() const { return mixture_.mu(); }
  const Rational& sigma() const { return sigma_; }

  /// Encloses a function at arguments of one precision, one per dimension.
  template <IntervalNumber I>
  I value(Function function, std::size_t component, const std::vector<Argument<I>>& arguments,
          Precision precision) const;

 private:
  Mixture mixture_;
  Rational sigma_;
};

}  // namespace rigor
