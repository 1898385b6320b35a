// The rule `positive`: all coefficients of a polynomial are >= 0 in coordinates t >= 0 of the box.
#include <algorithm>

#include "second_engine/certificate_proof.hpp"

namespace rigor::second_engine {
namespace {

constexpr std::uint64_t kHighestDegree = 300;
constexpr std::size_t kMostParts = 200000;
constexpr std::size_t kMostPatterns = 2'000'000;

using Exponents = std::vector<std::uint32_t>;
using Dense = std::map<Exponents, Rational>;

void add_part(Dense& a, const Exponents& exponents, const Rational& coefficient) {
  if (coefficient == 0) return;
  const auto [place, added] = a.try_emplace(exponents, coefficient);
  if (!added && (place->second += coefficient) == 0) a.erase(place);
  if (a.size() > kMostParts) reject("positive: the polynomial has too many parts");
}

// The coefficients of (p + q t)^k (1 + t)^m.
std::vector<Rational> product_of_powers(const Rational& p, const Rational& q, std::uint32_t k,
                                        std::uint32_t m) {
  std::vector<Rational> c = {1};
  const auto multiply = [&c](const Rational& constant, const Rational& linear) {
    c.emplace_back(0);
    for (std::size_t i = c.size(); i-- > 0;)
      c[i] = c[i] * constant + (i > 0 ? Rational(c[i - 1] * linear) : Rational(0));
  };
  for (std::uint32_t i = 0; i < k; ++i) multiply(p, q);
  for (std::uint32_t i = 0; i < m; ++i) multiply(1, 1);
  return c;
}

}  // namespace

bool State::prove_positive(const Goal& goal) {
  if (goal.sign != Sign::greater && goal.sign != Sign::at_least)
    reject("positive proves > and >= only");
  const std::optional<Polynomial> form = normal.polynomial(normal.of(goal.term));
  if (!form) reject("positive: the term is no polynomial");
  std::vector<Kernel> kernels;
  for (const auto& [monomial, coefficient] : *form)
    for (const auto& [kernel, power] : monomial) {
      if (normal.kernel(kernel).kind != KernelKind::variable || !power.whole() || power.p() < 0 ||
          power.p() > static_cast<std::int64_t>(kHighestDegree))
        reject("positive: the term is no polynomial");
      if (std::find(kernels.begin(), kernels.end(), kernel) == kernels.end())
        kernels.push_back(kernel);
    }
  const std::size_t n = kernels.size();
  Dense dense;
  std::vector<std::uint32_t> degrees(n, 0);
  for (const auto& [monomial, coefficient] : *form) {
    Exponents exponents(n, 0);
    for (const auto& [kernel, power] : monomial) {
      const auto place = static_cast<std::size_t>(
          std::find(kernels.begin(), kernels.end(), kernel) - kernels.begin());
      exponents[place] = static_cast<std::uint32_t>(power.p());
      degrees[place] = std::max(degrees[place], exponents[place]);
    }
    add_part(dense, exponents, coefficient);
  }
  std::vector<const Side*> sides;
  for (std::size_t i = 0; i < n; ++i) {
    const Side& side = box[normal.kernel(kernels[i]).index];
    sides.push_back(&side);
    if (is_empty(side)) return true;
    if (!side.lower && !side.upper) reject("positive: a side has no end");
    const bool finite = side.lower && side.upper;
    Dense next;
    for (const auto& [exponents, coefficient] : dense) {
      const std::uint32_t k = exponents[i];
      // x = (a + b t)/(1 + t), or a + t, or b - t.
      const std::vector<Rational> c =
          finite ? product_of_powers(*side.lower, *side.upper, k, degrees[i] - k)
                 : product_of_powers(side.lower ? *side.lower : *side.upper, side.lower ? 1 : -1, k,
                                     0);
      Exponents moved = exponents;
      for (std::uint32_t t = 0; t < c.size(); ++t) {
        moved[i] = t;
        add_part(next, moved, coefficient * c[t]);
      }
    }
    dense = std::move(next);
  }
  for (const auto& [exponents, coefficient] : dense)
    if (coefficient < 0) return false;
  if (goal.sign == Sign::at_least) return true;

  // Each variable is at t = 0, at t = oo, or in between: for each pattern a part stays positive.
  std::vector<int> pattern(n, 0);
  const auto allowed = [&](std::size_t i, int state) {
    const Side& side = *sides[i];
    if (state == 0) return true;
    const bool at_lower = (state == 1) == static_cast<bool>(side.lower);
    if (state == 2 && !(side.lower && side.upper)) return false;
    return at_lower ? !side.lower_open : !side.upper_open;
  };
  for (std::size_t tried = 0;; ++tried) {
    if (tried > kMostPatterns) reject("positive: there are too many faces");
    const bool covered = std::any_of(dense.begin(), dense.end(), [&](const auto& part) {
      for (std::size_t i = 0; i < n; ++i) {
        if (pattern[i] == 1 && part.first[i] != 0) return false;
        if (pattern[i] == 2 && part.first[i] != degrees[i]) return false;
      }
      return true;
    });
    if (!covered) return false;
    std::size_t i = 0;
    for (; i < n; ++i) {
      do {
        ++pattern[i];
      } while (pattern[i] <= 2 && !allowed(i, pattern[i]));
      if (pattern[i] <= 2) break;
      pattern[i] = 0;
    }
    if (i == n) return true;
  }
}

}  // namespace rigor::second_engine
