// Derivatives and series of powers, roots, the absolute value and the sign.
#pragma once

#include <algorithm>
#include <limits>
#include <vector>

#include "function/jet_forms.hpp"
#include "function/power.hpp"

namespace rigor::jets {

/// w = u u.
struct Sqr {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    return {sqr(x), scale2(x, 1), enclose<I>(2, precision_of(x))};
  }
  template <IntervalNumber I, int N>
  struct Series {
    explicit Series(const Sqr&) {}
    I next(Known<I> u, Known<I> w, const Derivatives<I>&) {
      return square_coefficient(u, w.size());
    }
  };
};

/// w u = 1: w_k = -(sum over 1 <= i <= k of u_i w_(k-i)) / u_0.
struct Recip {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const I w = recip(x);
    const I first = -sqr(w);
    return {w, first, K >= 2 ? scale2(pown(w, 3), 1) : first};
  }
  template <IntervalNumber I, int N>
  struct Series {
    explicit Series(const Recip&) {}
    I next(Known<I> u, Known<I> w, const Derivatives<I>&) {
      const std::size_t k = w.size();
      I sum = u[1] * w[k - 1];
      for (std::size_t i = 2; i <= k; ++i) sum += u[i] * w[k - i];
      return -sum / u[0];
    }
  };
};

/// w w = u; sqrt'' = -1 / (4 w^3). At 0 the derivative is unbounded.
struct Sqrt {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const I w = sqrt(x);
    const I first = recip(scale2(w, 1));
    return {w, first, K >= 2 ? -scale2(pown(w, -3), -2) : first,
            contains_zero(w) ? Regularity::border : Regularity::smooth};
  }
  template <IntervalNumber I, int N>
  struct Series {
    explicit Series(const Sqrt&) {}
    I next(Known<I> u, Known<I> w, const Derivatives<I>& d) {
      return root_coefficient(u[w.size()], w, d.first);
    }
  };
};

/// The coefficients of u^m, m >= 1, by repeated squaring: there is no division, so u_0 may be 0.
template <IntervalNumber I, int N>
class PowerSeries {
 public:
  explicit PowerSeries(unsigned m) {
    for (unsigned prefix = m; prefix > 1; prefix /= 2) {  // from the last stage to the first
      if (prefix % 2 != 0) stages_.push_back({prefix, false, {}});
      stages_.push_back({prefix - prefix % 2, true, {}});
    }
    std::reverse(stages_.begin(), stages_.end());
  }
  /// The coefficient k, for k = 0, 1, 2, ... in order.
  I next(Known<I> u, std::size_t k) {
    Known<I> input = u;
    for (Stage& stage : stages_) {
      if (k == 0 && stage.power <= static_cast<unsigned>(std::numeric_limits<int>::max())) {
        stage.series.push(pown(u[0], static_cast<int>(stage.power)));
      } else {
        stage.series.push(stage.squares ? square_coefficient(input, k)
                                        : product_coefficient(input, u, k));
      }
      input = stage.series.known();
    }
    return input[k];
  }

 private:
  /// u^power: the square of the stage before, or its product with u.
  struct Stage {
    unsigned power;
    bool squares;
    CoefficientList<I, N> series;
  };
  std::vector<Stage> stages_;
};

/// w = u^n for an integer n; negative powers are the reciprocals: w p = 1 with p = u^(-n).
struct Pown {
  int exponent;

  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const long n = exponent;
    const I w = pown(x, exponent);
    const I first = multiple(n, x, n - 1);
    return {w, first, K >= 2 ? multiple(n * (n - 1), x, n - 2) : first};
  }

  template <IntervalNumber I, int N>
  class Series {
   public:
    explicit Series(const Pown& power)
        : exponent_(power.exponent),
          power_(exponent_ < 0 ? 0U - static_cast<unsigned>(exponent_)
                               : static_cast<unsigned>(exponent_)) {}
    I next(Known<I> u, Known<I> w, const Derivatives<I>& d) {
      const std::size_t k = w.size();
      if (exponent_ == 0) return enclose<I>(0, precision_of(d.value));
      while (base_.size() <= k) base_.push(power_.next(u, base_.size()));
      const Known<I> p = base_.known();
      if (exponent_ > 0) return p[k];
      I sum = p[1] * w[k - 1];
      for (std::size_t i = 2; i <= k; ++i) sum += p[i] * w[k - i];
      return -sum / p[0];
    }

   private:
    int exponent_;
    PowerSeries<I, N> power_;
    CoefficientList<I, N> base_;
  };

 private:
  // factor x^n; beyond the range of int the exponent is split.
  template <IntervalNumber I>
  static I multiple(long factor, const I& x, long n) {
    if (factor == 0) return enclose<I>(0, precision_of(x));
    constexpr long kLeast = std::numeric_limits<int>::min();
    if (n >= kLeast) return factor * pown(x, static_cast<int>(n));
    return factor * (pown(x, static_cast<int>(kLeast)) * pown(x, static_cast<int>(n - kLeast)));
  }
};

/// w = u^y for a constant y: k u_0 w_k = sum over 1 <= i <= k of (y i - (k - i)) u_i w_(k-i).
/// Arguments below 0 are outside the domain; at 0 derivatives may be unbounded.
template <IntervalNumber I>
struct Pow {
  I exponent;

  template <int K, IntervalNumber J>
  Derivatives<J> at(const J& x) const {
    const I& y = exponent;
    const I inside = nonnegative_part(x);
    const I first = y * pow(inside, y - 1);
    return {pow(x, y), first, K >= 2 ? y * (y - 1) * pow(inside, y - 2) : first,
            contains_zero(inside) ? Regularity::border : Regularity::smooth};
  }
  template <IntervalNumber J, int N>
  class Series {
   public:
    explicit Series(const Pow& power) : exponent_(power.exponent) {}
    I next(Known<I> u, Known<I> w, const Derivatives<I>& d) {
      const int k = static_cast<int>(w.size());
      if (k == 1) return d.first * u[1];
      const auto term = [&](int i) {
        const auto index = static_cast<std::size_t>(i);
        return (exponent_ * i - (k - i)) * (u[index] * w[w.size() - index]);
      };
      I sum = term(1);
      for (int i = 2; i <= k; ++i) sum += term(i);
      return sum / (k * nonnegative_part(u[0]));
    }

   private:
    I exponent_;
  };
};

/// |u|: +-u where 0 is no member of u_0; elsewhere the generalised gradient is [-1, 1].
struct Abs {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const Precision p = precision_of(x);
    if (contains_zero(x)) {
      return {abs(x), symmetric<I>(1, 1, p), undefined<I>(p), Regularity::kink};
    }
    return {abs(x), sign(x), enclose<I>(0, p)};
  }
  template <IntervalNumber I, int N>
  struct Series {
    explicit Series(const Abs&) {}
    I next(Known<I> u, Known<I> w, const Derivatives<I>& d) { return d.first * u[w.size()]; }
  };
};

/// Constant where 0 is no member of u_0.
struct Sign {
  template <int K, IntervalNumber I>
  Derivatives<I> at(const I& x) const {
    const Precision p = precision_of(x);
    if (contains_zero(x)) return {sign(x), undefined<I>(p), undefined<I>(p), Regularity::jump};
    const I zero = enclose<I>(0, p);
    return {sign(x), zero, zero};
  }
  template <IntervalNumber I, int N>
  struct Series {
    explicit Series(const Sign&) {}
    I next(Known<I>, Known<I>, const Derivatives<I>& d) { return d.first; }
  };
};

}  // namespace rigor::jets
