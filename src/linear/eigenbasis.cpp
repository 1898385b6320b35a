#include "linear/eigenbasis.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

#include "linear/guess.hpp"
#include "linear/symmetric_box.hpp"

namespace rigor {
namespace {

using Numbers = Matrix<BigFloat>;

// x^T y, or x y: products to nearest.
Numbers product(const Numbers& x, const Numbers& y, bool transposed) {
  const std::size_t n = x.rows();
  const Precision precision = x(0, 0).precision();
  Numbers result(n, n, BigFloat(precision));
  BigFloat term(precision);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < n; ++k) {
      const BigFloat& factor = transposed ? x(k, i) : x(i, k);
      for (std::size_t j = 0; j < n; ++j) {
        mpfr_mul(term.get(), factor.get(), y(k, j).get(), MPFR_RNDN);
        mpfr_add(result(i, j).get(), result(i, j).get(), term.get(), MPFR_RNDN);
      }
    }
  }
  return result;
}

// The square root of the sum of squares of the entries off the diagonal, or of all.
BigFloat size_of(const Numbers& x, bool with_diagonal) {
  const std::size_t n = x.rows();
  BigFloat sum(x(0, 0).precision());
  BigFloat square(sum);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      if (i == j && !with_diagonal) continue;
      mpfr_sqr(square.get(), x(i, j).get(), MPFR_RNDN);
      mpfr_add(sum.get(), sum.get(), square.get(), MPFR_RNDN);
    }
  }
  mpfr_sqrt(sum.get(), sum.get(), MPFR_RNDN);
  return sum;
}

class Refinement {
 public:
  Refinement(Numbers a, Numbers x)
      : a_(std::move(a)),
        x_(std::move(x)),
        rounding_(static_cast<long>(2 * std::log2(a_.rows())) + 4 - a_(0, 0).precision().bits) {}

  // One step. False where it is as good as it gets, or has failed.
  bool step() {
    if (!orthonormalise()) return false;
    const Numbers s = product(x_, product(a_, x_, false), true);
    BigFloat threshold = size_of(s, false);
    const long defect = exponent_of(threshold);
    if (defect > last_defect_ - 2 || defect < rounding_) return false;
    last_defect_ = defect;
    // No correction is larger than 2^-12 then, and the next defect is about its square.
    mpfr_mul_2ui(threshold.get(), threshold.get(), 12, MPFR_RNDN);
    correct(s, threshold);
    turn_groups(s, threshold);
    return true;
  }

  const Numbers& vectors() const { return x_; }

 private:
  static long exponent_of(const BigFloat& x) {
    if (mpfr_zero_p(x.get()) != 0) return -(1L << 40);
    return mpfr_regular_p(x.get()) != 0 ? mpfr_get_exp(x.get()) : 1L << 40;
  }

  // X += X (1 - X^T X) / 2, which squares the defect, until that is rounding.
  bool orthonormalise() {
    constexpr int kMost = 12;
    for (int k = 0; k < kMost; ++k) {
      Numbers r = product(x_, x_, true);
      for (std::size_t i = 0; i < r.rows(); ++i) {
        mpfr_sub_ui(r(i, i).get(), r(i, i).get(), 1, MPFR_RNDN);
      }
      const long defect = exponent_of(size_of(r, true));
      if (defect < rounding_) return true;
      if (defect > -2) return false;
      for (std::size_t i = 0; i < r.rows(); ++i) {
        for (std::size_t j = 0; j < r.rows(); ++j) {
          mpfr_div_si(r(i, j).get(), r(i, j).get(), -2, MPFR_RNDN);
        }
        mpfr_add_ui(r(i, i).get(), r(i, i).get(), 1, MPFR_RNDN);
      }
      x_ = product(x_, r, false);
    }
    return true;
  }

  // X += XE
  void correct(const Numbers& s, const BigFloat& threshold) {
    Numbers e = s;
    BigFloat gap(threshold);
    for (std::size_t i = 0; i < s.rows(); ++i) {
      for (std::size_t j = 0; j < s.rows(); ++j) {
        mpfr_sub(gap.get(), s(j, j).get(), s(i, i).get(), MPFR_RNDN);
        if (mpfr_cmpabs(gap.get(), threshold.get()) > 0) {
          mpfr_div(e(i, j).get(), s(i, j).get(), gap.get(), MPFR_RNDN);
        } else {
          mpfr_set_ui(e(i, j).get(), i == j ? 1 : 0, MPFR_RNDN);
        }
      }
    }
    x_ = product(x_, e, false);
  }

