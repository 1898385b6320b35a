// Activation functions and their first two derivatives, at numbers of any type.
#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <utility>

#include "function/constants.hpp"
#include "function/elementary.hpp"
#include "function/error_function.hpp"
#include "function/hyperbolic.hpp"
#include "function/jet_functions.hpp"
#include "function/normal.hpp"
#include "function/trigonometric.hpp"
#include "model/activation.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// double, long double, ...: numbers that enclose nothing and carry no derivatives.
template <class T>
concept PlainNumber = !IntervalNumber<ScalarOf<T>>;

/// The activation at u; its derivative; its second derivative.
template <class T>
struct ActivationSlope {
  T value;
  T slope;
};
template <class T>
struct ActivationCurvature {
  T value;
  T slope;
  T curvature;
};

namespace activations {

/// Types that record steps, such as FieldTrace.
template <class T>
concept StepRecord = requires(const T& u) {
  u.tape();
  u.step();
};

template <class T>
T square(const T& u) {
  if constexpr (PlainNumber<T>) {
    return u * u;
  } else {
    return sqr(u);
  }
}
template <class T>
ScalarOf<T> integer_of([[maybe_unused]] const T& like, std::size_t n) {
  if constexpr (PlainNumber<T>) {
    return static_cast<ScalarOf<T>>(n);
  } else {
    return enclose<ScalarOf<T>>(static_cast<long>(n), precision_of(like));
  }
}
template <class T>
ScalarOf<T> root_of(const T& like, std::size_t n) {
  using std::sqrt;
  return sqrt(integer_of(like, n));
}
template <class T>
ScalarOf<T> pi_of([[maybe_unused]] const T& like) {
  if constexpr (PlainNumber<T>) {
    using std::acos;
    return acos(ScalarOf<T>(-1));
  } else {
    return pi<ScalarOf<T>>(precision_of(like));
  }
}
template <class T>
T normal_distribution(const T& u) {
  if constexpr (PlainNumber<T>) {
    using std::erfc;
    return erfc(-u / root_of(u, 2)) / 2;
  } else {
    return normal_cdf(u);
  }
}
template <class T>
T normal_density(const T& u) {
  if constexpr (PlainNumber<T>) {
    using std::exp;
    using std::sqrt;
    return exp(-u * u / 2) / sqrt(2 * pi_of(u));
  } else {
    return normal_pdf(u);
  }
}

/// g(u) and derivative(u, g(u)). Where steps are recorded, the derivative is the step that the tape
/// needs for g anyway.
template <class T, class G, class Derivative>
ActivationSlope<T> with_derivative(const T& u, G g, Derivative derivative) {
  if constexpr (StepRecord<T>) {
    using I = ScalarOf<T>;
    std::optional<T> slope;
    T value = record_function(
        u, +[](const I& x, const I&) { return G{}(x); },
        [&](const T& argument, const T& w) {
          slope = derivative(argument, w);
          return *slope;
        });
    return {std::move(value), *std::move(slope)};
  } else {
    T value = g(u);
    T slope = derivative(u, value);
    return {std::move(value), std::move(slope)};
  }
}

/// t = tanh u and 1 - t^2.
template <class T>
ActivationSlope<T> tanh_with_slope(const T& u) {
  return with_derivative(
      u,
      [](const auto& x) {
        using std::tanh;
        return tanh(x);
      },
      [](const T&, const T& t) -> T { return 1 - square(t); });
}
/// sin u and cos u.
template <class T>
ActivationSlope<T> sin_with_slope(const T& u) {
  if constexpr (StepRecord<T>) {
    auto [sine, cosine] = sine_and_cosine(u);
    return {std::move(sine), std::move(cosine)};
  } else {
    using std::cos;
    using std::sin;
    return {sin(u), cos(u)};
  }
}
/// erf u and 2 exp(-u^2) / sqrt(pi).
template <class T>
ActivationSlope<T> erf_with_slope(const T& u) {
  return with_derivative(
      u,
      [](const auto& x) {
        using std::erf;
        return erf(x);
      },
      [](const T& x, const T&) -> T {
        using std::exp;
        using std::sqrt;
        return exp(-square(x)) * (2 / sqrt(pi_of(x)));
      });
}
template <class T>
ActivationSlope<T> atan_with_slope(const T& u) {
  return with_derivative(
      u,
      [](const auto& x) {
        using std::atan;
        return atan(x);
      },
      [](const T& x, const T&) -> T { return 1 / (1 + square(x)); });
}
/// Phi(u) and phi(u).
template <class T>
ActivationSlope<T> normal_with_slope(const T& u) {
  return with_derivative(
      u, [](const auto& x) { return normal_distribution(x); },
      [](const T& x, const T&) -> T { return normal_density(x); });
}

/// log(1 + e^u): as log1p(e^u), or u + log1p(e^-u) where u > 0, so that e^u doesn't overflow; at
/// intervals by monotonicity, from the ends.
template <class T>
T softplus(const T& u) {
  using std::exp;
  using std::log1p;
  const auto below = [](const T& x) -> T { return log1p(exp(x)); };
  const auto above = [](const T& x) -> T { return x + log1p(exp(-x)); };
  if constexpr (PlainNumber<T>) {
    return u > 0 ? above(u) : below(u);
  } else if constexpr (IntervalNumber<T>) {
    if (is_empty(u) || !is_bounded(u) || certainly(u <= 0)) return below(u);
    const T first = lower_point(u);
    const T last = upper_point(u);
    return hull(certainly(first > 0) ? above(first) : below(first), above(last));
  } else if constexpr (requires { u.value(); }) {
    return certainly(u.value() > 0) ? above(u) : below(u);
  } else {
    return certainly(u[0] > 0) ? above(u) : below(u);
  }
}
/// log(1 + e^u) and 1 / (1 + e^-u) = (1 + tanh(u / 2)) / 2.
template <class T>
ActivationSlope<T> softplus_with_slope(const T& u) {
  return with_derivative(
      u, [](const auto& x) { return softplus(x); },
      [](const T& x, const T&) -> T {
        using std::tanh;
        return (1 + tanh(x / 2)) / 2;
      });
}
/// max(u, 0) and its slope: 0 or 1, or the hull of both where u may be 0 (Clarke's generalised
/// gradient). Of numbers only.
template <class T>
ActivationSlope<T> relu_with_slope(const T& u) {
  if constexpr (PlainNumber<T>) {
    return {u > 0 ? u : T(0), u > 0 ? T(1) : T(0)};
  } else if constexpr (IntervalNumber<T>) {
    const Precision p = precision_of(u);
    const T zero = enclose<T>(0L, p);
    const T one = enclose<T>(1L, p);
    T slope = certainly(u > 0) ? one : certainly(u < 0) ? zero : hull(zero, one);
    return {max(u, zero), std::move(slope)};
  } else {
    throw std::invalid_argument("relu has no derivative at 0");
  }
}

/// g(U) for a function with g(x) in `naive` and g' in `slope` on the box U: also in g(c) + g'(U)
/// (U - c) for its midpoint c (mean value theorem). Other numbers than intervals have one value.
template <class T, class G>
T sharpened(const T& u, T naive, const T& slope, const G& g) {
  if constexpr (IntervalNumber<T>) {
    if (is_empty(u) || !is_bounded(u) || is_thin(u)) return naive;
    const T c = midpoint(u);
    return intersection(naive, g(c) + slope * (u - c));
  } else {
    return naive;
  }
}

/// u Phi(u), its derivative Phi + u phi, and phi (2 - u^2).
template <class T>
ActivationCurvature<T> gelu(const T& u) {
  const ActivationSlope<T> normal = normal_with_slope(u);
  T curvature = normal.slope * (2 - square(u));
  T slope = sharpened<T>(u, normal.value + u * normal.slope, curvature, [](const T& c) -> T {
    return normal_distribution(c) + c * normal_density(c);
  });
  T value = sharpened<T>(u, u * normal.value, slope,
                         [](const T& c) -> T { return c * normal_distribution(c); });
  return {std::move(value), std::move(slope), std::move(curvature)};
}

}  // namespace activations

