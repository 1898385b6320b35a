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

}  // namespace rigor::test
