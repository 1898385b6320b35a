// Common zeros of terms, by the operator of Krawczyk.
#include "second_engine/certificate_proof.hpp"

namespace rigor::second_engine {
namespace {

constexpr std::size_t kMostEquations = 60;

double middle(const Range<DoubleEnds>& range) {
  const double m = range.lower / 2 + range.upper / 2;
  return std::isfinite(m) ? m : 0;
}

// An approximate inverse by Gauss-Jordan elimination with pivots; nothing if there is none. It only
// proposes.
std::optional<std::vector<double>> guessed_inverse(std::vector<double> a, std::size_t m) {
  std::vector<double> b(m * m, 0);
  for (std::size_t i = 0; i < m; ++i) b[i * m + i] = 1;
  for (std::size_t k = 0; k < m; ++k) {
    std::size_t best = k;
    for (std::size_t i = k; i < m; ++i)
      if (std::fabs(a[i * m + k]) > std::fabs(a[best * m + k])) best = i;
    if (a[best * m + k] == 0) return std::nullopt;
    for (std::size_t j = 0; j < m; ++j) {
      std::swap(a[best * m + j], a[k * m + j]);
      std::swap(b[best * m + j], b[k * m + j]);
    }
    const double pivot = a[k * m + k];
    for (std::size_t j = 0; j < m; ++j) {
      a[k * m + j] /= pivot;
      b[k * m + j] /= pivot;
    }
    for (std::size_t i = 0; i < m; ++i) {
      if (i == k) continue;
      const double factor = a[i * m + k];
      for (std::size_t j = 0; j < m; ++j) {
        a[i * m + j] -= factor * a[k * m + j];
        b[i * m + j] -= factor * b[k * m + j];
      }
    }
  }
  for (const double x : b)
    if (!std::isfinite(x)) return std::nullopt;
  return b;
}

}  // namespace

bool State::prove_root(const std::vector<std::size_t>& variables, const std::vector<Id>& equations,
                       const Box& on, int bits) {
  const std::size_t m = variables.size();
  if (m > kMostEquations) reject("root: there are too many equations");
  const BigEnds ends{bits > kBigBits ? bits : kBigBits};
  const Arithmetic<BigEnds> a(ends);
  using A = Arithmetic<BigEnds>;
  using R = Range<BigEnds>;
  Box center = on;
  std::vector<Rational> centers;
  for (const std::size_t v : variables) {
    centers.push_back((*on[v].lower + *on[v].upper) / 2);
    center[v] = thin(centers.back());
  }
  std::vector<R> jacobian, values;
  std::vector<double> middles;
  for (const Id equation : equations) {
    if (!is_defined(equation, on, false)) return false;
    const Program program = graph.program(equation);
    const Evaluator<BigEnds> evaluator(a, graph, program);
    const Sides<BigEnds> sides(a, program, on), at_center(a, program, center);
    const Values<BigEnds> over = evaluator.values(sides.place(), {});
    if (over.jumps || !over.smooth) return false;
    for (const R& slope : evaluator.gradient(over, variables)) {
      jacobian.push_back(slope);
      middles.push_back(middle({DoubleEnds::from_arf(slope.lower.get(), false),
                                DoubleEnds::from_arf(slope.upper.get(), true)}));
    }
    values.push_back(evaluator.values(at_center.place(), {}).ranges.back());
  }
  const std::optional<std::vector<double>> guess = guessed_inverse(middles, m);
  if (!guess) return false;
  std::vector<R> inverse;
  for (const double x : *guess) {
    Arf end;
    arf_set_d(end.get(), x);
    inverse.push_back({end, end});
  }
  for (std::size_t i = 0; i < m; ++i) {
    R k = a.rational(centers[i]);
    for (std::size_t j = 0; j < m; ++j) {
      k = a.sub(k, a.mul(inverse[i * m + j], values[j]));
      R entry = A::integer(i == j ? 1 : 0);
      for (std::size_t l = 0; l < m; ++l)
        entry = a.sub(entry, a.mul(inverse[i * m + l], jacobian[l * m + j]));
      const Side& side = on[variables[j]];
      const R radius = a.rational((*side.upper - *side.lower) / 2);
      k = a.add(k, a.mul(entry, a.hull(a.neg(radius), radius)));
    }
    const Side& side = on[variables[i]];
    if (A::empty(k) || !(a.rational(*side.lower).upper < k.lower) ||
        !(k.upper < a.rational(*side.upper).lower))
      return false;
  }
  return true;
}

}  // namespace rigor::second_engine
