// Interval arithmetic of the re-checker. Private to this folder.
#pragma once

#include <optional>

#include "second_engine/certificate_ends.hpp"
#include "second_engine/certificate_terms.hpp"

namespace rigor::second_engine {

/// A closed interval; infinite ends are allowed; empty iff lower > upper.
template <class Ends>
struct Range {
  typename Ends::End lower;
  typename Ends::End upper;
};

/// Operations that enclose: the result contains the value for all members of the operands at which
/// it is defined. Empty operands give empty results. 0 * oo = 0: an infinite end is never a member.
template <class Ends>
class Arithmetic {
 public:
  using End = typename Ends::End;
  using R = Range<Ends>;

  explicit Arithmetic(Ends ends = {}) : ends_(ends) {}
  const Ends& ends() const { return ends_; }

  static bool empty(const R& x) { return x.upper < x.lower; }
  static R none() { return {Ends::infinity(true), Ends::infinity(false)}; }
  static R line() { return {Ends::infinity(false), Ends::infinity(true)}; }
  static R integer(long value) { return {Ends::integer(value), Ends::integer(value)}; }
  static int lower_sign(const R& x) { return Ends::sign(x.lower); }
  static int upper_sign(const R& x) { return Ends::sign(x.upper); }
  static bool is_zero(const R& x) { return lower_sign(x) == 0 && upper_sign(x) == 0; }
  static bool positive(const R& x) { return lower_sign(x) > 0; }
  static bool negative(const R& x) { return upper_sign(x) < 0; }
  static bool excludes_zero(const R& x) { return positive(x) || negative(x); }

  R rational(const Rational& value) const;
  R pi() const;
  R hull(const R& x, const R& y) const;
  R meet(const R& x, const R& y) const;
  R neg(const R& x) const { return {Ends::negative(x.upper), Ends::negative(x.lower)}; }
  R add(const R& x, const R& y) const;
  R sub(const R& x, const R& y) const { return add(x, neg(y)); }
  R mul(const R& x, const R& y) const;
  /// The extended quotient; empty if y = [0, 0].
  R div(const R& x, const R& y) const;
  R sqr(const R& x) const { return pow(x, 2); }
  R pow(const R& x, std::uint64_t n) const;
  R root(const R& x, std::uint64_t n) const;
  R abs(const R& x) const;
  R min(const R& x, const R& y) const;
  R max(const R& x, const R& y) const;
  R floor(const R& x) const { return {Ends::floor(x.lower), Ends::floor(x.upper)}; }
  R ceil(const R& x) const { return neg(floor(neg(x))); }
  R sign(const R& x) const { return {Ends::integer(lower_sign(x)), Ends::integer(upper_sign(x))}; }
  /// exp to erfc, with their domains cut off.
  R function(Word word, const R& x) const;
  /// The set has a point where the cosine vanishes, or that can't be excluded.
  bool may_have_pole(const R& x) const;

  R first_derivative(Word word, const R& x, const R& value, std::uint64_t n) const;
  R second_derivative(Word word, const R& x, const R& value, const R& first, std::uint64_t n) const;

 private:
  using Function = void (*)(arb_t, const arb_t, slong);
  R ball_range(arb_t ball) const;
  R at(Function f, const End& x) const;
  R increasing(Function f, const R& x, const End& clamp, const R& limits) const;
  R wave(const R& x, bool cosine) const;
  End power_end(const End& magnitude, std::uint64_t n, bool up) const;

  Ends ends_;
};

extern template class Arithmetic<DoubleEnds>;
extern template class Arithmetic<BigEnds>;

}  // namespace rigor::second_engine
