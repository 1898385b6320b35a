#include "analysis/contractor.hpp"

#include <algorithm>
#include <utility>

#include "function/reverse.hpp"

namespace rigor {
namespace {

std::vector<TermId> terms_of(std::span<const SignConstraint> constraints) {
  std::vector<TermId> ids;
  for (const SignConstraint& constraint : constraints) ids.push_back(constraint.term);
  return ids;
}

template <IntervalNumber I>
I values_of(DemandedSign sign, Precision p) {
  const I line = entire<I>(p);
  switch (sign) {
    case DemandedSign::nonnegative:
      return abs(line);
    case DemandedSign::nonpositive:
      return -abs(line);
    case DemandedSign::zero:
      return enclose<I>(0, p);
    case DemandedSign::any:
      break;
  }
  return line;
}

// The arguments of an operation with one operand, among x, that have a value in c.
template <IntervalNumber I>
I reversed(Op op, int n, const I& c, const I& x) {
  switch (op) {
    case Op::power:
      return pown_rev(c, x, n);
    case Op::root:
      return root_rev(c, x, n);
    case Op::exp:
      return exp_rev(c, x);
    case Op::log:
      return log_rev(c, x);
    case Op::sin:
      return sin_rev(c, x);
    case Op::cos:
      return cos_rev(c, x);
    case Op::tan:
      return tan_rev(c, x);
    case Op::asin:
      return asin_rev(c, x);
    case Op::acos:
      return acos_rev(c, x);
    case Op::atan:
      return atan_rev(c, x);
    case Op::sinh:
      return sinh_rev(c, x);
    case Op::cosh:
      return cosh_rev(c, x);
    case Op::tanh:
      return tanh_rev(c, x);
    case Op::erf:
      return erf_rev(c, x);
    case Op::erfc:
      return erfc_rev(c, x);
    case Op::abs:
      return abs_rev(c, x);
    case Op::sign:
      return sign_rev(c, x);
    case Op::floor:
      return floor_rev(c, x);
    case Op::ceil:
      return ceil_rev(c, x);
    case Op::negate:
      return intersection(-c, x);
    default:
      return x;
  }
}

// Values of the operand may be outside of the domain.
bool restricts(Op op) {
  return op == Op::root || op == Op::log || op == Op::asin || op == Op::acos || op == Op::divide;
}

// The side has lost a tenth of its width, or an infinite end.
template <IntervalNumber I>
bool is_much_smaller(const I& now, const I& before) {
  if (identical(now, before)) return false;
  if (!is_bounded(before)) return true;
  return certainly(10 * width(now) <= 9 * width(before));
}

}  // namespace

template <IntervalNumber I>
Contractor<I>::Contractor(const Terms& terms, std::span<const SignConstraint> constraints,
                          std::size_t variables, Precision precision)
    : program_(terms, terms_of(constraints), variables, precision) {
  const std::vector<TermId> roots = terms_of(constraints);
  const std::vector<TermId> parts = subterms(terms, roots);
  std::vector<bool> varies(terms.size());
  std::vector<std::uint32_t> place(terms.size());
  for (const TermId id : parts) {
    const Term& t = terms[id];
    const int operands = operand_count(t.op);
    varies[id] =
        t.op == Op::variable || (operands > 0 && varies[t.a]) || (operands > 1 && varies[t.b]);
    place[id] = static_cast<std::uint32_t>(steps_.size());
    steps_.push_back({id, t.op, static_cast<int>(t.index), operands > 0 ? place[t.a] : 0,
                      operands > 1 ? place[t.b] : 0, operands > 0 && varies[t.a],
                      operands > 1 && varies[t.b]});
  }
  for (const SignConstraint& constraint : constraints) {
    roots_.push_back({place[constraint.term], values_of<I>(constraint.sign, precision)});
  }
}

template <IntervalNumber I>
auto Contractor<I>::workspace() const -> Workspace {
  const std::vector<I> line(steps_.size(), entire<I>(program_.precision()));
  return {program_.workspace(), line, line, {}};
}

template <IntervalNumber I>
void Contractor<I>::reverse(const Step& step, const I& c, Workspace& work) const {
  I& a = work.kept[step.a];
  I& b = work.kept[step.b];
  const auto keep = [](I& operand, const I& values) { operand = intersection(operand, values); };
  switch (step.op) {
    case Op::add:
      if (step.a_varies) keep(a, c - b);
      if (step.b_varies) keep(b, c - a);
      break;
    case Op::subtract:
      if (step.a_varies) keep(a, c + b);
      if (step.b_varies) keep(b, a - c);
      break;
    case Op::multiply:
      if (step.a_varies) a = mul_rev(b, c, a);
      if (step.b_varies) b = mul_rev(a, c, b);
      break;
    case Op::divide:
      if (step.a_varies) keep(a, c * b);
      if (step.b_varies) b = mul_rev(c, a, b);
      break;
    case Op::min:
      if (step.a_varies) a = min_rev(b, c, a);
      if (step.b_varies) b = min_rev(a, c, b);
      break;
    case Op::max:
      if (step.a_varies) a = max_rev(b, c, a);
      if (step.b_varies) b = max_rev(a, c, b);
      break;
    default:
      a = reversed(step.op, step.n, c, a);
  }
}

template <IntervalNumber I>
bool Contractor<I>::contract_once(Ranges<I>& box, Workspace& work) const {
  program_.evaluate(box, work.program);
  for (std::size_t s = 0; s < steps_.size(); ++s) {
    work.range[s] = program_.range(work.program, steps_[s].term);
    if (is_empty(work.range[s])) return false;
    work.kept[s] = work.range[s];
  }
  for (const Root& root : roots_) {
    work.kept[root.step] = intersection(work.kept[root.step], root.wanted);
  }
  for (std::size_t s = steps_.size(); s-- > 0;) {
    const Step& step = steps_[s];
    const I& c = work.kept[s];
    if (is_empty(c)) return false;
    if (step.op == Op::variable) {
      I& side = box.sides[static_cast<std::size_t>(step.n)];
      side = intersection(side, c);
      continue;
    }
    if (!step.a_varies && !step.b_varies) continue;
    const bool is_news = !identical(c, work.range[s]) ||
                         !identical(work.kept[step.a], work.range[step.a]) ||
                         !identical(work.kept[step.b], work.range[step.b]);
    if (is_news || restricts(step.op)) reverse(step, c, work);
  }
  return true;
}

template <IntervalNumber I>
bool Contractor<I>::contract(Ranges<I>& box, int rounds, Workspace& work) const {
  for (int round = 0; round < rounds; ++round) {
    work.before = box.sides;
    if (!contract_once(box, work)) return false;
    bool is_worth_more = false;
    for (std::size_t i = 0; i < work.before.size(); ++i) {
      is_worth_more = is_worth_more || is_much_smaller(box.sides[i], work.before[i]);
    }
    if (!is_worth_more) break;
  }
  return true;
}

template class Contractor<Interval>;
template class Contractor<BigInterval>;

}  // namespace rigor
