// The smoothed empirical law and the smoothed true law of one variable, point by point.
#pragma once

#include <algorithm>
#include <type_traits>
#include <vector>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/taylor.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// The law that data are drawn from: N(0, 1), or uniform on [0, 1].
enum class BaseLaw { standard_normal, uniform };

/// exp(u), coefficient by coefficient without sums where u is affine: w_k = w_{k-1} u_1 / k.
template <IntervalNumber I>
I exp_of_affine(const I& u) {
  return exp(u);
}
template <IntervalNumber I, int N>
Taylor<I, N> exp_of_affine(const Taylor<I, N>& u) {
  for (int k = 2; k <= u.order(); ++k) {
    if (!is_thin(u[k]) || !contains_zero(u[k])) return exp(u);
  }
  auto w = Taylor<I, N>::zeros(u.order());
  w[0] = exp(u[0]);
  for (int k = 1; k <= u.order(); ++k) w[k] = w[k - 1] * u[1] / k;
  return w;
}

/// Encloses, for d = 1, p_N(y) = (1/N) sum_i N(y; x_i, v) and p_v = p * N(0, v), where p is a
/// BaseLaw, with their scores s_N = (log p_N)' and s_p = (log p_v)':
///   v s_N = sum_i w_i x_i - y, the weights w_i taken relative to the datum nearest to y, exponents
///   (x_i - x_r)(y - (x_i + x_r)/2) / v, and those of far data enclosed by a bound;
///   normal:  p_v = N(0, 1 + v), s_p = -y / (1 + v);
///   uniform: p_v = Phi(y / sqrt v) - Phi((y - 1) / sqrt v) from the tails on one side, after the
///   reflection y -> 1 - y where y > 1/2; v s_p = sqrt v (phi(y / sqrt v) - phi((y-1) / sqrt v)) /
///   p_v.
/// The variance may be a number or a Taylor series in it; so may y, but not both.
template <IntervalNumber I, class V = I>
class LawPair {
 public:
  /// The points increase, and v > 0.
  LawPair(const std::vector<Rational>& points, BaseLaw law, V v)
      : law_(law), precision_(precision_of(v)), v_(std::move(v)), sigma_(sqrt(v_)) {
    for (const Rational& x : points) {
      points_.push_back(enclose<I>(x, precision_));
      guesses_.push_back(to_interval(points_.back()).lower());
    }
    if constexpr (std::same_as<V, I>) {
      range_ = points_.back() - points_.front();
      cut_ = enclose<I>(precision_.bits + 60L, precision_) + 40 * log(1 + range_ / sigma_);
    }
  }

  template <class T>
  struct Value {
    T density;
    T log_density;
    T pull;  ///< v times the score
  };

  /// Of p_N.
  template <class Y>
  auto empirical(const Y& y) const {
    using T = decltype(y / v_);
    const std::size_t r = nearest(y);
    const I& centre = points_[r];
    const Y t = y - centre;
    T sum = exp_of_affine(T(t * number(0) / v_)), first = sum * number(0);
    for (const bool is_left : {true, false}) {
      const std::size_t others = is_left ? r : points_.size() - 1 - r;
      for (std::size_t k = 1; k <= others; ++k) {
        const I d = points_[is_left ? r - k : r + k] - centre;
        const T exponent = T(d * (t - scale2(d, -1)) / v_);
        if constexpr (std::same_as<V, I>) {
          if (is_variable(y) && certainly(constant_part(exponent) < -cut_)) {
            add_rest(sum, first, static_cast<long>(others - k + 1));
            break;
          }
        }
        const T weight = exp_of_affine(exponent);
        sum = sum + weight;
        first = first + d * weight;
      }
    }
    const auto size = static_cast<long>(points_.size());
    Value<T> value{sum, log(sum) - sqr(t) / (2 * v_) - log(size * sigma_ * root_two_pi()),
                   first / sum - t};
    value.density = exp(value.log_density);
    return value;
  }

  /// Of p_v.
  template <class Y>
  auto truth(const Y& y) const {
    using T = decltype(y / v_);
    if (law_ == BaseLaw::standard_normal) {
      const V w = 1 + v_;
      const T log_density = -sqr(y) / (2 * w) - log(sqrt(w) * root_two_pi());
      return Value<T>{exp(log_density), log_density, -(v_ / w * y)};
    }
    const bool is_right = middle(y) > 0.5;
    const Y z = is_right ? Y(1 - y) : y;
    const V scale = sigma_ * sqrt(number(2));
    const T near = -(z / scale), far = (1 - z) / scale;
    const T twice = erfc(near) - erfc(far);
    // phi(x) = exp(-x^2/2) / sqrt(2 pi), and twice = 2 p_v.
    const T slope = (exp(-sqr(near)) - exp(-sqr(far))) * sigma_ * (2 / root_two_pi()) / twice;
    return Value<T>{twice / 2L, log(twice) - log(number(2)), is_right ? T(-slope) : slope};
  }

 private:
  I number(long k) const { return enclose<I>(k, precision_); }
  static const I& constant_part(const I& x) { return x; }
  template <int N>
  static const I& constant_part(const Taylor<I, N>& x) {
    return x[0];
  }
  // Whether y is a number, or a + t.
  static bool is_variable(const I&) { return true; }
  template <int N>
  static bool is_variable(const Taylor<I, N>& y) {
    for (int k = 1; k <= y.order(); ++k) {
      if (!is_thin(y[k]) || !contains(y[k], k == 1 ? 1 : 0)) return false;
    }
    return true;
  }
  // Where an exponent d (t - d/2) / v is below -cut < 0, |d| > 2 |t| on that side, so those of the
  // farther data are below too. Their weights exp(e_0 + e_1 t), |e_1| <= range / v, have
  // coefficients of at most exp(-cut) (range / v)^k / k! each. The cut only decides how tight that
  // is.
  void add_rest(I& sum, I& first, long count) const {
    const I most = upper_point(count * exp(-cut_));
    sum += hull(number(0), most);
    first += range_ * hull(-most, most);
  }
  template <int N>
  void add_rest(Taylor<I, N>& sum, Taylor<I, N>& first, long count) const {
    I most = upper_point(count * exp(-cut_));
    for (int k = 0; k <= sum.order(); ++k) {
      if (k > 0) most = upper_point(most * range_ / (k * v_));
      sum[k] = sum[k] + hull(-most, most);
      first[k] = first[k] + range_ * hull(-most, most);
    }
  }
  I root_two_pi() const { return sqrt(2 * pi<I>(precision_)); }

  template <class Y>
  static double middle(const Y& y) {
    if constexpr (std::same_as<Y, I>) {
      return to_interval(midpoint(y)).lower();
    } else {
      return to_interval(midpoint(y[0])).lower();
    }
  }
  // Any choice is right; the nearest is the tightest.
  template <class Y>
  std::size_t nearest(const Y& y) const {
    const double at = middle(y);
    const auto above = std::lower_bound(guesses_.begin(), guesses_.end(), at);
    if (above == guesses_.begin()) return 0;
    const auto i = static_cast<std::size_t>(above - guesses_.begin());
    if (above == guesses_.end()) return i - 1;
    return *above - at < at - guesses_[i - 1] ? i : i - 1;
  }

  BaseLaw law_;
  Precision precision_;
  V v_, sigma_;
  std::vector<I> points_;
  std::vector<double> guesses_;
  I range_{}, cut_{};  ///< where v is a number
};

}  // namespace rigor
