#include "conjecture/square_free.hpp"

#include <algorithm>
#include <numeric>

namespace rigor {
namespace {

using Powers = std::vector<int>;
using Sparse = std::map<Powers, Rational>;  // coefficients other than 0

constexpr std::size_t kMostParts = 200;
constexpr std::size_t kMostKernels = 6;
constexpr int kMostDegree = 24;
constexpr int kMostProducts = 20000;

class Divider {
 public:
  explicit Divider(std::size_t kernels) : kernels_(kernels) {}

  std::vector<std::pair<Sparse, std::size_t>> factors(const Sparse& p) {
    std::vector<std::pair<Sparse, std::size_t>> found;
    Sparse rest = p;
    for (std::size_t v = 0; v < kernels_; ++v) {
      if (degree(rest, v) == 0) continue;
      const Sparse inner = content(rest, v);
      separate(quotient(rest, inner), v, found);
      rest = inner;
    }
    return found;
  }

 private:
  // p = a_1 a_2^2 a_3^3 ..., all factors with the kernel v.
  void separate(const Sparse& p, std::size_t v,
                std::vector<std::pair<Sparse, std::size_t>>& found) {
    Sparse common = divisor(p, slope(p, v));
    Sparse b = quotient(p, common);
    for (std::size_t power = 1; degree(b, v) > 0; ++power) {
      const Sparse next = divisor(common, b);
      const Sparse own = quotient(b, next);
      if (degree(own, v) > 0) found.emplace_back(own, power);
      common = quotient(common, next);
      b = next;
    }
  }

  static int degree(const Sparse& p, std::size_t v) {
    int most = 0;
    for (const auto& [powers, c] : p) most = std::max(most, powers[v]);
    return most;
  }

  static Sparse slope(const Sparse& p, std::size_t v) {
    Sparse result;
    for (const auto& [powers, c] : p) {
      if (powers[v] == 0) continue;
      Powers lower = powers;
      --lower[v];
      result.emplace(std::move(lower), c * Rational(powers[v]));
    }
    return result;
  }

  /// The coefficient of the n-th power.
  static Sparse coefficient(const Sparse& p, std::size_t v, int n) {
    Sparse result;
    for (const auto& [powers, c] : p) {
      if (powers[v] != n) continue;
      Powers others = powers;
      others[v] = 0;
      result.emplace(std::move(others), c);
    }
    return result;
  }

  /// to += factor * x^shift * p
  void add(Sparse& to, const Sparse& p, const Rational& factor, const Powers& shift) {
    for (const auto& [powers, c] : p) {
      if (++products_ > kMostProducts) throw NormalFormLimit("too many products");
      Powers sum = powers;
      for (std::size_t i = 0; i < kernels_; ++i) sum[i] += shift[i];
      const auto [place, is_new] = to.try_emplace(std::move(sum), 0);
      place->second += factor * c;
      if (place->second == 0) to.erase(place);
    }
    if (to.size() > kMostParts) throw NormalFormLimit("too many parts");
  }

  Sparse product(const Sparse& a, const Sparse& b) {
    Sparse result;
    for (const auto& [powers, c] : a) add(result, b, c, powers);
    return result;
  }

  /// a/b; throws if b doesn't divide a.
  Sparse quotient(Sparse a, const Sparse& b) {
    Sparse result;
    while (!a.empty()) {
      const auto& [top, c] = *a.rbegin();
      Powers shift = top;
      const Rational factor = c / b.rbegin()->second;
      for (std::size_t i = 0; i < kernels_; ++i) {
        shift[i] -= b.rbegin()->first[i];
        if (shift[i] < 0) throw NormalFormLimit("not divisible");
      }
      add(a, b, -factor, shift);
      result.emplace(std::move(shift), factor);
    }
    return result;
  }

  Sparse content(const Sparse& p, std::size_t v) {
    Sparse result;
    for (int n = degree(p, v); n >= 0; --n) result = divisor(result, coefficient(p, v, n));
    return result;
  }

