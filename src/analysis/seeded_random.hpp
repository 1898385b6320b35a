// Random numbers that are the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

namespace rigor {

/// A stream of random numbers made from a seed. (The distributions of <random> may differ between
/// standard libraries, and those of others call a mathematical library; these use the engine's bits
/// and arithmetic only.) For floating-point searches: nothing is proved about it.
class SeededRandom {
 public:
  explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}

  /// A multiple of 2^-53 in [0, 1).
  double uniform() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }
  double uniform(double low, double high) { return low + (high - low) * uniform(); }
  /// One of 0, ..., count - 1, each about as often. Requires 1 <= count <= 2^32.
  std::size_t below(std::size_t count) { return ((engine_() >> 32) * count) >> 32; }
  /// One of low, ..., high. Requires low <= high.
  int integer(int low, int high) {
    return low + static_cast<int>(below(static_cast<std::size_t>(high - low) + 1));
  }
  /// Nearly a standard normal variable: the sum of twelve uniform ones, minus its mean.
  double normal() {
    double sum = -6;
    for (int k = 0; k < 12; ++k) sum += uniform();
    return sum;
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace rigor
