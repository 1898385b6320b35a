// Validated integration against a Taylor integrator of plain doubles, order 20 with tangents. Both
// run in turns; "x" is the ratio of their times, "width" that of the enclosure at the end.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "analysis/ode_parts.hpp"
#include "analysis/ode_systems.hpp"
#include "interleaved.hpp"

namespace rigor::benchmarks {
namespace {

constexpr int kOrder = 20;

/// One to a component of the state, and more, so that they fill vectors.
constexpr std::size_t kLanes = 4;
using Lanes = std::array<double, kLanes>;

/// A component of the solution with its derivatives by those of the state, coefficient by
/// coefficient.
struct PlainSeries {
  std::array<double, kOrder + 1> value{};
  std::array<Lanes, kOrder + 1> tangent{};
};

/// a b + c, by one instruction where the processor has it.
inline double multiply_add(double a, double b, double c) {
#ifdef __FMA__
  return std::fma(a, b, c);
#else
  return a * b + c;
#endif
}

/// sum += coefficient k of the product.
inline void add_product(const PlainSeries& u, const PlainSeries& v, std::size_t k, double& sum,
                        Lanes& tangents) {
  double total = sum;
  alignas(32) Lanes first = tangents;
  alignas(32) Lanes second{};
  for (std::size_t i = 0; i <= k; ++i) {
    const double a = u.value[i];
    const double b = v.value[k - i];
    total = multiply_add(a, b, total);
    for (std::size_t j = 0; j < kLanes; ++j) {
      first[j] = multiply_add(u.tangent[i][j], b, first[j]);
      second[j] = multiply_add(a, v.tangent[k - i][j], second[j]);
    }
  }
  sum = total;
  for (std::size_t j = 0; j < kLanes; ++j) tangents[j] = first[j] + second[j];
}

struct PlainLorenz {
  static constexpr std::size_t kDimension = 3;
  using Series = std::array<PlainSeries, 3>;
  void extend(Series& s, std::size_t k) {
    double xz = 0;
    double xy = 0;
    Lanes dxz{};
    Lanes dxy{};
    add_product(s[0], s[2], k, xz, dxz);
    add_product(s[0], s[1], k, xy, dxy);
    const double scale = 1.0 / static_cast<double>(k + 1);
    const double beta = 8.0 / 3;
    s[0].value[k + 1] = 10 * (s[1].value[k] - s[0].value[k]) * scale;
    s[1].value[k + 1] = (28 * s[0].value[k] - xz - s[1].value[k]) * scale;
    s[2].value[k + 1] = (xy - beta * s[2].value[k]) * scale;
    for (std::size_t j = 0; j < kLanes; ++j) {
      const double x = s[0].tangent[k][j];
      const double y = s[1].tangent[k][j];
      s[0].tangent[k + 1][j] = 10 * (y - x) * scale;
      s[1].tangent[k + 1][j] = (28 * x - dxz[j] - y) * scale;
      s[2].tangent[k + 1][j] = (dxy[j] - beta * s[2].tangent[k][j]) * scale;
    }
  }
};

struct PlainVanDerPol {
  static constexpr std::size_t kDimension = 2;
  using Series = std::array<PlainSeries, 2>;
  PlainSeries square;
  void extend(Series& s, std::size_t k) {
    square.value[k] = 0;
    square.tangent[k] = {};
    add_product(s[0], s[0], k, square.value[k], square.tangent[k]);
    double cubic = 0;
    Lanes dcubic{};
    add_product(square, s[1], k, cubic, dcubic);
    const double scale = 1.0 / static_cast<double>(k + 1);
    s[0].value[k + 1] = s[1].value[k] * scale;
    s[1].value[k + 1] = (s[1].value[k] - cubic - s[0].value[k]) * scale;
    for (std::size_t j = 0; j < kLanes; ++j) {
      s[0].tangent[k + 1][j] = s[1].tangent[k][j] * scale;
      s[1].tangent[k + 1][j] = (s[1].tangent[k][j] - dcubic[j] - s[0].tangent[k][j]) * scale;
    }
  }
};

struct PlainNeuralOde {
  using Net = test::NeuralOde;
  static constexpr std::size_t kDimension = 2;
  using Series = std::array<PlainSeries, 2>;
  std::array<PlainSeries, Net::kUnits> argument;
  std::array<PlainSeries, Net::kUnits> unit;
  std::array<PlainSeries, Net::kUnits> factor;  ///< 1 - unit^2