/// s(u) and s'(u), for double and its kin, intervals, and all that carries derivatives or records
/// steps: GELU is x Phi(x), softplus log(1 + e^x), sigmoid 1 / (1 + e^-x). Throws
/// std::invalid_argument for relu at a type that carries derivatives.
template <class T>
ActivationSlope<T> activate_with_slope(Activation activation, const T& u) {
  using namespace activations;
  switch (activation) {
    case Activation::tanh:
      return tanh_with_slope(u);
    case Activation::erf:
      return erf_with_slope(u);
    case Activation::sin:
      return sin_with_slope(u);
    case Activation::arctan:
      return atan_with_slope(u);
    case Activation::sigmoid: {
      const ActivationSlope<T> t = tanh_with_slope<T>(u / 2);
      return {(1 + t.value) / 2, t.slope / 4};
    }
    case Activation::softplus:
      return softplus_with_slope(u);
    case Activation::relu:
      return relu_with_slope(u);
    case Activation::gelu:
      break;
  }
  if constexpr (StepRecord<T>) {
    const ActivationSlope<T> normal = normal_with_slope(u);
    return {u * normal.value, normal.value + u * normal.slope};
  } else {
    ActivationCurvature<T> all = gelu(u);
    return {std::move(all.value), std::move(all.slope)};
  }
}

/// s(u).
template <class T>
T activate(Activation activation, const T& u) {
  return activate_with_slope(activation, u).value;
}
/// s'(u).
template <class T>
T activate_slope(Activation activation, const T& u) {
  return activate_with_slope(activation, u).slope;
}

/// s(u), s'(u) and s''(u). Throws std::invalid_argument for relu.
template <class T>
ActivationCurvature<T> activate_to_second(Activation activation, const T& u) {
  using namespace activations;
  if (activation == Activation::gelu) return gelu(u);
  if (activation == Activation::relu) {
    throw std::invalid_argument("relu has no second derivative");
  }
  ActivationSlope<T> first = activate_with_slope(activation, u);
  const auto with = [&](T curvature) {
    return ActivationCurvature<T>{first.value, first.slope, std::move(curvature)};
  };
  switch (activation) {
    case Activation::tanh:
      return with(-2 * first.value * first.slope);
    case Activation::erf:
      return with(-2 * u * first.slope);
    case Activation::sin:
      return with(-first.value);
    case Activation::arctan:
      return with(-2 * u * square(first.slope));
    case Activation::sigmoid:
      return with((1 - 2 * first.value) * first.slope);
    default:  // softplus, whose slope p is the sigmoid: p (1 - p) = 1/4 - (p - 1/2)^2
      return with(first.slope - square(first.slope));
  }
}

}  // namespace rigor
