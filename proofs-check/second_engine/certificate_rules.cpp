// Leaf rules by ranges and derivatives over the box.
#include <algorithm>

#include "second_engine/certificate_proof.hpp"

namespace rigor::second_engine {
namespace {

template <class Ends>
bool shows(Sign sign, const Range<Ends>& range, bool nonzero) {
  using A = Arithmetic<Ends>;
  switch (sign) {
    case Sign::greater:
      return A::positive(range) || (A::lower_sign(range) >= 0 && nonzero);
    case Sign::at_least:
      return A::lower_sign(range) >= 0;
    case Sign::equal:
      return A::is_zero(range);
    case Sign::not_equal:
      return A::excludes_zero(range) || nonzero;
    default:
      return false;
  }
}

// The midpoints of the sides that the program depends on; nothing if one is infinite.
std::optional<Box> center_of(const Program& program, const Box& box) {
  Box center = box;
  for (const std::size_t v : program.variables) {
    const Side& side = box[v];
    if (!side.lower || !side.upper) return std::nullopt;
    center[v] = thin((*side.lower + *side.upper) / 2);
  }
  return center;
}

bool box_is_empty(const Program& program, const Box& box) {
  return std::any_of(program.variables.begin(), program.variables.end(),
                     [&](std::size_t v) { return is_empty(box[v]); });
}

template <class Ends>
unsigned signs_in(const Range<Ends>& range) {
  using A = Arithmetic<Ends>;
  unsigned signs = 0;
  if (A::lower_sign(range) < 0) signs |= 1U;
  if (A::lower_sign(range) <= 0 && A::upper_sign(range) >= 0) signs |= 2U;
  if (A::upper_sign(range) > 0) signs |= 4U;
  return signs;
}

}  // namespace

bool State::prove_interval(const Goal& goal, int bits) {
  const Program program = graph.program(goal.term);
  return attempted(bits, [&](const auto& a) {
    using Ends = std::decay_t<decltype(a.ends())>;
    const Sides<Ends> sides(a, program, box);
    const Values<Ends> values = Evaluator<Ends>(a, graph, program).values(sides.place(), {});
    return shows<Ends>(goal.sign, values.ranges.back(), values.nonzero.back() != 0);
  });
}

// The segment from the center to a point of the box lies in the box, so open ends do no harm.
bool State::prove_mean(const Goal& goal, int bits) {
  const Program program = graph.program(goal.term);
  if (box_is_empty(program, box)) return true;
  const std::optional<Box> center = center_of(program, box);
  if (!center) reject("mean needs finite sides");
  return attempted(bits, [&](const auto& a) {
    using Ends = std::decay_t<decltype(a.ends())>;
    using A = Arithmetic<Ends>;
    const Evaluator<Ends> evaluator(a, graph, program);
    const Sides<Ends> wide(a, program, box), middle(a, program, *center);
    const Values<Ends> values = evaluator.values(wide.place(), {});
    if (values.jumps) return false;
    for (const OpenGuard& guard : values.open)
      if (!proved_guard(guard, goal.term, box)) return false;
    const std::vector<Range<Ends>> slopes = evaluator.gradient(values, program.variables);
    Range<Ends> range = evaluator.values(middle.place(), {}).ranges.back();
    for (std::size_t i = 0; i < slopes.size(); ++i) {
      const Side& side = box[program.variables[i]];
      const Range<Ends> radius = a.rational((*side.upper - *side.lower) / 2);
      range = a.add(range, a.mul(slopes[i], a.hull(a.neg(radius), radius)));
    }
    return !A::empty(range) && shows<Ends>(goal.sign, range, false);
  });
}

bool State::prove_taylor(const Goal& goal, int bits) {
  const Program program = graph.program(goal.term);
  if (box_is_empty(program, box)) return true;
  const std::optional<Box> center = center_of(program, box);
  if (!center) reject("taylor needs finite sides");
  return attempted(bits, [&](const auto& a) {
    using Ends = std::decay_t<decltype(a.ends())>;
    using A = Arithmetic<Ends>;
    const Evaluator<Ends> evaluator(a, graph, program);
    const Sides<Ends> wide(a, program, box), middle(a, program, *center);
    const Values<Ends> values = evaluator.values(wide.place(), {});
    if (values.jumps || !values.smooth) return false;
    for (const OpenGuard& guard : values.open)
      if (!proved_guard(guard, goal.term, box)) return false;
    std::vector<Range<Ends>> unused, hessian, steps;
    evaluator.second_order(values, program.variables, unused, hessian);
    const Values<Ends> at_center = evaluator.values(middle.place(), {});
    const std::vector<Range<Ends>> slopes = evaluator.gradient(at_center, program.variables);
    Range<Ends> range = at_center.ranges.back();
    for (const std::size_t v : program.variables) {
      const Range<Ends> radius = a.rational((*box[v].upper - *box[v].lower) / 2);
      steps.push_back(a.hull(a.neg(radius), radius));
    }
    const Range<Ends> half = a.rational(Rational(1, 2));
    for (std::size_t i = 0, ij = 0; i < steps.size(); ++i) {
      range = a.add(range, a.mul(slopes[i], steps[i]));
      for (std::size_t j = 0; j <= i; ++j, ++ij) {
        const Range<Ends> square =
            i == j ? a.mul(half, a.sqr(steps[i])) : a.mul(steps[i], steps[j]);
        range = a.add(range, a.mul(hessian[ij], square));
      }
    }
    return !A::empty(range) && shows<Ends>(goal.sign, range, false);
  });
}

unsigned State::derivative_signs(Id term, const Box& on, std::size_t variable, int order,
                                 int bits) {
  const Program program = graph.program(term);
  unsigned signs = 7;
  if (!std::binary_search(program.variables.begin(), program.variables.end(), variable)) return 2;
  attempted(bits, [&](const auto& a) {
    using Ends = std::decay_t<decltype(a.ends())>;
    const Evaluator<Ends> evaluator(a, graph, program);
    const Sides<Ends> sides(a, program, on);
    const Values<Ends> values = evaluator.values(sides.place(), {variable});
    if (order == 1) {
      if (values.jumps) return false;
      signs &= signs_in<Ends>(evaluator.gradient(values, {variable}).front());
    } else {
      if (values.jumps || !values.smooth) return false;
      std::vector<Range<Ends>> first, second;
      evaluator.second_order(values, {variable}, first, second);
      signs &= signs_in<Ends>(second.front());
    }
    return signs == 1 || signs == 4 || signs == 2;
  });
  return signs;
}

bool State::is_continuous(Id term, const Box& on, std::size_t variable) {
  const Program program = graph.program(term);
  return attempted(53, [&](const auto& a) {
    using Ends = std::decay_t<decltype(a.ends())>;
    const Sides<Ends> sides(a, program, on);
    return !Evaluator<Ends>(a, graph, program).values(sides.place(), {variable}).jumps;
  });
}

bool State::has_signs(Id term, const Box& on, unsigned signs) {
  if (!is_defined(term, on, true)) return false;
  const Program program = graph.program(term);
  return attempted(53, [&](const auto& a) {
    using Ends = std::decay_t<decltype(a.ends())>;
    const Sides<Ends> sides(a, program, on);
    const Values<Ends> values = Evaluator<Ends>(a, graph, program).values(sides.place(), {});
    unsigned found = signs_in<Ends>(values.ranges.back());
    if (values.nonzero.back() != 0) found &= 5U;
    return (found & ~signs) == 0;
  });
}

}  // namespace rigor::second_engine
