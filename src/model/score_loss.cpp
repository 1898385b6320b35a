#include "model/score_loss.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"
#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

/// |y| <= b (1 + t) beyond the data, b = max(|x_1|, |x_N|) + sqrt v.
template <IntervalNumber I>
I reach(const std::vector<Rational>& data, const I& v) {
  const Precision p = precision_of(v);
  return max(abs(enclose<I>(data.front(), p)), abs(enclose<I>(data.back(), p))) + sqrt(v);
}
/// |y - x_i| <= c (1 + t) beyond the data, c = x_N - x_1 + sqrt v.
template <IntervalNumber I>
I spread(const std::vector<Rational>& data, const I& v) {
  return enclose<I>(data.back() - data.front(), precision_of(v)) + sqrt(v);
}

/// The data and v as numbers of a type J: I on the line, Interval on rectangles.
template <IntervalNumber J>
struct Atoms {
  std::vector<J> x;
  J v;

  template <IntervalNumber I>
  Atoms(const std::vector<Rational>& data, const I& variance)
      : v(convert<J>(variance, precision_of(variance))) {
    for (const Rational& q : data) x.push_back(enclose<J>(q, precision_of(variance)));
  }

  /// The atom nearest to a place; any is right.
  std::size_t nearest(const J& y) const {
    const double at = to_interval(midpoint(y)).lower();
    std::size_t best = 0;
    for (std::size_t k = 1; k < x.size(); ++k) {
      if (std::abs(to_interval(x[k]).lower() - at) < std::abs(to_interval(x[best]).lower() - at)) {
        best = k;
      }
    }
    return best;
  }

  /// (m - y) / v for the weights exp(-|y - x_k|^2 / (2 factor v)), relative to the atom r: the
  /// exponents (x_k - x_r) (2 y - x_k - x_r) / (2 factor v) are affine in y.
  template <class T>
  T score(const T& y, std::size_t r, const J& factor) const {
    T mass = y * 0 + 1, moment = y * 0;
    for (std::size_t k = 0; k < x.size(); ++k) {
      if (k == r) continue;
      const J g = x[k] - x[r];
      const T w = exp((2 * y - (x[k] + x[r])) * (g / (2 * factor * v)));
      mass = mass + w;
      moment = moment + w * g;
    }
    return (moment / mass + x[r] - y) / v;
  }

  /// exp(-(y - x_k)^2 / 2v) / (N sqrt(2 pi v)).
  template <class T>
  T share(const T& y, std::size_t k) const {
    const auto n = static_cast<long>(x.size());
    return exp(-sqr(y - x[k]) / (2 * v)) / (n * sqrt(2 * pi<J>(precision_of(v)) * v));
  }
};

inline const Interval& place(const Interval& y) {
  return y;
}
inline const BigInterval& place(const BigInterval& y) {
  return y;
}
inline const Interval& place(const ComplexInterval& z) {
  return z.re;
}

/// sum_i share_i (s + (y - x_i) / v)^2.
template <class J, class T>
T loss_integrand(const Atoms<J>& atoms, const T& s, const T& y) {
  T sum = y * 0;
  for (std::size_t i = 0; i < atoms.x.size(); ++i) {
    sum = sum + sqr(s + (y - atoms.x[i]) / atoms.v) * atoms.share(y, i);
  }
  return sum;
}
/// sum_i share_i (s - s_N)^2.
template <class J, class T>
T excess_integrand(const Atoms<J>& atoms, const T& s, const T& y) {
  const J one = enclose<J>(1L, precision_of(atoms.v));
  T density = y * 0;
  for (std::size_t i = 0; i < atoms.x.size(); ++i) density = density + atoms.share(y, i);
  return sqr(s - atoms.score(y, atoms.nearest(place(y)), one)) * density;
}

enum class Quantity { loss, excess };

template <IntervalNumber I>
Integral<I> integrate_score(const ScoreModel<I>& s, const std::vector<Rational>& data, const I& v,
                            int digits, const std::function<void()>& step, Quantity quantity) {
  const Precision p = precision_of(v);
  const Atoms<I> atoms(data, v);
  const Atoms<Interval> rough(data, v);
  const I one = enclose<I>(1L, p);
  const I g = s.growth + spread(data, v) / v;
  // exp(-K^2/2) is about 10^-digits relative to the loss, with room for (1 + K)^6 g^2 v.
  const double room = std::log(to_interval(sqr(g) * v + 2).upper());
  const auto K = static_cast<long>(std::ceil(std::sqrt(2 * (2.31 * (digits + 2) + 24 + room))));
  const I tail =
      2 * sqr(g) * 2 / K * pown((1 + K) * one, 6) * exp(-K * K * one / 2) / sqrt(2 * pi<I>(p));
  const I edge = K * sqrt(v);
  I from = lower_point(enclose<I>(data.front(), p) - edge);
  Integral<I> result{hull(one * 0, upper_point(tail)), true, ""};
  for (std::size_t k = 0; k < s.pieces.size(); ++k) {
    const bool is_last = k == s.breaks.size();
    const I to = is_last ? enclose<I>(data.back(), p) + edge : enclose<I>(s.breaks[k], p);
    const auto at = [&](const auto& piece, const I& y) {
      const I value = piece.value(y);
      return quantity == Quantity::loss ? loss_integrand(atoms, value, y)
                                        : excess_integrand(atoms, value, y);
    };
    const auto& piece = s.pieces[k];
    const auto on_rectangles = [&](const ComplexInterval& y) {
      const ComplexInterval value = piece.on_rectangles(y);
      return quantity == Quantity::loss ? loss_integrand(rough, value, y)
                                        : excess_integrand(rough, value, y);
    };
    // A piece may hold almost nothing: an absolute goal beside the relative one.
    const Rational absolute = lower_rational(pown(one * 10, -digits - 2) / v);
    const Integral<I> part = integrate_analytic<I>(
        [&](const I& y) { return at(piece, y); }, on_rectangles,
        {from, is_last ? upper_point(to) : lower_point(to)}, {digits + 1, step, absolute});
    result.value += part.value;
    // Where a break is no number of the precision, what lies about it.
    if (!is_last && !is_thin(to)) {
      result.value += hull(at(piece, to), at(s.pieces[k + 1], to)) * hull(one * 0, width(to));
    }
    from = upper_point(to);
    if (!part.is_reached) {
      result.is_reached = false;
      result.reason = part.reason;
    }
  }
  return result;
}

}  // namespace

