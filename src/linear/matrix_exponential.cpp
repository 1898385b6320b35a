#include "linear/matrix_exponential.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>

#include "function/elementary.hpp"
#include "linear/eigenvalues.hpp"
#include "linear/enclosed_product.hpp"
#include "linear/symmetric_box.hpp"

namespace rigor {
namespace {

template <class T, class F>
Matrix<T> mapped(const Matrix<T>& a, const F& f) {
  Matrix<T> result = a;
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) result(i, j) = f(a(i, j));
  }
  return result;
}

template <IntervalNumber I>
Matrix<I> midpoints(const Matrix<I>& a) {
  return mapped(a, [](const I& x) { return midpoint(x); });
}
template <IntervalNumber I>
Matrix<I> radii(const Matrix<I>& a) {
  return mapped(a, [](const I& x) { return radius(x); });
}

template <IntervalNumber I>
bool all_bounded(const Matrix<I>& a) {
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) {
      if (is_empty(a(i, j)) || !is_bounded(a(i, j))) return false;
    }
  }
  return true;
}

/// ||A||_2 <= sqrt(||A||_1 ||A||_oo) for all members.
template <IntervalNumber I>
I spectral_bound(const Matrix<I>& a) {
  return upper_point(sqrt(row_bound(a) * row_bound(transpose(a))));
}

/// An upper bound for the eigenvalues of (A + A^T) / 2, by doubles.
template <IntervalNumber I>
I logarithmic_norm(const Matrix<I>& a) {
  Matrix<Interval> symmetric(a.rows(), a.rows(), Interval());
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      symmetric(i, j) = symmetric(j, i) = to_interval(scale2(a(i, j) + a(j, i), -1));
    }
  }
  return convert<I>(upper_point(largest_eigenvalue(symmetric)), largest_precision(a));
}

/// exp(B) for ||B||_oo <= q <= 1/2.
template <IntervalNumber I>
Matrix<I> taylor_sum(const Matrix<I>& b, const I& q) {
  const Precision precision = precision_of(q);
  const I goal = scale2(enclose<I>(1L, precision), -precision.bits - 4);
  int m = 1;
  const auto rest = [&](int degree) {
    I term = q;
    for (int k = 2; k <= degree + 1; ++k) term = term * q / k;
    return upper_point(term / (1 - q / (degree + 2)));
  };
  while (m < 4 * precision.bits && !certainly(rest(m) <= goal)) ++m;
  const I error = hull(-rest(m), rest(m));
  // Horner: T = 1 + B (1 + B/2 (1 + B/3 (...))).
  Matrix<I> sum = b;
  const auto add_unit = [&] {
    for (std::size_t i = 0; i < b.rows(); ++i) sum(i, i) += 1;
  };
  for (int k = m; k >= 2; --k) {
    sum = mapped(sum, [k](const I& x) { return x / k; });
    add_unit();
    sum = enclosed_product(b, sum);
  }
  add_unit();
  return mapped(sum, [&](const I& x) { return x + error; });
}

template <IntervalNumber I>
Matrix<I> intersection(const Matrix<I>& a, const Matrix<I>& b) {
  Matrix<I> result = a;
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) result(i, j) = intersection(a(i, j), b(i, j));
  }
  return result;
}

/// Enclosure (2) of the header.
template <IntervalNumber I>
class NormEnclosure {
 public:
  /// B of the header, and an enclosure of exp(M) for its midpoint M.
  NormEnclosure(const Matrix<I>& b, const Matrix<I>& exp_m)
      : mu_(logarithmic_norm(b)), distance_(spectral_bound(radii(b))) {
    accept(exp_m);
  }

  void square() {
    const I norm = min(spectral_bound(numbers_), exp(scale2(mu_, squarings_)) + rho_);
    const I amplified = (2 * norm + rho_) * rho_;
    accept(enclosed_product(numbers_, numbers_));
    rho_ = upper_point(rho_ + amplified);
    ++squarings_;
  }

  Matrix<I> box() const {
    const I member = scale2(distance_, squarings_) * exp(scale2(mu_, squarings_));
    const I error = upper_point(rho_ + member);
    return mapped(numbers_, [&](const I& x) { return x + hull(-error, error); });
  }

 private:
  void accept(const Matrix<I>& enclosure) {
    numbers_ = midpoints(enclosure);
    rho_ = spectral_bound(radii(enclosure));
  }