  void turn_groups(const Numbers& s, const BigFloat& threshold) {
    std::vector<std::size_t> order(s.rows());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) {
      return mpfr_less_p(s(i, i).get(), s(j, j).get()) != 0;
    });
    std::vector<std::size_t> group;
    BigFloat gap(threshold);
    for (const std::size_t i : order) {
      if (!group.empty()) {
        mpfr_sub(gap.get(), s(i, i).get(), s(group.back(), group.back()).get(), MPFR_RNDN);
        if (mpfr_cmp(gap.get(), threshold.get()) > 0) {
          turn(s, group);
          group.clear();
        }
      }
      group.push_back(i);
    }
    turn(s, group);
  }

  // Replaces the columns of the group by their images under the eigenvectors of the block of s.
  void turn(const Numbers& s, const std::vector<std::size_t>& group) {
    const std::size_t count = group.size();
    if (count < 2) return;
    Numbers block(count, count, s(0, 0));
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t j = 0; j < count; ++j) block(i, j) = s(group[i], group[j]);
    }
    const BigFloat shift = block(0, 0);
    for (std::size_t i = 0; i < count; ++i) {
      mpfr_sub(block(i, i).get(), block(i, i).get(), shift.get(), MPFR_RNDN);
    }
    const BigFloat size = size_of(block, true);
    if (mpfr_regular_p(size.get()) == 0) return;
    Matrix<double> scaled(count, count, 0.0);
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t j = 0; j < count; ++j) {
        mpfr_div(block(i, j).get(), block(i, j).get(), size.get(), MPFR_RNDN);
        scaled(i, j) = mpfr_get_d(block(i, j).get(), MPFR_RNDN);
      }
    }
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t j = 0; j < i; ++j) scaled(i, j) = scaled(j, i);
    }
    const Matrix<double> turned = guess_eigenvectors(scaled).vectors;
    const Precision precision = size.precision();
    std::vector<BigFloat> row(count, BigFloat(precision));
    BigFloat term(precision);
    for (std::size_t i = 0; i < x_.rows(); ++i) {
      for (std::size_t j = 0; j < count; ++j) {
        mpfr_set_zero(row[j].get(), 1);
        for (std::size_t k = 0; k < count; ++k) {
          mpfr_mul_d(term.get(), x_(i, group[k]).get(), turned(k, j), MPFR_RNDN);
          mpfr_add(row[j].get(), row[j].get(), term.get(), MPFR_RNDN);
        }
      }
      for (std::size_t j = 0; j < count; ++j) x_(i, group[j]) = row[j];
    }
  }

  Numbers a_;
  Numbers x_;
  long rounding_;  // the exponent of what rounding errors come to
  long last_defect_ = 1L << 40;
};

}  // namespace

Matrix<Interval> guess_eigenbasis(const Matrix<Interval>& entries) {
  const std::size_t n = entries.rows();
  const Matrix<double> guess = guess_eigenvectors(rounded_midpoints(entries)).vectors;
  Matrix<Interval> basis(n, n, Interval());
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) basis(i, j) = Interval::point(guess(i, j));
  }
  return basis;
}

Matrix<BigInterval> guess_eigenbasis(const Matrix<BigInterval>& entries) {
  const std::size_t n = entries.rows();
  const Matrix<double> guess = guess_eigenvectors(rounded_midpoints(entries)).vectors;
  Numbers a = midpoint_form(entries).midpoint;
  const Precision precision = a(0, 0).precision();
  Numbers x(n, n, BigFloat(precision));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) mpfr_set_d(x(i, j).get(), guess(i, j), MPFR_RNDN);
  }
  Refinement refinement(std::move(a), std::move(x));
  constexpr int kSteps = 40;
  for (int step = 0; step < kSteps && refinement.step(); ++step) continue;
  Matrix<BigInterval> basis(n, n, enclose<BigInterval>(0, precision));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      basis(i, j) = BigInterval::bounds(refinement.vectors()(i, j), refinement.vectors()(i, j));
    }
  }
  return basis;
}

}  // namespace rigor