  /// The remainder of a power of b's leading coefficient times a.
  Sparse remainder(Sparse a, const Sparse& b, std::size_t v) {
    const int n = degree(b, v);
    const Sparse leading = coefficient(b, v, n);
    while (!a.empty() && degree(a, v) >= n) {
      const int m = degree(a, v);
      Sparse next = product(a, leading);
      for (const auto& [powers, c] : coefficient(a, v, m)) {
        Powers shift = powers;
        shift[v] = m - n;
        add(next, b, -c, shift);
      }
      a = std::move(next);
    }
    return a;
  }

  /// The greatest common divisor, with the leading coefficient 1.
  Sparse divisor(Sparse a, Sparse b) {
    if (a.empty()) return monic(std::move(b));
    if (b.empty()) return monic(std::move(a));
    for (std::size_t v = 0; v < kernels_; ++v) {
      const int in_a = degree(a, v);
      const int in_b = degree(b, v);
      if (in_a == 0 && in_b == 0) continue;
      if (in_a == 0) return divisor(std::move(a), content(b, v));
      if (in_b == 0) return divisor(content(a, v), std::move(b));
      const Sparse inner_a = content(a, v);
      const Sparse inner_b = content(b, v);
      a = monic(quotient(std::move(a), inner_a));
      b = monic(quotient(std::move(b), inner_b));
      while (degree(b, v) > 0) {
        if (b.size() > kMostParts / 4) throw NormalFormLimit("too many parts");
        Sparse rest = remainder(std::move(a), b, v);
        a = std::move(b);
        if (!rest.empty()) {
          const Sparse inner = content(rest, v);
          rest = monic(quotient(std::move(rest), inner));
        }
        b = std::move(rest);
      }
      const Sparse inner = divisor(inner_a, inner_b);
      return monic(b.empty() ? product(inner, a) : inner);
    }
    return {{Powers(kernels_, 0), 1}};
  }

  static Sparse monic(Sparse p) {
    if (p.empty()) return p;
    const Rational leading = p.rbegin()->second;
    for (auto& [powers, c] : p) c /= leading;
    return p;
  }

  std::size_t kernels_;
  int products_ = 0;
};

}  // namespace

std::optional<SquareFree> square_free(const Polynomial& p) {
  std::map<KernelId, std::pair<Exponent, std::int64_t>> least;  // and the common denominator
  std::map<KernelId, std::size_t> count;
  for (const auto& [monomial, c] : p.parts()) {
    for (const auto& [kernel, e] : monomial) {
      auto& [low, denominator] = least.try_emplace(kernel, e, 1).first->second;
      if (e < low) low = e;
      denominator = std::lcm(denominator, e.den());
      ++count[kernel];
    }
  }
  if (least.size() > kMostKernels || p.parts().size() > kMostParts) return std::nullopt;
  SquareFree result;
  for (auto& [kernel, lowest] : least) {
    if (count[kernel] < p.parts().size() && lowest.first.sign() > 0) lowest.first = 0;
    if (lowest.first.sign() != 0) result.monomial.emplace_back(kernel, lowest.first);
  }
  Sparse sparse;
  for (const auto& [monomial, c] : p.parts()) {
    Powers powers;
    for (const auto& [kernel, lowest] : least) {
      const Exponent e = (exponent_of(monomial, kernel) + -lowest.first) * lowest.second;
      if (!e.is_integer() || e.num() > kMostDegree) return std::nullopt;
      powers.push_back(static_cast<int>(e.num()));
    }
    sparse.emplace(std::move(powers), c);
  }
  try {
    Rational leading = 1;
    for (const auto& [factor, power] : Divider(least.size()).factors(sparse)) {
      Polynomial polynomial;
      for (const auto& [powers, c] : factor) {
        Monomial monomial;
        std::size_t i = 0;
        for (const auto& [kernel, lowest] : least) {
          if (powers[i] != 0) monomial.emplace_back(kernel, Exponent(powers[i], lowest.second));
          ++i;
        }
        polynomial.add(std::move(monomial), c);
      }
      const Rational scale = content(polynomial);
      for (std::size_t k = 0; k < power; ++k) leading *= factor.rbegin()->second / scale;
      result.factors.emplace_back(polynomial * (1 / scale), power);
    }
    result.number = sparse.rbegin()->second / leading;
  } catch (const NormalFormLimit&) {
    return std::nullopt;
  }
  return result;
}

}  // namespace rigor
