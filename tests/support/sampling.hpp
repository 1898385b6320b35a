// Seeded inputs for tests: every failure can be replayed from (seed, index).
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <random>
#include <sstream>
#include <string>

#include "number/interval.hpp"

namespace rigor::test {

/// The long setting is chosen by RIGOR_TEST_LONG=1.
inline bool is_long_setting() {
  const char* setting = std::getenv("RIGOR_TEST_LONG");
  return setting != nullptr && std::string(setting) == "1";
}
inline int sample_count(int quick, int thorough) {
  return is_long_setting() ? thorough : quick;
}

/// Doubles where double arithmetic is hard: all exponents, subnormals, overflow borders, neighbours
/// of powers of two, short significands (exact results and halfway cases), zeros of both signs.
class Sampler {
 public:
  explicit Sampler(std::uint64_t seed) : engine_(seed) {}

  std::uint64_t bits() { return engine_(); }
  int integer(int lo, int hi) { return std::uniform_int_distribution<int>(lo, hi)(engine_); }
  double uniform(double lo, double hi) {
    return std::uniform_real_distribution<double>(lo, hi)(engine_);
  }

  double finite() {
    const double size = finite_size();
    return integer(0, 1) == 0 ? size : -size;
  }

  /// Positive, sizes from 2^lo to 2^hi, half of them with short significands.
  double moderate(int lo, int hi) {
    const double significand = integer(0, 1) == 0 ? uniform(1, 2) : 1 + integer(0, 255) / 256.0;
    return std::ldexp(significand, integer(lo, hi));
  }

  /// Thin, narrow, wide, zero-straddling, half-lines; never empty.
  Interval interval() {
    const double a = finite();
    switch (integer(0, 7)) {
      case 0:
        return Interval::point(a);
      case 1:
        return Interval::bounds(a, next_up(a));
      case 2:
        return Interval::bounds(-std::fabs(a), std::fabs(finite()));
      case 3:
        return Interval::bounds(a, kInfinity);
      case 4:
        return Interval::bounds(-kInfinity, a);
      case 5:
        return Interval::bounds(0, std::fabs(a));
      default: {
        const double b = finite();
        return Interval::bounds(std::fmin(a, b), std::fmax(a, b));
      }
    }
  }

  /// A double in a nonempty interval, often an end.
  double member(const Interval& x) {
    const double lo = std::fmax(x.lower(), -kLargest);
    const double hi = std::fmin(x.upper(), kLargest);
    switch (integer(0, 3)) {
      case 0:
        return lo;
      case 1:
        return hi;
      default: {
        const double t = uniform(0, 1);
        return std::fmin(std::fmax(lo * (1 - t) + hi * t, lo), hi);
      }
    }
  }

 private:
  double finite_size() {
    constexpr std::uint64_t kSignificand = (std::uint64_t{1} << 52) - 1;
    switch (integer(0, 9)) {
      case 0:
        return 0;
      case 1:  // subnormal
        return std::bit_cast<double>(bits() & kSignificand >> integer(0, 51));
      case 2:  // next to the overflow border
        return std::bit_cast<double>(std::bit_cast<std::uint64_t>(kLargest) - (bits() & 7));
      case 3: {  // next to a power of two
        const double power = std::ldexp(1.0, integer(-1073, 1023));
        return integer(0, 1) == 0 ? next_up(power) : next_down(power);
      }
      case 4:  // any finite pattern
        return std::fabs(std::bit_cast<double>((bits() & kSignificand) |
                                               static_cast<std::uint64_t>(integer(0, 2046)) << 52));
      case 5:  // short significand, any exponent
        return std::ldexp(integer(1, 1023), integer(-1074, 1013));
      case 6:  // a half-length significand: products are exact or halfway
        return std::ldexp(1 + static_cast<double>(bits() >> 37) * 0x1p-27, integer(-3, 3));
      case 7:
        return integer(0, 100);
      default:
        return moderate(-20, 20);
    }
  }

  std::mt19937_64 engine_;
};

/// "0x1.8p+1", exact and readable by the compiler.
inline std::string hex(double x) {
  std::ostringstream out;
  out << std::hexfloat << x;
  return out.str();
}
inline std::string hex(const Interval& x) {
  return "[" + hex(x.lower()) + ", " + hex(x.upper()) + "]";
}

}  // namespace rigor::test
