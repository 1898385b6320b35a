#include "second_engine/gain_training.hpp"

#include <array>
#include <stdexcept>
#include <vector>

#include "second_engine/arb.hpp"

namespace rigor::second_engine {
namespace {

constexpr long kBits = 128;
constexpr int kOrder = 12;
constexpr long kSteps = 32;

/// Taylor coefficients of a, t_1, t_2, b.
using Series = std::vector<Arb>;
using State = std::array<Arb, 4>;

Series product(const Series& u, const Series& v) {
  Series w;
  for (std::size_t k = 0; k < u.size(); ++k) {
    Arb sum(kBits);
    for (std::size_t i = 0; i <= k; ++i) sum += u[i] * v[k - i];
    w.push_back(sum);
  }
  return w;
}
Series affine(const Series& u, const Rational& factor, const Rational& shift) {
  Series w = u;
  for (Arb& c : w) c = c * Arb(factor, kBits);
  w[0] += Arb(shift, kBits);
  return w;
}

/// The velocities of a, t_1, t_2, b along the series.
std::array<Series, 4> velocity(const GainTraining& training, const std::array<Series, 4>& at) {
  const auto& [a, t1, t2, b] = at;
  const Series g1 = affine(t1, Rational(1, 2), 1), g2 = affine(t2, Rational(1, 2), 1);
  const Series gain = product(g1, g2), ends = product(a, b);
  const Series residual = affine(product(ends, gain), training.input, -training.target);
  const Series pull = affine(residual, -2 * training.input, 0);  // -2 r x
  const Series along = product(pull, gain), inner = product(pull, ends);
  const auto slope = [](const Series& t) {  // (1 - t^2)^2, from t' and from d tanh
    const Series s = affine(product(t, t), -1, 1);
    return product(s, s);
  };
  // -2 dl/dz_1 = 2 pull a b (1 - t_1^2) / 2 g_2.
  return {product(along, b), product(product(inner, g2), slope(t1)),
          product(product(inner, g1), slope(t2)), product(along, a)};
}

/// The coefficients up to `order` of the solutions that start in the state.
std::array<Series, 4> solution(const GainTraining& training, const State& state, int order) {
  std::array<Series, 4> series;
  for (std::size_t i = 0; i < 4; ++i) series[i] = {state[i]};
  for (int k = 0; k < order; ++k) {
    const auto v = velocity(training, series);
    for (std::size_t i = 0; i < 4; ++i) {
      series[i].push_back(v[i][static_cast<std::size_t>(k)] / (k + 1));
    }
  }
  return series;
}

/// A box that the solutions from the state do not leave for the time h.
State rough_box(const GainTraining& training, const State& state, const Arb& span, const Arb& h) {
  const auto moved = [&](const State& box, const Arb& by) {
    std::array<Series, 4> at;
    for (std::size_t i = 0; i < 4; ++i) at[i] = {box[i]};
    const auto v = velocity(training, at);
    State result = state;
    for (std::size_t i = 0; i < 4; ++i) result[i] += v[i][0] * by;
    return result;
  };
  State box = moved(state, (span - h / 2) * 4);  // [-2 h, 2 h]
  const State image = moved(box, span);
  for (std::size_t i = 0; i < 4; ++i) {
    if (arb_contains_interior(box[i].get(), image[i].get()) == 0) {
      throw std::range_error("no box around a step of the training is proved");
    }
  }
  return box;
}

Arb tanh(const Arb& x) {
  Arb result(kBits);
  arb_tanh(result.get(), x.get(), kBits);
  return result;
}
Arb atanh(const Arb& x) {
  Arb result(kBits);
  arb_atanh(result.get(), x.get(), kBits);
  return result;
}

}  // namespace

Bounds gain_difference(const GainTraining& training, const Rational& time) {
  const Arb h(Rational(time / kSteps), kBits);
  const Arb span = hull(Arb(kBits), h);
  const auto start = [](const Rational& z) { return tanh(Arb(z, kBits)); };
  State state{Arb(1, kBits), start(training.first), start(training.second), Arb(1, kBits)};
  for (long step = 0; step < kSteps; ++step) {
    const State box = rough_box(training, state, span, h);
    const auto series = solution(training, state, kOrder);
    const auto remainder = solution(training, box, kOrder + 1);
    for (std::size_t i = 0; i < 4; ++i) {
      Arb sum = remainder[i].back();
      for (std::size_t k = series[i].size(); k-- > 0;) sum = sum * h + series[i][k];
      state[i] = sum;
    }
  }
  return to_bounds(abs(atanh(state[2]) - atanh(state[1])));
}

Bounds gain_bound(const Rational& input, const Rational& target, const Rational& most_weight,
                  const Rational& difference, const Rational& time, long depth) {
  const Arb M(most_weight, kBits), x(input, kBits), K_1 = tanh(M), root = sqrt(Arb(3, kBits));
  if (!surely_less(Arb(1, kBits), K_1 * root)) {
    throw std::invalid_argument("tanh M is below 1 / sqrt 3");
  }
  const auto larger = [](const Arb& a, const Arb& b) { return -min(-a, -b); };
  const Arb H = exp(K_1) * M * x, K = larger(K_1, H);
  const Arb bend = larger(Arb(1, kBits), H * 4 / (root * 3));
  const Arb growth = exp(K), error = growth * sqr(M) * x + abs(Arb(target, kBits));
  const Arb alpha = growth * bend * M * error * 2;
  const Arb beta = K * growth * M * (K + growth * bend * M * x) * error * 2;
  const Arb T(time, kBits);
  return to_bounds((Arb(difference, kBits) + beta * T / depth) * exp(alpha * T));
}

}  // namespace rigor::second_engine