  /// Coefficient k of tanh: unit' = factor argument'.
  void extend_unit(std::size_t j, std::size_t k) {
    PlainSeries& a = argument[j];
    PlainSeries& w = unit[j];
    PlainSeries& v = factor[j];
    if (k == 0) {
      w.value[0] = std::tanh(a.value[0]);
      v.value[0] = 1 - w.value[0] * w.value[0];
      for (std::size_t l = 0; l < kLanes; ++l) {
        w.tangent[0][l] = v.value[0] * a.tangent[0][l];
        v.tangent[0][l] = -2 * w.value[0] * w.tangent[0][l];
      }
      return;
    }
    double sum = 0;
    Lanes dsum{};
    for (std::size_t i = 1; i <= k; ++i) {
      const auto weight = static_cast<double>(i);
      sum += weight * a.value[i] * v.value[k - i];
      for (std::size_t l = 0; l < kLanes; ++l) {
        dsum[l] += weight * (a.tangent[i][l] * v.value[k - i] + a.value[i] * v.tangent[k - i][l]);
      }
    }
    w.value[k] = sum / static_cast<double>(k);
    for (std::size_t l = 0; l < kLanes; ++l) w.tangent[k][l] = dsum[l] / static_cast<double>(k);
    double square = 0;
    Lanes dsquare{};
    add_product(w, w, k, square, dsquare);
    v.value[k] = -square;
    for (std::size_t l = 0; l < kLanes; ++l) v.tangent[k][l] = -dsquare[l];
  }