  I mu_;
  I distance_;  // ||R||
  Matrix<I> numbers_;
  I rho_;
  int squarings_ = 0;
};

/// The s of the header: enough for q <= 1/2, and more where many digits would make a long sum.
template <IntervalNumber I>
int squarings_for(const Matrix<I>& a, Precision working) {
  const double norm = to_interval(row_bound(a)).upper();
  int exponent = 0;
  std::frexp(norm, &exponent);  // norm < 2^exponent
  return std::max(0, exponent + 1 + working.bits / 24);
}

template <IntervalNumber I>
bool is_thin(const Matrix<I>& a) {
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) {
      if (!is_thin(a(i, j))) return false;
    }
  }
  return true;
}

template <IntervalNumber I>
Matrix<I> by_squaring(const Matrix<I>& a, int squarings) {
  const auto b = mapped(a, [&](const I& x) { return scale2(x, -squarings); });
  const I q = upper_point(row_bound(b));
  Matrix<I> box = taylor_sum(b, q);
  NormEnclosure<I> norms(b, is_thin(b) ? box : taylor_sum(midpoints(b), q));
  box = intersection(box, norms.box());
  for (int k = 0; k < squarings; ++k) {
    norms.square();
    box = intersection(enclosed_product(box, box), norms.box());
  }
  return box;
}

Matrix<BigInterval> raised(const Matrix<BigInterval>& a, Precision precision) {
  return mapped(a, [&](const BigInterval& x) { return convert<BigInterval>(x, precision); });
}

Matrix<BigInterval> with_bits(const Matrix<BigInterval>& a, Precision working) {
  const int squarings = squarings_for(a, working);
  return by_squaring(raised(a, Precision{working.bits + 2 * squarings}), squarings);
}

Matrix<BigInterval> exponential_of(const Matrix<BigInterval>& a) {
  const Precision precision = largest_precision(a);
  return raised(with_bits(a, Precision{precision.bits + 32}), precision);
}

Matrix<Interval> exponential_of(const Matrix<Interval>& a) {
  constexpr std::size_t kSmall = 24;
  constexpr Precision kWorking{96};
  const std::size_t n = a.rows();
  if (n > kSmall) return by_squaring(a, squarings_for(a, Precision{53}));
  Matrix<BigInterval> big(n, n, BigInterval());
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) big(i, j) = convert<BigInterval>(a(i, j), kWorking);
  }
  big = with_bits(big, kWorking);
  Matrix<Interval> result = a;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) result(i, j) = to_interval(big(i, j));
  }
  return result;
}

}  // namespace

template <IntervalNumber I>
Matrix<I> matrix_exponential(const Matrix<I>& a) {
  const std::size_t n = a.rows();
  if (n == 0 || a.columns() != n) {
    throw std::invalid_argument("the exponential needs a square matrix");
  }
  const bool is_known = all_bounded(a) && is_bounded(to_interval(row_bound(a)));
  if (!is_known) return Matrix<I>(n, n, entire<I>(largest_precision(a)));
  return exponential_of(a);
}

template <IntervalNumber I>
std::vector<I> linear_flow(const Matrix<I>& a, const std::vector<I>& b, const std::vector<I>& x0,
                           const I& t) {
  const std::size_t n = a.rows();
  if (n == 0 || a.columns() != n || b.size() != n || x0.size() != n) {
    throw std::invalid_argument("a linear system needs a square matrix and vectors of its size");
  }
  Matrix<I> generator(n + 1, n + 1, enclose<I>(0L, precision_of(t)));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) generator(i, j) = t * a(i, j);
    generator(i, n) = t * b[i];
  }
  const Matrix<I> flow = matrix_exponential(generator);
  std::vector<I> x;
  for (std::size_t i = 0; i < n; ++i) {
    I sum = flow(i, n);
    for (std::size_t j = 0; j < n; ++j) sum += flow(i, j) * x0[j];
    x.push_back(sum);
  }
  return x;
}

template Matrix<Interval> matrix_exponential(const Matrix<Interval>&);
template Matrix<BigInterval> matrix_exponential(const Matrix<BigInterval>&);
template std::vector<Interval> linear_flow(const Matrix<Interval>&, const std::vector<Interval>&,
                                           const std::vector<Interval>&, const Interval&);
template std::vector<BigInterval> linear_flow(const Matrix<BigInterval>&,
                                              const std::vector<BigInterval>&,
                                              const std::vector<BigInterval>&, const BigInterval&);

}  // namespace rigor
