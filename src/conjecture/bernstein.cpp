#include "conjecture/bernstein.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>
#include <utility>

namespace rigor {
namespace {

constexpr std::size_t kMostCoefficients = 4096;
constexpr std::size_t kMostMonomials = 3000;
constexpr std::size_t kMostDegree = 40;

using Exponents = std::vector<unsigned char>;
using Monomials = std::map<Exponents, double>;

std::optional<Monomials> product(const Monomials& a, const Monomials& b) {
  if (a.size() * b.size() > 100 * kMostMonomials) return std::nullopt;
  Monomials result;
  for (const auto& [e, x] : a) {
    for (const auto& [f, y] : b) {
      Exponents sum = e;
      for (std::size_t i = 0; i < sum.size(); ++i) {
        if (e[i] + std::size_t{f[i]} > kMostDegree) return std::nullopt;
        sum[i] = static_cast<unsigned char>(e[i] + f[i]);
      }
      result[sum] += x * y;
    }
    if (result.size() > kMostMonomials) return std::nullopt;
  }
  return result;
}

void add_scaled(Monomials& a, const Monomials& b, double factor) {
  for (const auto& [e, x] : b) a[e] += factor * x;
}

std::optional<double> constant(const Terms& terms, TermId term) {
  if (terms[term].op != Op::number) return std::nullopt;
  return terms[term].number.convert_to<double>();
}

/// Expands terms, each once.
class Expansion {
 public:
  Expansion(const Terms& terms, std::size_t variables) : terms_(terms), variables_(variables) {}

  std::optional<Monomials> of(TermId root) {
    for (const TermId id : subterms(terms_, {&root, 1})) {
      std::optional<Monomials> value = make(terms_[id]);
      if (!value || value->size() > kMostMonomials) return std::nullopt;
      values_[id] = std::move(*value);
    }
    return values_[root];
  }

 private:
  std::optional<Monomials> make(const Term& term) {
    const Exponents none(variables_, 0);
    switch (term.op) {
      case Op::number:
        return Monomials{{none, term.number.convert_to<double>()}};
      case Op::variable: {
        Exponents one = none;
        one[term.index] = 1;
        return Monomials{{one, 1.0}};
      }
      case Op::negate: {
        Monomials result;
        add_scaled(result, values_[term.a], -1);
        return result;
      }
      case Op::add:
      case Op::subtract: {
        Monomials result = values_[term.a];
        add_scaled(result, values_[term.b], term.op == Op::add ? 1 : -1);
        return result;
      }
      case Op::multiply:
        return product(values_[term.a], values_[term.b]);
      case Op::divide: {
        const std::optional<double> divisor = constant(terms_, term.b);
        if (!divisor || *divisor == 0) return std::nullopt;
        Monomials result;
        add_scaled(result, values_[term.a], 1 / *divisor);
        return result;
      }
      case Op::power: {
        if (term.index > kMostDegree) return std::nullopt;
        std::optional<Monomials> result = Monomials{{none, 1.0}};
        for (std::size_t i = 0; i < term.index && result; ++i) {
          result = product(*result, values_[term.a]);
        }
        return result;
      }
      default:
        return std::nullopt;
    }
  }

  const Terms& terms_;
  std::size_t variables_;
  std::unordered_map<TermId, Monomials> values_;
};

/// From coefficients of x^k to those of Bernstein on [lower, lower + width], in place.
void to_bernstein(double* c, std::size_t degree, std::size_t stride, double lower, double width) {
  // p(lower + u): Horner's scheme, d times.
  for (std::size_t i = 0; i < degree; ++i) {
    for (std::size_t k = degree; k-- > i;) c[k * stride] += lower * c[(k + 1) * stride];
  }
  // u = width s; then b_k = sum over j <= k of binomial(k, j)/binomial(d, j) c_j, by differences.
  double factor = 1;
  double binomial = 1;
  for (std::size_t k = 0; k <= degree; ++k) {
    c[k * stride] *= factor / binomial;
    factor *= width;
    binomial = binomial * static_cast<double>(degree - k) / static_cast<double>(k + 1);
  }
  for (std::size_t i = 0; i < degree; ++i) {
    for (std::size_t k = degree; k > i; --k) c[k * stride] += c[(k - 1) * stride];
  }
}

}  // namespace

std::optional<BernsteinGuess> BernsteinGuess::of(const Terms& terms, TermId term,
                                                 std::size_t variables) {
  const std::optional<Monomials> monomials = Expansion(terms, variables).of(term);
  if (!monomials) return std::nullopt;
  BernsteinGuess result;
  std::size_t count = 1;
  for (std::size_t v = 0; v < variables; ++v) {
    std::size_t degree = 0;
    for (const auto& [e, x] : *monomials) degree = std::max<std::size_t>(degree, e[v]);
    if (degree == 0) continue;
    result.axes_.push_back({v, degree});
    count *= degree + 1;
    if (count > kMostCoefficients) return std::nullopt;
  }
  result.coefficients_.assign(count, 0.0);
  for (const auto& [e, x] : *monomials) {
    std::size_t place = 0;
    for (const Axis& axis : result.axes_) place = place * (axis.degree + 1) + e[axis.variable];
    result.coefficients_[place] += x;
  }
  return result;
}

bool BernsteinGuess::is_finite_on(const Box& box) const {
  return std::all_of(axes_.begin(), axes_.end(),
                     [&](const Axis& axis) { return is_bounded(box[axis.variable]); });
}

double BernsteinGuess::least(const Box& box) const {
  std::vector<double> c = coefficients_;
  std::size_t stride = c.size();
  for (const Axis& axis : axes_) {
    const std::size_t block = stride;
    stride /= axis.degree + 1;
    const double lower = box[axis.variable].lower->convert_to<double>();
    const double width = box[axis.variable].upper->convert_to<double>() - lower;
    for (std::size_t start = 0; start < c.size(); start += block) {
      for (std::size_t i = 0; i < stride; ++i) {
        to_bernstein(&c[start + i], axis.degree, stride, lower, width);
      }
    }
  }
  double least = c[0];
  double greatest = 0;
  for (const double x : c) {
    least = std::min(least, x);
    greatest = std::max(greatest, std::abs(x));
  }
  return greatest > 0 ? least / greatest : 0;
}

}  // namespace rigor
