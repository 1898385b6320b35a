// Seeded random numbers: an input is a function of (function, type, seed) and of nothing else.
#pragma once

#include <cstdint>
#include <string_view>

namespace rigor::soundness {

/// SplitMix64 (Steele, Lea, Flood 2014): any state is a good start, and starting costs nothing.
class Random {
 public:
  Random(std::string_view function, std::string_view type, std::uint64_t seed) {
    for (const std::string_view word : {function, type}) {
      for (const char c : word) state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001b3;
      state_ = (state_ ^ '/') * 0x100000001b3;
    }
    state_ += seed * 0xd1342543de82ef95;
    bits();
  }

  std::uint64_t bits() {
    state_ += 0x9e3779b97f4a7c15;
    std::uint64_t z = state_;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
  }
  /// From lo to hi, both included.
  long integer(long lo, long hi) {
    return lo + static_cast<long>(bits() % (static_cast<std::uint64_t>(hi - lo) + 1));
  }
  bool one_in(long n) { return integer(1, n) == 1; }

 private:
  std::uint64_t state_ = 0xcbf29ce484222325;
};

}  // namespace rigor::soundness
