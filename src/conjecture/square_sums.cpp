// Polynomials as sums of squares.
#include <algorithm>
#include <cmath>
#include <set>

#include "conjecture/tactics.hpp"
#include "linear/guess.hpp"

namespace rigor {
namespace {

using Exponents = std::vector<int>;
using Rows = std::vector<std::vector<Rational>>;

constexpr std::size_t kMostMonomials = 20;

struct Sparse {
  std::vector<KernelId> kernels;
  std::map<Exponents, Rational> parts;
};

std::optional<Sparse> polynomial_of(NormalForms& forms, TermId term) {
  const std::optional<Fraction> form = forms.of(term);
  if (!form || !form->is_polynomial()) return std::nullopt;
  std::set<KernelId> kernels;
  for (const auto& [monomial, c] : form->numerator.parts()) {
    for (const auto& [id, e] : monomial) {
      if (!e.is_integer() || e.num() < 0 || e.num() > 20) return std::nullopt;
      kernels.insert(id);
    }
  }
  Sparse result;
  result.kernels.assign(kernels.begin(), kernels.end());
  if (result.kernels.size() > 9) return std::nullopt;
  for (const auto& [monomial, c] : form->numerator.parts()) {
    Exponents exponents(result.kernels.size(), 0);
    for (std::size_t i = 0; i < result.kernels.size(); ++i) {
      exponents[i] = static_cast<int>(exponent_of(monomial, result.kernels[i]).num());
    }
    result.parts.emplace(std::move(exponents), c);
  }
  return result;
}

Exponents sum(const Exponents& a, const Exponents& b) {
  Exponents result = a;
  for (std::size_t i = 0; i < a.size(); ++i) result[i] += b[i];
  return result;
}

// Monomials whose squares can occur: half the degrees, then those whose square neither occurs nor
// arises from two others are removed until none is left to remove.
std::vector<Exponents> square_roots(const Sparse& p) {
  const std::size_t n = p.kernels.size();
  Exponents most(n, 0);
  int least_degree = 1000;
  int most_degree = 0;
  for (const auto& [e, c] : p.parts) {
    int degree = 0;
    for (std::size_t i = 0; i < n; ++i) {
      most[i] = std::max(most[i], e[i]);
      degree += e[i];
    }
    least_degree = std::min(least_degree, degree);
    most_degree = std::max(most_degree, degree);
  }
  std::vector<Exponents> found;
  Exponents e(n, 0);
  while (true) {
    int degree = 0;
    for (const int k : e) degree += k;
    if (2 * degree >= least_degree && 2 * degree <= most_degree) found.push_back(e);
    if (found.size() > 400) return {};
    std::size_t i = 0;
    while (i < n && 2 * (e[i] + 1) > most[i]) e[i++] = 0;
    if (i == n) break;
    ++e[i];
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t k = 0; k < found.size(); ++k) {
      const Exponents square = sum(found[k], found[k]);
      bool arises = p.parts.contains(square);
      for (std::size_t i = 0; i < found.size() && !arises; ++i) {
        for (std::size_t j = 0; j < i && !arises; ++j) {
          arises = i != k && j != k && sum(found[i], found[j]) == square;
        }
      }
      if (!arises) {
        found.erase(found.begin() + static_cast<std::ptrdiff_t>(k));
        changed = true;
        break;
      }
    }
  }
  return found;
}

// a = sum over k of d_k (row k)^2 with rows of l; nullopt if a isn't positive semidefinite.
struct Squares {
  std::vector<Rational> factors;
  Rows rows;
};
std::optional<Squares> exact_squares(Rows a) {
  const std::size_t n = a.size();
  Squares result;
  std::vector<bool> done(n, false);
  while (true) {
    std::size_t pivot = n;
    for (std::size_t i = 0; i < n; ++i) {
      if (done[i]) continue;
      if (a[i][i] < 0) return std::nullopt;
      if (a[i][i] > 0 && pivot == n) pivot = i;
    }
    if (pivot == n) break;
    const Rational d = a[pivot][pivot];
    std::vector<Rational> row(n, Rational(0));
    for (std::size_t j = 0; j < n; ++j) row[j] = a[pivot][j] / d;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) a[i][j] -= d * row[i] * row[j];
    }
    done[pivot] = true;
    result.factors.push_back(d);
    result.rows.push_back(std::move(row));
  }
  for (const auto& row : a) {
    for (const Rational& entry : row) {
      if (entry != 0) return std::nullopt;
    }
  }
  return result;
}

