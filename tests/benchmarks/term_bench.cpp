// Terms on boxes: nanoseconds of an evaluation, a gradient and a Hessian.
#include <benchmark/benchmark.h>

#include <array>

#include "analysis/term_program.hpp"
#include "conjecture/leaf_rules.hpp"

namespace rigor {
namespace {

/// The polynomial Delta of Flyspeck (Hales, "Dense sphere packings", sec. 2.5), of the squares of
/// the six edges of a simplex: 48 ring operations.
TermId delta(Terms& t) {
  std::array<TermId, 7> x{};
  for (std::size_t i = 1; i <= 6; ++i) x[i] = t.variable(i - 1);
  const auto row = [&](std::size_t i, std::size_t j, std::array<int, 7> signs) {
    TermId sum = t.number(0);
    for (std::size_t k = 1; k <= 6; ++k) {
      sum = signs[k] > 0 ? t.add(sum, x[k]) : t.subtract(sum, x[k]);
    }
    return t.multiply(t.multiply(x[i], x[j]), sum);
  };
  const auto triple = [&](std::size_t i, std::size_t j, std::size_t k) {
    return t.multiply(t.multiply(x[i], x[j]), x[k]);
  };
  TermId sum = row(1, 4, {0, -1, 1, 1, -1, 1, 1});
  sum = t.add(sum, row(2, 5, {0, 1, -1, 1, 1, -1, 1}));
  sum = t.add(sum, row(3, 6, {0, 1, 1, -1, 1, 1, -1}));
  sum = t.subtract(sum, triple(2, 3, 4));
  sum = t.subtract(sum, triple(1, 3, 5));
  sum = t.subtract(sum, triple(1, 2, 6));
  return t.subtract(sum, triple(4, 5, 6));
}

/// pi/2 + atan(-Delta_4 / sqrt(4 x1 Delta)): the dihedral angle.
TermId dihedral(Terms& t) {
  const TermId d = delta(t);
  const TermId d4 = derivative(t, d, 3);
  const TermId root = t.root(t.multiply(t.multiply(t.number(4), t.variable(0)), d), 2);
  const TermId angle = t.apply(Op::atan, t.divide(t.negate(d4), root));
  return t.add(t.divide(t.pi(), t.number(2)), angle);
}

/// exp, log, sin, cos, tanh and sqrt of sums and products of three variables.
TermId mixed(Terms& t) {
  const TermId x = t.variable(0);
  const TermId y = t.variable(1);
  const TermId z = t.variable(2);
  const TermId wave = t.multiply(t.apply(Op::sin, t.multiply(x, y)), t.apply(Op::cos, z));
  const TermId growth = t.add(t.apply(Op::exp, t.negate(x)), t.apply(Op::log, t.add(y, z)));
  return t.add(wave, t.multiply(growth, t.apply(Op::tanh, t.root(y, 2))));
}

using Maker = TermId (*)(Terms&);
enum class What { ranges, gradient, hessian };

void run(benchmark::State& state, Maker make, What what) {
  Terms terms;
  const TermId root = make(terms);
  const TermProgram<Interval> program(terms, std::span(&root, 1), 6, {53});
  auto work = program.workspace();
  const Box box(6, {Rational(5), Rational(51, 10), false, false, false});
  const auto sides = enclose_box<Interval>(box, {53});
  program.evaluate(sides, work);
  program.differentiate(0, work);
  for (auto _ : state) {
    if (what == What::ranges) program.evaluate(sides, work);
    if (what == What::gradient) program.differentiate(0, work);
    if (what == What::hessian) program.differentiate_twice(0, work);
    benchmark::DoNotOptimize(work.range.data());
    benchmark::ClobberMemory();
  }
}

/// A visit of a box: sides, ranges, the interval, mean value and second-order bounds.
void visit(benchmark::State& state, Maker make) {
  Terms terms;
  const TermId root = make(terms);
  LeafRules<Interval> rules(terms, root, 6, {53});
  const Box box(6, {Rational(5), Rational(51, 10), false, false, false});
  EnclosedBox<Interval> enclosed({53});
  for (auto _ : state) {
    enclosed.enter(box);
    rules.enter(enclosed, true);
    if (state.range(0) >= 1) benchmark::DoNotOptimize(rules.mean_value());
    if (state.range(0) >= 2) benchmark::DoNotOptimize(rules.taylor());
    benchmark::ClobberMemory();
  }
}

BENCHMARK_CAPTURE(run, delta_ranges, delta, What::ranges);
BENCHMARK_CAPTURE(run, delta_gradient, delta, What::gradient);
BENCHMARK_CAPTURE(run, delta_hessian, delta, What::hessian);
BENCHMARK_CAPTURE(run, dihedral_ranges, dihedral, What::ranges);
BENCHMARK_CAPTURE(run, dihedral_gradient, dihedral, What::gradient);
BENCHMARK_CAPTURE(run, dihedral_hessian, dihedral, What::hessian);
BENCHMARK_CAPTURE(run, mixed_ranges, mixed, What::ranges);
BENCHMARK_CAPTURE(run, mixed_gradient, mixed, What::gradient);
BENCHMARK_CAPTURE(run, mixed_hessian, mixed, What::hessian);
BENCHMARK_CAPTURE(visit, dihedral, dihedral)->Arg(0)->Arg(1)->Arg(2);

}  // namespace
}  // namespace rigor
