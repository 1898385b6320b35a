// Between Rigor's intervals and the sets of the checks. No rounding: both hold the same numbers.
#pragma once

#include <array>
#include <utility>

#include "number/decorated.hpp"
#include "soundness/operation.hpp"

namespace rigor::soundness {

template <class I>
struct Adapter;

template <>
struct Adapter<Interval> {
  static Interval make(const Set& x, const Format&) {
    if (x.is_empty) return Interval::nothing();
    return Interval::bounds(arf_get_d(x.lower.get(), ARF_RND_DOWN),
                            arf_get_d(x.upper.get(), ARF_RND_DOWN));
  }
  static Set read(const Interval& x) {
    return {is_empty(x), Real::of(x.lower()), Real::of(x.upper())};
  }
};

template <>
struct Adapter<BigInterval> {
  static BigInterval make(const Set& x, const Format& format) {
    const Precision p{format.bits};
    if (x.is_empty) return empty<BigInterval>(p);
    return BigInterval::bounds(big(x.lower, p), big(x.upper, p));
  }
  static Set read(const BigInterval& x) { return {is_empty(x), real(x.lower()), real(x.upper())}; }

 private:
  static BigFloat big(const Real& x, Precision p) {
    BigFloat r(p);
    arf_get_mpfr(r.get(), x.get(), MPFR_RNDN);
    return r;
  }
  static Real real(const BigFloat& x) {
    Real r;
    arf_set_mpfr(r.get(), x.get());
    return r;
  }
};

/// f applied to the plain and to the decorated operands.
template <class I, class F, std::size_t... k>
Outcome outcome(F f, const Operands& x, std::index_sequence<k...>) {
  const std::array<I, sizeof...(k)> plain = {Adapter<I>::make(x.sets[k], x.formats[k])...};
  const I value = f(plain[k]...);
  const Decorated<I> decorated = f(Decorated<I>{plain[k], static_cast<Domain>(x.flags[k])}...);
  return {.value = Adapter<I>::read(value),
          .bits = precision_of(value).bits,
          .decorated_value = Adapter<I>::read(decorated.value),
          .flag = static_cast<int>(decorated.domain)};
}

/// An operation from a stateless function object that takes every type of interval.
template <int arity, class F>
Operation operation(std::string_view name, F) {
  return {name, arity,
          [](const Operands& x) {
            return outcome<Interval>(F{}, x, std::make_index_sequence<arity>());
          },
          [](const Operands& x) {
            return outcome<BigInterval>(F{}, x, std::make_index_sequence<arity>());
          }};
}

}  // namespace rigor::soundness
