// The rule `zero`: a term that vanishes on x_V = P to a known order.
#include "second_engine/certificate_proof.hpp"

namespace rigor::second_engine {
namespace {

constexpr std::size_t kHighestOrder = 40;

// The side hulled with the closed range of a term on a box; an infinite end where there is none.
Side hulled(const Side& side, const Range<BigEnds>& range) {
  Side result = real(side);
  const auto rational = [](const Arf& end) {
    fmpz_t mantissa, exponent;
    fmpz_init(mantissa);
    fmpz_init(exponent);
    arf_get_fmpz_2exp(mantissa, exponent, end.get());
    Integer digits;
    fmpz_get_mpz(digits.backend().data(), mantissa);
    const bool small = fmpz_bits(exponent) < 32;
    const slong shift = small ? fmpz_get_si(exponent) : 0;
    fmpz_clear(mantissa);
    fmpz_clear(exponent);
    if (!small || shift > 100000 || shift < -100000) reject("zero: P is out of range");
    const Integer power = Integer(1) << static_cast<unsigned long>(shift < 0 ? -shift : shift);
    return shift < 0 ? Rational(digits, power) : Rational(Integer(digits * power));
  };
  if (!BigEnds::finite(range.lower)) {
    result.lower.reset();
    result.lower_open = false;
  } else if (const Rational lower = rational(range.lower); result.lower && lower <= *result.lower) {
    result.lower = lower;
    result.lower_open = false;
  }
  if (!BigEnds::finite(range.upper)) {
    result.upper.reset();
    result.upper_open = false;
  } else if (const Rational upper = rational(range.upper); result.upper && upper >= *result.upper) {
    result.upper = upper;
    result.upper_open = false;
  }
  return result;
}

}  // namespace

Id State::on_piece(Id term, const Box& on) {
  const Arithmetic<BigEnds> a(BigEnds{kBigBits});
  using A = Arithmetic<BigEnds>;
  for (;;) {
    const Program program = graph.program(term);
    const Sides<BigEnds> sides(a, program, on);
    const std::vector<Range<BigEnds>> ranges =
        Evaluator<BigEnds>(a, graph, program).values(sides.place(), {}).ranges;
    Id next = term;
    for (const Step& step : program.steps) {
      const Node node = graph[step.id];
      std::optional<Id> by;
      if (step.word == Word::abs) {
        if (A::lower_sign(ranges[step.a]) >= 0) {
          by = node.a;
        } else if (A::upper_sign(ranges[step.a]) <= 0) {
          by = graph.make({Word::neg, 0, node.a, 0});
        }
      } else if (step.word == Word::min || step.word == Word::max) {
        const bool least = step.word == Word::min;
        if (!(ranges[step.b].lower < ranges[step.a].upper)) by = least ? node.a : node.b;
        if (!by && !(ranges[step.a].lower < ranges[step.b].upper)) by = least ? node.b : node.a;
      }
      if (by) {
        next = graph.replaced(term, step.id, *by);
        break;
      }
    }
    if (next == term) return term;
    term = next;
  }
}

bool State::prove_zero(const Goal& goal, std::size_t order,
                       const std::vector<std::pair<std::size_t, Id>>& where) {
  const bool strict = goal.sign == Sign::greater;
  if (!strict && goal.sign != Sign::at_least) reject("zero proves > and >= only");
  if (order == 0 || order > kHighestOrder) reject("zero: the order is out of range");
  if (where.empty() || (where.size() > 1 && order != 2)) reject("zero: the order must be 2");
  const Arithmetic<BigEnds> a(BigEnds{kBigBits});
  using A = Arithmetic<BigEnds>;
  std::map<std::size_t, Id> by;
  for (const auto& [v, p] : where)
    if (!by.emplace(v, p).second) reject("zero: a variable is named twice");
  Box hull = box;
  bool apart = false, above = true, below = true;  // V != P, V >= P, V <= P everywhere
  std::vector<std::size_t> moving;
  for (const auto& [v, p] : where) {
    moving.push_back(v);
    for (const auto& [other, unused] : by)
      if (graph.depends_on(p, other)) reject("zero: P mentions a variable that it replaces");
    if (!is_defined(p, box, false)) return false;
    const Program of_p = graph.program(p);
    const Sides<BigEnds> sides(a, of_p, box);
    const Range<BigEnds> range =
        Evaluator<BigEnds>(a, graph, of_p).values(sides.place(), {}).ranges.back();
    if (A::empty(range)) return true;  // no points in the box
    const std::optional<Rational> number = graph.constant(p);
    if (number) {
      Side& side = hull[v];
      side = real(side);
      if (side.lower && *number <= *side.lower) {
        side.lower = *number;
        side.lower_open = false;
      }
      if (side.upper && *number >= *side.upper) {
        side.upper = *number;
        side.upper_open = false;
      }
    } else {
      hull[v] = hulled(box[v], range);
    }
    const Id variable = graph.make({Word::var, v, 0, 0});
    const Id difference = graph.sub(variable, p);
    unsigned signs = 7;
    if (number) {
      const Side& side = box[v];
      if (!contains(side, *number)) signs &= 5U;
      if (side.lower && *side.lower >= *number) signs &= 6U;
      if (side.upper && *side.upper <= *number) signs &= 3U;
    } else {
      for (const unsigned wanted : {5U, 6U, 3U})
        if (has_signs(difference, box, wanted)) signs &= wanted;
    }
    if (goal.has_given && normal.identical(goal.given, difference))
      signs &= signs_of(goal.given_sign);
    if (goal.has_given && normal.identical(goal.given, graph.neg(difference))) {
      const unsigned given = signs_of(goal.given_sign);
      signs &= (given & 2U) | ((given & 1U) << 2) | (given >> 2);
    }
    if ((signs & 2U) == 0) apart = true;
    above = (signs & 1U) == 0;
    below = (signs & 4U) == 0;
  }
  if (strict && !apart) reject("zero: the point where the term vanishes is not excluded");
  if (!is_defined(goal.term, hull, false)) return false;

  // T and its derivatives below the order vanish on x_V = P.
  const Id term = on_piece(goal.term, hull);
  Id derivative = term;
  for (std::size_t j = 0; j < order; ++j) {
    if (where.size() > 1 && j == 1) break;
    if (j > 0) derivative = graph.derivative(derivative, where.front().first);
    if (!normal.is_zero(graph.substituted(derivative, by)))
      reject("zero: a derivative doesn't vanish there");
  }
  if (where.size() > 1) {
    for (const std::size_t v : moving)
      if (!normal.is_zero(graph.substituted(graph.derivative(term, v), by)))
        reject("zero: a derivative doesn't vanish there");
  }

  const Program program = graph.program(term);
  const Sides<BigEnds> sides(a, program, hull);
  const Evaluator<BigEnds> evaluator(a, graph, program);
  const Values<BigEnds> values = evaluator.values(sides.place(), moving);
  if (values.jumps || !values.smooth) return false;
  if (where.size() == 1) {
    Range<BigEnds> coefficient;
    std::vector<Range<BigEnds>> first, second;
    if (order <= 2) {
      evaluator.second_order(values, moving, first, second);
      coefficient = order == 1 ? first.front() : second.front();
    } else {
      coefficient = evaluator.series(values, moving.front(), order)[order];
    }
    const bool up = strict ? A::positive(coefficient) : A::lower_sign(coefficient) >= 0;
    const bool down = strict ? A::negative(coefficient) : A::upper_sign(coefficient) <= 0;
    if (order % 2 == 0) return up;
    return (up && above) || (down && below);
  }
  // The Hessian by L D L^T: all pivots > 0.
  std::vector<Range<BigEnds>> first, hessian;
  evaluator.second_order(values, moving, first, hessian);
  const std::size_t m = moving.size();
  const auto at = [&](std::size_t i, std::size_t j) -> Range<BigEnds>& {
    return i >= j ? hessian[i * (i + 1) / 2 + j] : hessian[j * (j + 1) / 2 + i];
  };
  for (std::size_t k = 0; k < m; ++k) {
    if (!A::positive(at(k, k))) return false;
    for (std::size_t i = k + 1; i < m; ++i) {
      const Range<BigEnds> factor = a.div(at(i, k), at(k, k));
      for (std::size_t j = k + 1; j <= i; ++j) {
        // The entry of the Schur complement; on its diagonal a square.
        const Range<BigEnds> product =
            i == j ? a.div(a.sqr(at(i, k)), at(k, k)) : a.mul(factor, at(j, k));
        at(i, j) = a.sub(at(i, j), product);
      }
    }
  }
  return true;
}

}  // namespace rigor::second_engine
