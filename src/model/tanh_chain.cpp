#include "model/tanh_chain.hpp"

#include "analysis/field_functions.hpp"
#include "analysis/ode.hpp"
#include "function/elementary.hpp"
#include "function/hyperbolic.hpp"

namespace rigor {
namespace {

struct ChainField {
  Rational factor;
  Rational point;

  template <class T>
  std::vector<T> operator()(const T& t, const std::vector<T>& w) const {
    const long size = static_cast<long>(w.size());
    const auto start = enclose<ScalarOf<T>>(point, precision_of(t));
    std::vector<T> h, slopes;  // h_1, ..., h_N; tanh'(w_k h_{k-1})
    for (std::size_t k = 0; k < w.size(); ++k) {
      const T s = tanh(k == 0 ? w[0] * start : w[k] * h.back());
      slopes.push_back(1 - sqr(s));
      h.push_back(k == 0 ? start + s / size : h.back() + s / size);
    }
    T p = 2 * (h.back() - enclose<ScalarOf<T>>(factor * point, precision_of(t)));
    std::vector<T> velocity = w;
    for (std::size_t k = w.size(); k-- > 0;) {
      const T along = p * slopes[k];
      velocity[k] = k == 0 ? -(along * start) : -(along * h[k - 1]);
      p = p + along * w[k] / size;
    }
    return velocity;
  }
};

}  // namespace

std::optional<std::vector<Interval>> enclose_tanh_chain(const Rational& factor,
                                                        const Rational& point, std::size_t size,
                                                        const Rational& time,
                                                        const std::function<void()>& step) {
  const Precision precision{53};
  const auto exact = [&](const Rational& q) { return enclose<Interval>(q, precision); };
  std::vector<Interval> start;
  for (std::size_t k = 1; k <= size; ++k) {
    start.push_back(exact(Rational(k % 2 == 0 ? 1 : -1, static_cast<long>(size))));
  }
  auto flow = precise_ode_flow(ChainField{factor, point}, exact(0), start);
  const OdeStop stop = flow.run(exact(time), step);
  if (stop != OdeStop::reached) return std::nullopt;
  return flow.state();
}

template <IntervalNumber I>
I tanh_chain_bound(const Rational& factor, const Rational& point, const Rational& time,
                   Precision precision) {
  const auto exact = [&](const Rational& q) { return enclose<I>(q, precision); };
  const I half = exact(Rational(1, 2)), T = exact(time);
  // |h_N(0) - C x| <= (C - 1) x + x (e^{1/2} - 1).
  const I R = exact(point) * (abs(exact(factor - 1)) + expm1(half));
  const I Lam = half + sqrt(T) * R, H = exact(point) * exp(Lam), P = 2 * R * exp(Lam);
  const I w = half + P * H * T, S = 4 / (3 * sqrt(exact(3))), c = S * P * sqr(H);
  return 2 * exp(c * T) + w * H * P * (2 + S * w * H) * expm1(c * T) / c;
}

template Interval tanh_chain_bound(const Rational&, const Rational&, const Rational&, Precision);
template BigInterval tanh_chain_bound(const Rational&, const Rational&, const Rational&, Precision);

}  // namespace rigor