// Gram matrices of p in the monomials: the entries of each class (the same product) add up to a
// coefficient.
class Gram {
 public:
  Gram(const Sparse& p, std::vector<Exponents> monomials) : monomials_(std::move(monomials)) {
    for (std::size_t i = 0; i < monomials_.size(); ++i) {
      for (std::size_t j = 0; j < monomials_.size(); ++j) {
        classes_[sum(monomials_[i], monomials_[j])].emplace_back(i, j);
      }
    }
    for (const auto& [e, c] : p.parts) {
      if (!classes_.contains(e)) is_possible_ = false;
    }
    for (const auto& [e, places] : classes_) {
      const auto found = p.parts.find(e);
      sums_.push_back(found == p.parts.end() ? Rational(0) : found->second);
    }
  }

  std::optional<Squares> squares() const {
    if (!is_possible_) return std::nullopt;
    const std::size_t n = monomials_.size();
    if (const auto found = exact_squares(completed(Rows(n, std::vector<Rational>(n))))) {
      return found;
    }
    const Matrix<double> guess = guess_semidefinite();
    for (const int denominator : {1, 2, 3, 4, 6, 8, 12, 60, 1000, 1000000}) {
      Rows near(n, std::vector<Rational>(n));
      for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
          const double value = guess(i, j) * denominator;
          if (!(std::abs(value) < 1e15)) return std::nullopt;
          near[i][j] = Rational(static_cast<std::int64_t>(std::llround(value)), denominator);
        }
      }
      if (const auto found = exact_squares(completed(near))) return found;
    }
    return std::nullopt;
  }

  const std::vector<Exponents>& monomials() const { return monomials_; }

 private:
  // The nearest matrix whose classes have the right sums.
  Rows completed(Rows a) const {
    std::size_t k = 0;
    for (const auto& [e, places] : classes_) {
      Rational missing = sums_[k++];
      for (const auto& [i, j] : places) missing -= a[i][j];
      missing /= static_cast<int>(places.size());
      for (const auto& [i, j] : places) a[i][j] += missing;
    }
    return a;
  }

  // Dykstra's projections in turn on the right sums and on the semidefinite matrices.
  Matrix<double> guess_semidefinite() const {
    constexpr int kRounds = 300;
    const std::size_t n = monomials_.size();
    Matrix<double> a(n, n, 0.0);
    Matrix<double> correction = a;
    for (int round = 0; round < kRounds; ++round) {
      std::size_t k = 0;
      for (const auto& [e, places] : classes_) {
        double missing = sums_[k++].convert_to<double>();
        for (const auto& [i, j] : places) missing -= a(i, j);
        missing /= static_cast<double>(places.size());
        for (const auto& [i, j] : places) a(i, j) += missing;
      }
      if (round + 1 == kRounds) break;
      Matrix<double> target = a;
      for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) target(i, j) += correction(i, j);
      }
      const GuessedEigenvectors eigen = guess_eigenvectors(target);
      if (eigen.values.front() > -1e-13 && round > 20) break;
      for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
          double sum = 0;
          for (std::size_t m = 0; m < n; ++m) {
            sum += std::max(eigen.values[m], 0.0) * eigen.vectors(i, m) * eigen.vectors(j, m);
          }
          a(i, j) = sum;
          correction(i, j) = target(i, j) - sum;
        }
      }
    }
    return a;
  }

  std::vector<Exponents> monomials_;
  std::map<Exponents, std::vector<std::pair<std::size_t, std::size_t>>> classes_;
  std::vector<Rational> sums_;
  bool is_possible_ = true;
};

}  // namespace

std::optional<TermId> sum_of_squares(Terms& terms, NormalForms& forms, TermId polynomial) {
  const std::optional<Sparse> p = polynomial_of(forms, polynomial);
  if (!p || p->parts.empty()) return std::nullopt;
  std::vector<Exponents> monomials = square_roots(*p);
  if (monomials.empty() || monomials.size() > kMostMonomials) return std::nullopt;
  const Gram gram(*p, std::move(monomials));
  const std::optional<Squares> squares = gram.squares();
  if (!squares) return std::nullopt;
  TermId result = terms.number(0);
  for (std::size_t k = 0; k < squares->factors.size(); ++k) {
    Polynomial base;
    for (std::size_t j = 0; j < gram.monomials().size(); ++j) {
      Monomial monomial;
      for (std::size_t i = 0; i < p->kernels.size(); ++i) {
        const int e = gram.monomials()[j][i];
        if (e != 0) monomial.emplace_back(p->kernels[i], Exponent(e));
      }
      base.add(std::move(monomial), squares->rows[k][j]);
    }
    const TermId square = terms.power(forms.term_of(base), 2);
    result = terms.add(result, terms.multiply(terms.number(squares->factors[k]), square));
  }
  return result;
}

}  // namespace rigor