  void extend(Series& s, std::size_t k) {
    const auto scale = 1.0 / static_cast<double>(k + 1);
    for (std::size_t j = 0; j < Net::kUnits; ++j) {
      const double w0 = 0.1 * Net::kW[j][0];
      const double w1 = 0.1 * Net::kW[j][1];
      argument[j].value[k] =
          w0 * s[0].value[k] + w1 * s[1].value[k] + (k == 0 ? 0.1 * Net::kB[j] : 0);
      for (std::size_t l = 0; l < kLanes; ++l) {
        argument[j].tangent[k][l] = w0 * s[0].tangent[k][l] + w1 * s[1].tangent[k][l];
      }
      extend_unit(j, k);
    }
    for (std::size_t i = 0; i < 2; ++i) {
      double slope = k == 0 ? 0.1 * Net::kC[i] : 0;
      Lanes dslope{};
      for (std::size_t j = 0; j < Net::kUnits; ++j) {
        const double v = 0.1 * Net::kV[i][j];
        slope += v * unit[j].value[k];
        for (std::size_t l = 0; l < kLanes; ++l) dslope[l] += v * unit[j].tangent[k][l];
      }
      s[i].value[k + 1] = slope * scale;
      for (std::size_t l = 0; l < kLanes; ++l) s[i].tangent[k + 1][l] = dslope[l] * scale;
    }
  }
};

/// The state at the end and the derivative of the flow.
template <class Field>
struct PlainEnd {
  std::array<double, Field::kDimension> state;
  std::array<std::array<double, Field::kDimension>, Field::kDimension> derivative;
};

template <class Field>
PlainEnd<Field> plain_taylor(const std::array<double, Field::kDimension>& start, double t_end) {
  constexpr std::size_t kD = Field::kDimension;
  Field field;
  typename Field::Series s;
  PlainEnd<Field> end{start, {}};
  for (std::size_t i = 0; i < kD; ++i) end.derivative[i][i] = 1;
  for (double t = 0; t < t_end;) {
    for (std::size_t i = 0; i < kD; ++i) {
      s[i].value[0] = end.state[i];
      for (std::size_t j = 0; j < kLanes; ++j) s[i].tangent[0][j] = i == j ? 1 : 0;
    }
    for (std::size_t k = 0; k < kOrder; ++k) field.extend(s, k);
    double size = 0;
    double last = 0;
    double before = 0;
    for (std::size_t i = 0; i < kD; ++i) {
      size = std::max(size, std::abs(s[i].value[0]));
      last = std::max(last, std::abs(s[i].value[kOrder]));
      before = std::max(before, std::abs(s[i].value[kOrder - 1]));
    }
    const double tolerance = 1e-16 * size;
    const double h = std::min({t_end - t, std::pow(tolerance / last, 1.0 / kOrder),
                               std::pow(tolerance / before, 1.0 / (kOrder - 1))});
    std::array<Lanes, kD> step;
    for (std::size_t i = 0; i < kD; ++i) {
      double value = s[i].value[kOrder];
      Lanes tangent = s[i].tangent[kOrder];
      for (std::size_t k = kOrder; k-- > 0;) {
        value = multiply_add(value, h, s[i].value[k]);
        for (std::size_t j = 0; j < kLanes; ++j)
          tangent[j] = multiply_add(tangent[j], h, s[i].tangent[k][j]);
      }
      end.state[i] = value;
      step[i] = tangent;
    }
    decltype(end.derivative) product{};
    for (std::size_t i = 0; i < kD; ++i) {
      for (std::size_t k = 0; k < kD; ++k) {
        for (std::size_t j = 0; j < kD; ++j) product[i][j] += step[i][k] * end.derivative[k][j];
      }
    }
    end.derivative = product;
    t += h;
  }
  return end;
}

using test::Lorenz;
using test::NeuralOde;
using test::VanDerPol;

/// The start is a box of this radius, on each side, cut in parts by so many halvings of each.
template <class Field, class Plain>
void integrate(benchmark::State& state, const std::array<double, Plain::kDimension>& start,
               double radius, double t_end, int halvings = 0) {
  std::vector<Interval> box;
  for (const double x : start) {
    box.push_back(Interval::point(x) + Interval::bounds(-radius, radius));
  }
  std::vector<double> own;
  std::vector<double> plain;
  double widest = 0;
  for (auto _ : state) {
    own.push_back(nanoseconds(
        [&] {
          const auto make = [](const std::vector<Interval>& part) {
            return precise_ode_flow(Field{}, Interval::point(0), part);
          };
          const auto found =
              state_of_parts<Interval>(make, box, halvings, Interval::point(t_end), nullptr);
          if (!found) std::abort();
          widest = 0;
          for (const Interval& x : *found) widest = std::max(widest, width(x).upper());
        },
        1));
    constexpr std::size_t kRepeats = 20;
    plain.push_back(nanoseconds(
        [&] {
          for (std::size_t i = 0; i < kRepeats; ++i) {
            benchmark::DoNotOptimize(plain_taylor<Plain>(start, t_end));
          }
        },
        kRepeats));
  }
  report(state, "plain", own, plain);
  state.counters["own_ns"] = median(own);
  state.counters["width"] = widest;
}

void ode_lorenz(benchmark::State& state) {
  integrate<Lorenz, PlainLorenz>(state, {15, 15, 36}, 0, 10);
}
void ode_lorenz_box(benchmark::State& state) {
  integrate<Lorenz, PlainLorenz>(state, {15, 15, 36}, 1e-6, 5);
}
void ode_lorenz_box_in_parts(benchmark::State& state) {
  integrate<Lorenz, PlainLorenz>(state, {15, 15, 36}, 1e-6, 5, 1);
}
void ode_van_der_pol(benchmark::State& state) {
  integrate<VanDerPol, PlainVanDerPol>(state, {2, 0}, 0, 10);
}
void ode_neural(benchmark::State& state) {
  integrate<NeuralOde, PlainNeuralOde>(state, {0.5, -0.25}, 0, 5);
}
BENCHMARK(ode_lorenz)->Unit(benchmark::kMillisecond)->Iterations(21);
BENCHMARK(ode_lorenz_box)->Unit(benchmark::kMillisecond)->Iterations(21);
BENCHMARK(ode_lorenz_box_in_parts)->Unit(benchmark::kMillisecond)->Iterations(7);
BENCHMARK(ode_van_der_pol)->Unit(benchmark::kMillisecond)->Iterations(21);
BENCHMARK(ode_neural)->Unit(benchmark::kMillisecond)->Iterations(21);

}  // namespace
}  // namespace rigor::benchmarks
