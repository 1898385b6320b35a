#include "soundness/inputs.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "soundness/ball.hpp"

namespace rigor::soundness {
namespace {

constexpr std::array kDirections = {Direction::down, Direction::up};

Direction any_direction(Random& random) {
  return kDirections[random.bits() & 1];
}

Real with_sign(Random& random, Real x) {
  return (random.bits() & 1) == 0 ? x : -x;
}

// An odd number of at most `length` binary digits, scaled so that the result lies in [1, 2).
Real significand(Random& random, int length) {
  std::array<ulong, 24> words{};
  length = std::clamp(length, 1, 64 * static_cast<int>(words.size()));
  const int count = (length + 63) / 64;
  // Random digits; or long runs of ones and zeros, on which carries travel far.
  const int style = static_cast<int>(random.integer(0, 3));
  for (int i = 0; i < count; ++i) {
    ulong& word = words[static_cast<std::size_t>(i)];
    word = style == 0 ? 0 : style == 1 ? ~0UL : random.bits();
    if (style < 2 && random.one_in(3)) word ^= 1UL << random.integer(0, 63);
  }
  const int top = (length - 1) % 64;
  ulong& last = words[static_cast<std::size_t>(count - 1)];
  last &= ~0UL >> (63 - top);
  last |= 1UL << top;
  fmpz_t digits;
  fmpz_init(digits);
  fmpz_set_ui_array(digits, words.data(), count);
  Real r;
  arf_set_fmpz(r.get(), digits);
  fmpz_clear(digits);
  return times_power_of_two(r, 1 - length);
}

long least_normal(const Format& f) {
  return f.has_gradual_underflow ? f.least_exponent + f.bits - 1 : f.least_exponent;
}

// e for numbers in [2^(e-1), 2^e): all doubles alike; for wide ranges mostly moderate ones.
long any_exponent(Random& random, const Format& f) {
  if (f.greatest_exponent < 5000) return random.integer(f.least_exponent, f.greatest_exponent);
  switch (random.integer(0, 4)) {
    case 0:
      return random.integer(-64, 64);
    case 1:
      return random.integer(-3000, 3000);
    case 2:
      return random.integer(-(1L << 28) - 2, (1L << 28) + 2);
    case 3:
      return f.least_exponent + random.integer(0, 2L * f.bits);
    default:
      return f.greatest_exponent - random.integer(0, 2L * f.bits);
  }
}

Real next_numbers(Random& random, Real x, const Format& f, long at_most) {
  const Direction d = any_direction(random);
  for (long steps = random.integer(0, at_most); steps > 0; --steps) x = neighbour(x, f, d);
  return x.is_finite() ? x : neighbour(x, f, opposite(d));
}

// The multiple k pi/2 rounded to the format, or a neighbour.
Real near_multiple_of_quarter_turn(Random& random, const Format& f) {
  // 6381956970095103 2^797 is the double closest to a multiple of pi/2, relative to its size.
  if (random.one_in(8)) {
    return with_sign(random, rounded(Real::scaled(6381956970095103, 797), f, Direction::down));
  }
  if (random.one_in(8)) return with_sign(random, rounded(Real::of(1e300), f, Direction::down));
  const long bits = random.integer(1, random.one_in(4) ? std::min(f.bits, 62) : 12);
  const long k = static_cast<long>(random.bits() >> (64 - bits)) + 1;
  Ball t;
  arb_const_pi(t.get(), 2L * f.bits + 128);
  arb_mul_si(t.get(), t.get(), k, 2L * f.bits + 128);
  arb_mul_2exp_si(t.get(), t.get(), random.one_in(4) ? random.integer(-1, 900) : -1);
  const Real x = rounded(t.lower(f.bits + 64), f, any_direction(random));
  return with_sign(random, next_numbers(random, x, f, 2));
}

Real logarithm_of_two_times(Random& random, const Format& f, const Real& k, long divisor) {
  Ball t;
  arb_const_log2(t.get(), 2L * f.bits + 128);
  arb_mul_arf(t.get(), t.get(), k.get(), 2L * f.bits + 128);
  arb_div_si(t.get(), t.get(), divisor, 2L * f.bits + 128);
  return rounded(t.lower(f.bits + 64), f, any_direction(random));
}

// Where exp or exp2 (also of 2x, x/2) crosses a border of a format.
Real exponential_border(Random& random, const Format& f) {
  const std::array borders = {f.greatest_exponent,
                              f.least_exponent - 1,
                              least_normal(f) - 1,
                              static_cast<long>(-f.bits),
                              1024L,
                              -1075L};
  const long e = borders[static_cast<std::size_t>(random.integer(0, 5))];
  const Real border = Real::of_integer(e + random.integer(-1, 1));
  if (random.one_in(4)) return rounded(border, f, any_direction(random));
  return logarithm_of_two_times(random, f, border, random.one_in(3) ? 2 : 1);
}

Real bell_border(Random& random, const Format& f) {
  Ball t(exponential_border(random, f));
  arb_abs(t.get(), t.get());
  if (random.one_in(2)) arb_mul_2exp_si(t.get(), t.get(), 1);
  arb_sqrt(t.get(), t.get(), f.bits + 64);
  const Real x = rounded(t.lower(f.bits + 64), f, any_direction(random));
  // The middle of the range is as good: the methods change there.
  return with_sign(random, random.one_in(3) ? rounded(Real::scaled(random.integer(0, 40 << 8), -8),
                                                      f, Direction::down)
                                            : x);
}

Set hard_set_around(Random& random, const Real& x, const Format& f, Terrain terrain) {
  switch (random.integer(0, 3)) {
    case 0:
    case 1:
      return Set::point(x);
    case 2:
      return Set::between(x, next_numbers(random, x, f, 3));
    default:
      return Set::between(x, hard_number(random, f, terrain));
  }
}

Real rounded_to(const Real& x, const Format& f, Random& random) {
  const Real r = rounded(x, f, any_direction(random));
  return r.is_finite() ? r : neighbour(r, f, r.sign() > 0 ? Direction::down : Direction::up);
}

// A number of bits + 1 digits, exactly between two of the format, of moderate size.
Real midpoint_of_neighbours(Random& random, const Format& f) {
  const Real m = significand(random, f.bits) + Real::scaled(1, -f.bits);
  return with_sign(random, times_power_of_two(m, random.integer(-40, 40)));
}

// Thin operands whose exact result lies at or next to a midpoint between two numbers.
void make_halfway(Random& random, Operands& x, std::string_view function) {
  const auto set = [&](int i, const Real& value) {
    const Format& f = x.formats[static_cast<std::size_t>(i)];
    x.sets[static_cast<std::size_t>(i)] = Set::point(rounded_to(value, f, random));
  };
  const Format& f = x.formats[0];
  const Real m = midpoint_of_neighbours(random, f);
  if ((function == "add" || function == "sub") && random.one_in(2)) {
    // Digits that overlap in part, meet end to end, or lie apart.
    const long distance = random.integer(0, 2L * f.bits + 3);
    const Real a = with_sign(random, significand(random, f.bits));
    const Real b = with_sign(random, significand(random, f.bits));
    set(0, random.one_in(2) ? a : times_power_of_two(a, -distance));
    set(1, times_power_of_two(b, -distance));
  } else if (function == "add" || function == "sub") {
    const Real a = rounded(m, f, any_direction(random));
    set(0, a);
    Real rest = m - a;
    if (random.one_in(2)) rest = next_numbers(random, rounded_to(rest, f, random), f, 1);
    set(1, function == "add" ? rest : -rest);
  } else if (function == "div") {
    const Real b = rounded_to(significand(random, f.bits), x.formats[1], random);
    set(0, next_numbers(random, rounded_to(m * b, f, random), f, 1));
    x.sets[1] = Set::point(b);
  } else if (function == "sqrt") {
    set(0, next_numbers(random, rounded_to(m * m, f, random), f, 1));
  } else if (function == "recip") {
    const Real one = Real::of_integer(1);
    Real q;
    arf_div(q.get(), one.get(), m.get(), 2L * f.bits, ARF_RND_DOWN);
    set(0, q);
  } else {  // products: half-length factors, whose product often has bits + 1 digits
    set(0, with_sign(random, significand(random, f.bits / 2 + 1)));
    set(1, with_sign(random, significand(random, f.bits / 2)));
    if (function == "fma") {
      // c leaves the product next to a midpoint, or cancels it but for the last digits.
      const Real product = x[0].lower * x[1].lower;
      set(2, random.one_in(2) ? -product : m - product);
    }
  }
}

// x^y next to a power of two at a border, or exact.
void make_power(Random& random, Operands& x) {
  const Format& f = x.formats[0];
  const Format& g = x.formats[1];
  if (random.one_in(2)) {  // exact: (n/16)^(k/4)
    x.sets[0] = hard_set_around(
        random, rounded(Real::scaled(random.integer(1, 1024), -4), f, Direction::up), f,
        Terrain::power);
    x.sets[1] = hard_set_around(
        random, rounded(Real::scaled(random.integer(-64, 64), -2), g, Direction::up), g,
        Terrain::power);
    return;
  }
  const Real base = times_power_of_two(significand(random, f.bits), random.integer(-20, 20));
  Ball logarithm(base);
  arb_log(logarithm.get(), logarithm.get(), 2L * g.bits);
  Ball exponent(logarithm_of_two_times(
      random, g, Real::of_integer(random.one_in(2) ? g.greatest_exponent : g.least_exponent - 1),
      1));
  arb_div(exponent.get(), exponent.get(), logarithm.get(), 2L * g.bits);
  const Real y = exponent.lower(2L * g.bits);
  if (!y.is_finite()) return;
  x.sets[0] = Set::point(base);
  x.sets[1] = hard_set_around(random, next_numbers(random, rounded_to(y, g, random), g, 2), g,
                              Terrain::power);
}

}  // namespace

Real number(Random& random, const Format& f) {
  const auto any = [&] {
    return rounded_to(times_power_of_two(significand(random, f.bits), any_exponent(random, f) - 1),
                      f, random);
  };
  Real size;
  switch (random.integer(0, 11)) {
    case 0:
      return size;
    case 1:
      size = next_numbers(random, smallest(f), f, 5);
      break;
    case 2:
      size = next_numbers(random, Real::scaled(1, least_normal(f) - 1), f, 2);
      break;
    case 3:
      size = next_numbers(random, largest(f), f, 5);
      break;
    case 4:
      size = next_numbers(random, Real::scaled(1, any_exponent(random, f) - 1), f, 1);
      break;
    case 5:
      size = any();
      break;
    case 6:
      size = rounded_to(times_power_of_two(significand(random, 10), any_exponent(random, f) - 1), f,
                        random);
      break;
    case 7:
      size = times_power_of_two(significand(random, (f.bits + 1) / 2), random.integer(-3, 3));
      break;
    case 8:
      size = rounded_to(Real::of_integer(random.integer(0, 100)), f, random);
      break;
    default:
      size = times_power_of_two(significand(random, f.bits), random.integer(-20, 20));
      break;
  }
  return with_sign(random, std::move(size));
}

Real hard_number(Random& random, const Format& f, Terrain terrain) {
  const auto moderate = [&](long lo, long hi) {
    return with_sign(random,
                     times_power_of_two(significand(random, f.bits), random.integer(lo, hi)));
  };
  switch (terrain) {
    case Terrain::logarithmic:
      if (random.one_in(2)) return absolute(next_numbers(random, Real::of_integer(1), f, 20));
      return random.one_in(2) ? absolute(number(random, f)) : moderate(-20, 20);
    case Terrain::bordered:
      if (random.one_in(4)) return number(random, f);
      if (random.one_in(3)) return moderate(-f.bits, 1);
      return with_sign(random, next_numbers(random, Real::of_integer(1), f, 6));
    case Terrain::periodic: {
      if (random.one_in(2)) return near_multiple_of_quarter_turn(random, f);
      if (random.one_in(3)) return moderate(-f.bits, 1000);
      const Real x = number(random, f);
      return is_below_power(x, 1025) ? x : moderate(-4, 8);
    }
    case Terrain::exponential:
      if (random.one_in(2)) {
        return next_numbers(random, exponential_border(random, f), f, 4);
      }
      return random.one_in(3) ? number(random, f) : moderate(-f.bits - 12, 12);
    case Terrain::bell:
      if (random.one_in(2)) return next_numbers(random, bell_border(random, f), f, 4);
      return random.one_in(3) ? number(random, f) : moderate(-f.bits - 12, 6);
    case Terrain::power:
      if (random.one_in(4)) return number(random, f);
      return random.one_in(4) ? with_sign(random, next_numbers(random, Real::of_integer(1), f, 6))
                              : moderate(-8, 8);
    case Terrain::integer_power:
      if (random.one_in(3)) return next_numbers(random, Real::of_integer(1), f, 40);
      return random.one_in(2) ? moderate(-3, 3) : number(random, f);
    case Terrain::arithmetic:
      break;
  }
  return number(random, f);
}

Set any_set(Random& random, const Format& f, Terrain terrain) {
  const Real a = hard_number(random, f, terrain);
  switch (random.integer(0, 31)) {
    case 0:
      return Set::nothing();
    case 1:
      return Set::everything();
    case 2:
    case 3:
      return {false, a, Real::infinity(1)};
    case 4:
    case 5:
      return {false, Real::infinity(-1), a};
    case 6:
    case 7:
      return Set::between(Real(), a);
    case 8:
    case 9:
    case 10:
      return Set::between(-absolute(a), absolute(hard_number(random, f, terrain)));
    case 11:
    case 12:
    case 13:
      return Set::between(a, next_numbers(random, a, f, 4));
    case 14:
    case 15: {  // a few hundred units in the last place wide
      const Real far =
          rounded_to(a + times_power_of_two(a, random.integer(-f.bits - 2, -3)), f, random);
      return Set::between(a, far);
    }
    case 16:
    case 17:
    case 18:
    case 19:
    case 20:
    case 21:
    case 22:
    case 23:
    case 24:
      return Set::point(a);
    default:
      return Set::between(a, hard_number(random, f, terrain));
  }
}

Operands operands(Random& random, const std::vector<Format>& formats, Terrain terrain,
                  std::string_view function) {
  Operands x{.sets = {}, .formats = {formats[0], formats[0], formats[0]}};
  for (std::size_t i = 0; i < formats.size(); ++i) x.formats[i] = formats[i];
  for (std::size_t i = 0; i < formats.size(); ++i) {
    x.sets[i] = any_set(random, formats[i], terrain);
    if (random.one_in(4)) x.flags[i] = static_cast<int>(random.integer(0, 2));
    if (x.sets[i].is_empty) x.flags[i] = 0;
  }
  // Operands of like size, and the same operand twice.
  if (formats.size() == 2 && terrain == Terrain::arithmetic && random.one_in(16)) {
    if (formats[0].bits == formats[1].bits) x.sets[1] = x.sets[0];
  }
  if (terrain == Terrain::arithmetic && random.one_in(4)) make_halfway(random, x, function);
  if (terrain == Terrain::power && random.one_in(3)) make_power(random, x);
  for (std::size_t i = 0; i < formats.size(); ++i) {
    if (x.sets[i].is_empty) x.flags[i] = 0;
  }
  for (std::size_t i = 0; i < formats.size(); ++i) {
    for (const Real* end : {&x.sets[i].lower, &x.sets[i].upper}) {
      if (arf_bits(end->get()) > formats[i].bits) throw std::logic_error("not in the format");
    }
  }
  x.exponent = static_cast<int>(random.integer(-9, 9));
  if (random.one_in(4)) x.exponent = static_cast<int>(random.integer(-1100, 1100));
  if (random.one_in(16)) x.exponent = static_cast<int>(static_cast<unsigned>(random.bits()));
  return x;
}

Real member(Random& random, const Set& x, const Format& f) {
  const Real lower = x.lower.is_finite() ? x.lower : -largest(f);
  const Real upper = x.upper.is_finite() ? x.upper : largest(f);
  if (lower == upper || random.one_in(4)) return lower;
  Real between;
  switch (random.integer(0, 3)) {
    case 0:
      return upper;
    case 1:
      between = neighbour(lower, f, Direction::up);
      break;
    case 2: {  // of any size within
      between = number(random, f);
      break;
    }
    default: {
      const Real weight = Real::scaled(random.integer(0, 1L << 20), -20);
      Real difference;
      arf_sub(difference.get(), upper.get(), lower.get(), f.bits, ARF_RND_DOWN);
      Real step;
      arf_mul(step.get(), difference.get(), weight.get(), f.bits, ARF_RND_DOWN);
      between = add(lower, step, f, Direction::down);
      break;
    }
  }
  return x.contains(between) && between.is_finite() ? between : upper;
}

}  // namespace rigor::soundness