template <IntervalNumber I>
ScoreModel<I> cubic_score(const std::vector<Rational>& data, const I& v) {
  const auto s = [](const auto& y) { return y - y * sqr(y); };
  const I b = reach(data, v);
  return {{{s, s}}, {}, upper_point(b + pown(b, 3))};
}

template <IntervalNumber I>
ScoreModel<I> tanh_score(const std::vector<Rational>& data, const I& v) {
  const auto s = [](const auto& y) { return tanh(y) - y; };
  return {{{s, s}}, {}, upper_point(1 + reach(data, v))};
}

template <IntervalNumber I>
ScoreModel<I> nearest_score(const std::vector<Rational>& data, const I& v) {
  ScoreModel<I> model{{}, {}, upper_point(spread(data, v) / v)};
  const Atoms<I> atoms(data, v);
  const Atoms<Interval> rough(data, v);
  for (std::size_t k = 0; k < data.size(); ++k) {
    model.pieces.push_back(
        {[x = atoms.x[k], v](const I& y) { return (x - y) / v; },
         [x = rough.x[k], w = rough.v](const ComplexInterval& y) { return (x - y) / w; }});
    if (k + 1 < data.size()) model.breaks.push_back((data[k] + data[k + 1]) / 2);
  }
  return model;
}

template <IntervalNumber I>
ScoreModel<I> softmax_score(const std::vector<Rational>& data, const I& v, const Rational& factor) {
  const Precision p = precision_of(v);
  return {{{[atoms = Atoms<I>(data, v), f = enclose<I>(factor, p)](const I& y) {
              return atoms.score(y, atoms.nearest(y), f);
            },
            [atoms = Atoms<Interval>(data, v), f = enclose<Interval>(factor, p)](
                const ComplexInterval& y) { return atoms.score(y, atoms.nearest(y.re), f); }}},
          {},
          upper_point(spread(data, v) / v)};
}

template <IntervalNumber I>
Integral<I> enclose_score_loss(const ScoreModel<I>& s, const std::vector<Rational>& data,
                               const I& v, int digits, const std::function<void()>& step) {
  return integrate_score(s, data, v, digits, step, Quantity::loss);
}
template <IntervalNumber I>
Integral<I> enclose_score_excess(const ScoreModel<I>& s, const std::vector<Rational>& data,
                                 const I& v, int digits, const std::function<void()>& step) {
  return integrate_score(s, data, v, digits, step, Quantity::excess);
}

template ScoreModel<Interval> cubic_score(const std::vector<Rational>&, const Interval&);
template ScoreModel<Interval> tanh_score(const std::vector<Rational>&, const Interval&);
template ScoreModel<Interval> nearest_score(const std::vector<Rational>&, const Interval&);
template ScoreModel<Interval> softmax_score(const std::vector<Rational>&, const Interval&,
                                            const Rational&);
template Integral<Interval> enclose_score_loss(const ScoreModel<Interval>&,
                                               const std::vector<Rational>&, const Interval&, int,
                                               const std::function<void()>&);
template Integral<Interval> enclose_score_excess(const ScoreModel<Interval>&,
                                                 const std::vector<Rational>&, const Interval&, int,
                                                 const std::function<void()>&);
template ScoreModel<BigInterval> cubic_score(const std::vector<Rational>&, const BigInterval&);
template ScoreModel<BigInterval> tanh_score(const std::vector<Rational>&, const BigInterval&);
template ScoreModel<BigInterval> nearest_score(const std::vector<Rational>&, const BigInterval&);
template ScoreModel<BigInterval> softmax_score(const std::vector<Rational>&, const BigInterval&,
                                               const Rational&);
template Integral<BigInterval> enclose_score_loss(const ScoreModel<BigInterval>&,
                                                  const std::vector<Rational>&, const BigInterval&,
                                                  int, const std::function<void()>&);
template Integral<BigInterval> enclose_score_excess(const ScoreModel<BigInterval>&,
                                                    const std::vector<Rational>&,
                                                    const BigInterval&, int,
                                                    const std::function<void()>&);

}  // namespace rigor
