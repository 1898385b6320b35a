// Counterexamples to printed statements that the tool finds by itself.
//
// A search starts from random data and random parameters, changes them in floating point until the
// statement seems to fail, rounds what it has found to short numbers, and proves the violation with
// intervals and with the second engine. It knows no counterexample.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/seeded_random.hpp"
#include "proofs-check/big_step/guess_network.hpp"
#include "proofs-check/big_step/setting.hpp"
#include "proofs-check/second_engine/arb_network.hpp"
#include "verdict/claim.hpp"

namespace rigor::big_step {

/// For Claim::search of Proposition 9, 10 and 7 as printed. They search until the budget is spent.
Outcome search_weight(std::uint64_t seed, const Effort& effort);
Outcome search_ntk(std::uint64_t seed, const Effort& effort);
Outcome search_tvlb(std::uint64_t seed, const Effort& effort);

/// Makes one start: a case that seems to violate the statement, if one was found.
using Propose = std::function<std::optional<Case>(SeededRandom& random, Budget& budget)>;

/// The first proposal that `prove` proves to be a counterexample, at rising precision.
Outcome search_until_proved(std::uint64_t seed, const Effort& effort, const Propose& propose,
                            const std::function<Outcome(const Case&, const Effort&)>& prove);

/// A network on two atoms, both mirror images of themselves, with (2/m) (1/m) sum_l |w_l| weight(l)
/// above the largest eigenvalue of G; weight is asked of the groups of the network.
std::optional<Case> propose_low_sharpness(
    SeededRandom& random, Budget& budget,
    const std::function<double(const PlainMixture&, const NetworkGuess&, std::size_t)>& weight);

/// A network on n atoms with sigma^2 R <= 1/(16 n) and (1/m) sum_l |w_l| weight(tau_l) below the
/// bound, where lengths are in units of sigma.
std::optional<Case> propose_low_variation(
    SeededRandom& random, Budget& budget, std::size_t atoms,
    const std::function<double(const PlainMixture&, double)>& weight,
    const std::function<double(const PlainMixture&)>& bound);

/// The place y, a point of the closed cell [c_i, c_{i+1}], i counted from 1.
struct CellPoint {
  std::size_t i;
  Rational y;
};

/// Data of two to eight atoms on which pi(y) seems to be below the bound (mu Delta / n^2) (1/2 -
/// exp(-delta^2/2 sigma^2)) factor(n, i) at an end or the middle of a cell.
std::optional<Case> propose_low_weight(
    SeededRandom& random, Budget& budget,
    const std::function<Rational(std::size_t n, std::size_t i)>& factor);

/// min(i^2 (i-1)/2, (n-i)^2 (n-i+1)/2), the factor that Proposition 9 prints.
Rational printed_cell_factor(std::size_t n, std::size_t i);

/// Proposition 9 as printed, at one place.
Outcome refute_printed_weight(const Case& input, const CellPoint& at, const Effort& effort);

/// Points x_1 < x_2 < ..., mu and sigma in short numbers, with delta / sigma near `gap`.
Case propose_points(SeededRandom& random, std::size_t count, double gap);

/// The number with `decimals` digits after the point, and the one with `digits` significant digits,
/// nearest to a finite x.
Rational rounded_to_decimals(double x, int decimals);
Rational rounded_to_digits(double x, int digits);

/// Data and network of a case as the coordinates of a witness; equal neurons in a row share theirs.
std::vector<std::pair<std::string, std::string>> coordinates_of(const Case& input);

/// Data and network of a one-dimensional case for the second engine.
second_engine::NetworkInstance network_instance(const Case& input);

}  // namespace rigor::big_step
