// Differential equations of the tests.
#pragma once

#include <algorithm>
#include <vector>

#include "analysis/ode.hpp"

namespace rigor::test {

inline constexpr Precision kDouble{53};

template <class I>
std::vector<I> points(const std::vector<Rational>& x, Precision p) {
  std::vector<I> result;
  for (const Rational& component : x) result.push_back(enclose<I>(component, p));
  return result;
}

template <class I>
double widest(const std::vector<I>& x) {
  double result = 0;
  for (const I& component : x) result = std::max(result, to_interval(width(component)).upper());
  return result;
}

struct Oscillator {
  template <class T>
  std::vector<T> operator()(const T&, const std::vector<T>& x) const {
    return {x[1], -x[0]};
  }
};
struct Lorenz {
  template <class T>
  std::vector<T> operator()(const T& t, const std::vector<T>& x) const {
    const auto beta = enclose<ScalarOf<T>>(Rational(8, 3), precision_of(t));
    return {10 * (x[1] - x[0]), x[0] * (28 - x[2]) - x[1], x[0] * x[1] - beta * x[2]};
  }
};
struct VanDerPol {
  template <class T>
  std::vector<T> operator()(const T&, const std::vector<T>& x) const {
    return {x[1], (1 - sqr(x[0])) * x[1] - x[0]};
  }
};
struct Pendulum {
  template <class T>
  std::vector<T> operator()(const T&, const std::vector<T>& x) const {
    return {x[1], -sin(x[0])};
  }
};
// M. T. Laub and W. F. Loomis (1998), as the ARCH competitions state it.
struct LaubLoomis {
  template <class T>
  std::vector<T> operator()(const T& t, const std::vector<T>& x) const {
    const auto c = [&](long tenths) {
      return enclose<ScalarOf<T>>(Rational(tenths, 10), precision_of(t));
    };
    return {c(14) * x[2] - c(9) * x[0],          c(25) * x[4] - c(15) * x[1],
            c(6) * x[6] - c(8) * (x[1] * x[2]),  2 - c(13) * (x[2] * x[3]),
            c(7) * x[0] - x[3] * x[4],           c(3) * x[0] - c(31) * x[5],
            c(18) * x[5] - c(15) * (x[1] * x[6])};
  }
};
/// The flow x' = V tanh(W x + b) + c of a network with two states and eight hidden units. Weights
/// of no particular kind, in tenths; from (1/2, -1/4) it spirals into the equilibrium near
/// (-0.0694, 0.0728).
struct NeuralOde {
  static constexpr std::size_t kUnits = 8;
  static constexpr int kW[kUnits][2] = {{11, -7}, {-9, 12}, {6, 13}, {-14, -5},
                                        {8, -10}, {-4, 9},  {15, 3}, {-12, 7}};
  static constexpr int kB[kUnits] = {1, -3, 5, -2, 4, -6, 2, -1};
  static constexpr int kV[2][kUnits] = {{-8, 7, -12, 9, 5, -11, -6, 10},
                                        {10, -13, -7, 6, 12, -4, 8, -9}};
  static constexpr int kC[2] = {2, -3};

  template <class T>
  std::vector<T> operator()(const T& t, const std::vector<T>& x) const {
    const auto c = [&](int tenths) {
      return enclose<ScalarOf<T>>(Rational(tenths, 10), precision_of(t));
    };
    std::vector<T> units;
    for (std::size_t j = 0; j < kUnits; ++j) {
      units.push_back(tanh(c(kW[j][0]) * x[0] + c(kW[j][1]) * x[1] + c(kB[j])));
    }
    std::vector<T> slopes;
    for (std::size_t i = 0; i < 2; ++i) {
      T sum = c(kV[i][0]) * units[0] + c(kC[i]);
      for (std::size_t j = 1; j < kUnits; ++j) sum = sum + c(kV[i][j]) * units[j];
      slopes.push_back(sum);
    }
    return slopes;
  }
};

}  // namespace rigor::test
