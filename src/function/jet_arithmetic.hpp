// Arithmetic of Jet. Included by jet.hpp.
#pragma once

#include "function/jet.hpp"
#include "function/jet_functions.hpp"

namespace rigor {

template <IntervalNumber I, int K>
Precision precision_of(const Jet<I, K>& u) {
  return precision_of(u.value());
}

template <IntervalNumber I, int K>
Jet<I, K> constant_like(const Jet<I, K>&, const I& c) {
  return Jet<I, K>(c);
}

/// g(u), for a function g of jets::.
template <class F, IntervalNumber I, int K>
Jet<I, K> chain(F g, Jet<I, K> u) {
  u.compose(g.template at<K>(u.value()));
  return u;
}

template <IntervalNumber I, int K>
Jet<I, K> operator-(Jet<I, K> u) {
  u.set_value(-u.value());
  u.transform([](const I& d) { return -d; });
  return u;
}
// In place: a sum of many terms of few variables each costs no copies of the sum.
template <IntervalNumber I, int K>
Jet<I, K>& operator+=(Jet<I, K>& u, const Jet<I, K>& v) {
  u.widen(v.active());
  u.accumulate(v, [](const I& d) -> const I& { return d; });
  u.set_value(u.value() + v.value());
  return u;
}
template <IntervalNumber I, int K>
Jet<I, K>& operator-=(Jet<I, K>& u, const Jet<I, K>& v) {
  u.widen(v.active());
  u.accumulate(v, [](const I& d) { return -d; });
  u.set_value(u.value() - v.value());
  return u;
}
template <IntervalNumber I, int K>
Jet<I, K> operator+(Jet<I, K> u, const Jet<I, K>& v) {
  return std::move(u += v);
}
template <IntervalNumber I, int K>
Jet<I, K> operator-(Jet<I, K> u, const Jet<I, K>& v) {
  return std::move(u -= v);
}
/// w_i = u v_i + u_i v, w_ij = u v_ij + u_ij v + u_i v_j + u_j v_i.
template <IntervalNumber I, int K>
Jet<I, K> operator*(const Jet<I, K>& u, const Jet<I, K>& v) {
  Jet<I, K> w = u;
  w.transform([&](const I& d) { return d * v.value(); });
  w.widen(v.active());
  w.accumulate(v, [&](const I& d) { return u.value() * d; });
  w.accumulate_cross(u, v);
  w.set_value(u.value() * v.value());
  return w;
}
/// w_i = (u_i - w v_i) / v, w_ij = (u_ij - w v_ij - w_i v_j - w_j v_i) / v.
template <IntervalNumber I, int K>
Jet<I, K> operator/(const Jet<I, K>& u, const Jet<I, K>& v) {
  const I value = u.value() / v.value();
  const auto over_v = [&](const I& d) { return d / v.value(); };
  Jet<I, K> rest = u;
  rest.widen(v.active());
  rest.accumulate(v, [&](const I& d) { return -(value * d); });
  Jet<I, K> w = rest;
  w.transform(over_v);
  if constexpr (K == 2) {
    // The first derivatives of w are right; its second ones lack the mixed terms.
    rest.accumulate_cross(-w, v);
    w = rest;
    w.transform(over_v);
  }
  w.set_value(value);
  return w;
}

/// With constants: an I or a built-in integer.
template <IntervalNumber I, int K, ConstantOf<I> C>
Jet<I, K> operator+(Jet<I, K> u, const C& c) {
  u.set_value(u.value() + c);
  return u;
}
template <IntervalNumber I, int K, ConstantOf<I> C>
Jet<I, K> operator+(const C& c, Jet<I, K> u) {
  return std::move(u) + c;
}
template <IntervalNumber I, int K, ConstantOf<I> C>
Jet<I, K> operator-(Jet<I, K> u, const C& c) {
  u.set_value(u.value() - c);
  return u;
}
template <IntervalNumber I, int K, ConstantOf<I> C>
Jet<I, K> operator-(const C& c, Jet<I, K> u) {
  u.set_value(c - u.value());
  u.transform([](const I& d) { return -d; });
  return u;
}
template <IntervalNumber I, int K, ConstantOf<I> C>
Jet<I, K> operator*(Jet<I, K> u, const C& c) {
  u.set_value(u.value() * c);
  u.transform([&](const I& d) { return d * c; });
  return u;
}
template <IntervalNumber I, int K, ConstantOf<I> C>
Jet<I, K> operator*(const C& c, Jet<I, K> u) {
  return std::move(u) * c;
}
template <IntervalNumber I, int K, ConstantOf<I> C>
Jet<I, K> operator/(Jet<I, K> u, const C& c) {
  u.set_value(u.value() / c);
  u.transform([&](const I& d) { return d / c; });
  return u;
}
template <IntervalNumber I, int K, ConstantOf<I> C>
Jet<I, K> operator/(const C& c, const Jet<I, K>& u) {
  Jet<I, K> w = recip(u) * c;
  w.set_value(c / u.value());
  return w;
}

/// a b + c, with the value rounded once.
template <IntervalNumber I, int K>
Jet<I, K> fma(const Jet<I, K>& a, const Jet<I, K>& b, const Jet<I, K>& c) {
  Jet<I, K> w = a * b + c;
  w.set_value(fma(a.value(), b.value(), c.value()));
  return w;
}

/// Where the two values may be equal: the hull of both gradients, which contains the generalised
/// gradient, flagged `defined` at most; nothing is known of the second derivatives.
template <IntervalNumber I, int K>
Jet<I, K> min(const Jet<I, K>& u, const Jet<I, K>& v) {
  const bool u_is_less = certainly(set_of(u.value()) < set_of(v.value()));
  const bool v_is_less = certainly(set_of(v.value()) < set_of(u.value()));
  Jet<I, K> w = v_is_less ? v : u;
  if (!u_is_less && !v_is_less) {
    w.widen(v.active());
    w.hull_with(v);
    w.compose({w.value(), enclose<I>(1, precision_of(w)), undefined<I>(precision_of(w)),
               Regularity::kink});
  }
  w.set_value(min(u.value(), v.value()));
  return w;
}
template <IntervalNumber I, int K>
Jet<I, K> max(const Jet<I, K>& u, const Jet<I, K>& v) {
  return -min(-u, -v);
}

/// u^v = exp(v log u). Where u may be 0, nothing is known of the derivatives.
template <IntervalNumber I, int K>
Jet<I, K> pow(const Jet<I, K>& u, const Jet<I, K>& v) {
  Jet<I, K> w = exp(v * log(u));
  w.set_value(pow(u.value(), v.value()));
  if (contains_zero(u.value())) w.forget();
  return w;
}

}  // namespace rigor
