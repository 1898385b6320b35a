#include "analysis/term_program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "analysis/term_functions.hpp"
#include "function/constants.hpp"

namespace rigor {
namespace {

constexpr std::size_t kMostVariables = 64;

int exponent_of(const Term& term) {
  if (term.index > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    throw std::invalid_argument(fmt::format("the exponent {} is beyond 2^31", term.index));
  }
  return static_cast<int>(term.index);
}

template <IntervalNumber I>
bool is_nonnegative(const I& x) {
  return certainly(x >= 0);
}
template <IntervalNumber I>
bool is_nonpositive(const I& x) {
  return certainly(x <= 0);
}

bool has_guard(Op op) {
  return op == Op::divide || op == Op::root || op == Op::log || op == Op::tan || op == Op::asin ||
         op == Op::acos;
}
bool jumps(Op op) {
  return op == Op::sign || op == Op::floor || op == Op::ceil;
}
bool is_bent(Op op) {
  return op == Op::abs || op == Op::min || op == Op::max || op == Op::root || op == Op::asin ||
         op == Op::acos;
}

// Whether a function of x isn't 0, where x isn't 0 (if the flag says so).
template <IntervalNumber I>
bool keeps_zero_out(Op op, const I& x, bool operand_is_nonzero) {
  switch (op) {
    case Op::abs:
    case Op::power:
    case Op::root:
    case Op::sinh:
    case Op::tanh:
    case Op::asin:
    case Op::atan:
    case Op::erf:
      return operand_is_nonzero;
    case Op::sin:  // no other zero nearer than pi
      return operand_is_nonzero && certainly(x >= -3) && certainly(x <= 3);
    case Op::exp:
    case Op::erfc:
    case Op::cosh:
      return true;
    default:
      return false;
  }
}

}  // namespace

template <IntervalNumber I>
Ranges<I> enclose_box(const Box& box, Precision precision) {
  Ranges<I> result;
  enclose_box(box, precision, result);
  return result;
}

template <IntervalNumber I>
void enclose_box(const Box& box, Precision precision, Ranges<I>& result) {
  result.sides.resize(box.size());
  result.excludes_zero.resize(box.size());
  for (std::size_t v = 0; v < box.size(); ++v) {
    result.sides[v] = enclose_side<I>(box[v], precision);
    result.excludes_zero[v] = excludes_zero(box[v]) ? 1 : 0;
  }
}

template <IntervalNumber I>
Ranges<I> enclose_point(std::span<const Rational> point, Precision precision) {
  Ranges<I> result;
  for (const Rational& x : point) {
    result.sides.push_back(enclose<I>(x, precision));
    result.excludes_zero.push_back(x.sign() != 0 ? 1 : 0);
  }
  return result;
}

template <IntervalNumber I>
void enclose_midpoint(const Box& box, Precision precision, Ranges<I>& result) {
  result.sides.resize(box.size());
  result.excludes_zero.resize(box.size());
  for (std::size_t v = 0; v < box.size(); ++v) {
    result.sides[v] = entire<I>(precision);
    result.excludes_zero[v] = 0;
    if (!is_bounded(box[v])) continue;
    const Rational middle = (*box[v].lower + *box[v].upper) / 2;
    result.sides[v] = enclose<I>(middle, precision);
    result.excludes_zero[v] = middle.sign() != 0 ? 1 : 0;
  }
}

template <IntervalNumber I>
TermProgram<I>::TermProgram(const Terms& terms, std::span<const TermId> roots,
                            std::size_t variables, Precision precision)
    : precision_(precision),
      zero_(enclose<I>(0, precision)),
      step_of_(terms.size(), kNone),
      place_of_(variables, kNone) {
  const std::vector<TermId> ids = subterms(terms, roots);
  for (const TermId id : ids) {
    if (terms[id].op != Op::variable) continue;
    place_of_.at(terms[id].index) = 0;
  }
  for (std::size_t v = 0; v < variables; ++v) {
    if (place_of_[v] == kNone) continue;
    place_of_[v] = static_cast<std::uint32_t>(active_.size());
    active_.push_back(v);
  }
  if (active_.size() > kMostVariables) {
    throw std::invalid_argument("more than 64 variables in one statement");
  }
  initial_.range.assign(ids.size(), zero_);
  initial_.nonzero.assign(ids.size(), 0);
  for (const TermId id : ids) add_step(terms, id);
  add_pairs();
  initial_.gradient.assign(steps_.size() * active_.size(), zero_);
  initial_.hessian.assign(steps_.size() * pair_count_, zero_);
  for (const TermId id : roots) add_root(terms, id);
}

template <IntervalNumber I>
void TermProgram<I>::add_step(const Terms& terms, TermId id) {
  const Term& term = terms[id];
  const auto s = static_cast<std::uint32_t>(steps_.size());
  step_of_[id] = s;
  Step step{};
  step.op = term.op;
  const int operands = operand_count(term.op);
  if (operands >= 1) step.a = step_of_[term.a];
  if (operands == 2) step.b = step_of_[term.b];
  if (operands >= 1) step.depends |= steps_[step.a].depends;
  if (operands == 2) step.depends |= steps_[step.b].depends;
  if (term.op == Op::power || term.op == Op::root) step.n = exponent_of(term);
  if (term.op == Op::variable) {
    step.n = static_cast<int>(term.index);
    step.depends = std::uint64_t{1} << place_of_[term.index];
  }
  steps_.push_back(step);
  if (step.depends != 0) {
    order_.push_back(s);
  } else if (term.op == Op::number) {
    initial_.range[s] = enclose<I>(term.number, precision_);
    initial_.nonzero[s] = term.number != 0;
  } else if (term.op == Op::pi) {
    initial_.range[s] = pi<I>(precision_);
    initial_.nonzero[s] = 1;
  } else {
    evaluate_step(s, {}, initial_);
  }
}

template <IntervalNumber I>
void TermProgram<I>::add_root(const Terms& terms, TermId id) {
  Root root;
  root.step = step_of_[id];
  for (const TermId part : subterms(terms, std::span(&id, 1))) {
    const std::uint32_t s = step_of_[part];
    root.all.push_back(s);
    if (steps_[s].depends != 0) root.steps.push_back(s);
    if (has_guard(steps_[s].op)) root.guarded.push_back(s);
    if (jumps(steps_[s].op)) root.jumping.push_back(s);
    if (is_bent(steps_[s].op)) root.bent.push_back(s);
  }
  for (std::size_t p = 0; p < active_.size(); ++p) {
    if ((steps_[root.step].depends >> p & 1U) != 0) root.variables.push_back(active_[p]);
  }
  roots_.push_back(std::move(root));
}

template <IntervalNumber I>
auto TermProgram<I>::workspace() const -> Workspace {
  return initial_;
}

template <IntervalNumber I>
void TermProgram<I>::evaluate(const Ranges<I>& box, Workspace& work) const {
  for (const std::uint32_t s : order_) evaluate_step(s, box, work);
}

template <IntervalNumber I>
void TermProgram<I>::evaluate(std::size_t r, const Ranges<I>& box, Workspace& work) const {
  for (const std::uint32_t s : roots_[r].steps) evaluate_step(s, box, work);
}

template <IntervalNumber I>
void TermProgram<I>::evaluate_step(std::uint32_t s, const Ranges<I>& box, Workspace& work) const {
  const Step& step = steps_[s];
  I& value = work.range[s];
  const I& a = work.range[step.a];
  const I& b = work.range[step.b];
  const bool a_nonzero = work.nonzero[step.a] != 0;
  const bool b_nonzero = work.nonzero[step.b] != 0;
  bool nonzero = false;
  switch (step.op) {
    case Op::number:
    case Op::pi:
      return;
    case Op::variable:
      value = box.sides[static_cast<std::size_t>(step.n)];
      nonzero = box.excludes_zero[static_cast<std::size_t>(step.n)] != 0;
      break;
    case Op::negate:
      value = -a;
      nonzero = a_nonzero;
      break;
    case Op::add:
      value = a + b;
      nonzero = (a_nonzero || b_nonzero) && ((is_nonnegative(a) && is_nonnegative(b)) ||
                                             (is_nonpositive(a) && is_nonpositive(b)));
      break;
    case Op::subtract:
      value = a - b;
      nonzero = (a_nonzero || b_nonzero) && ((is_nonnegative(a) && is_nonpositive(b)) ||
                                             (is_nonpositive(a) && is_nonnegative(b)));
      break;
    case Op::multiply:
      value = a * b;
      nonzero = a_nonzero && b_nonzero;
      break;
    case Op::divide:
      value = a / b;
      nonzero = a_nonzero;
      break;
    case Op::min:
      value = min(a, b);
      nonzero = a_nonzero && b_nonzero;
      break;
    case Op::max:
      value = max(a, b);
      nonzero = a_nonzero && b_nonzero;
      break;
    default:
      value = apply_operation(step.op, step.n, a);
      nonzero = keeps_zero_out(step.op, a, a_nonzero);
  }
  work.nonzero[s] = nonzero || !contains_zero(value);
}

template <IntervalNumber I>
bool TermProgram<I>::is_defined(const Workspace& work, std::size_t r) const {
  const auto& steps = roots_[r].guarded;
  return std::all_of(steps.begin(), steps.end(), [&](std::uint32_t s) {
    const Step& step = steps_[s];
    const I& a = work.range[step.a];
    switch (step.op) {
      case Op::divide:
        return work.nonzero[step.b] != 0;
      case Op::root:
        return certainly(a >= 0);
      case Op::log:
        return certainly(a >= 0) && work.nonzero[step.a] != 0;
      case Op::tan:
        return !is_entire(work.range[s]);
      case Op::asin:
      case Op::acos:
        return certainly(a >= -1) && certainly(a <= 1);
      default:
        return true;
    }
  });
}

template <IntervalNumber I>
bool TermProgram<I>::has_no_jumps(const Workspace& work, std::size_t r) const {
  const auto& steps = roots_[r].jumping;
  return std::all_of(steps.begin(), steps.end(),
                     [&](std::uint32_t s) { return is_thin(work.range[s]); });
}

template <IntervalNumber I>
bool TermProgram<I>::is_smooth(const Workspace& work, std::size_t r) const {
  if (!has_no_jumps(work, r)) return false;
  const auto& steps = roots_[r].bent;
  return std::all_of(steps.begin(), steps.end(), [&](std::uint32_t s) {
    const Step& step = steps_[s];
    const I& a = work.range[step.a];
    const I& b = work.range[step.b];
    switch (step.op) {
      case Op::abs:
        return is_nonnegative(a) || is_nonpositive(a);
      case Op::min:
      case Op::max:
        return certainly(a <= b) || certainly(b <= a);
      case Op::root:
        return certainly(a >= 0) && work.nonzero[step.a] != 0;
      case Op::asin:
      case Op::acos:
        return certainly(a > -1) && certainly(a < 1);
      default:
        return true;
    }
  });
}

template Ranges<Interval> enclose_box(const Box&, Precision);
template Ranges<BigInterval> enclose_box(const Box&, Precision);
template Ranges<Interval> enclose_point(std::span<const Rational>, Precision);
template Ranges<BigInterval> enclose_point(std::span<const Rational>, Precision);
template void enclose_box(const Box&, Precision, Ranges<Interval>&);
template void enclose_box(const Box&, Precision, Ranges<BigInterval>&);
template void enclose_midpoint(const Box&, Precision, Ranges<Interval>&);
template void enclose_midpoint(const Box&, Precision, Ranges<BigInterval>&);
template class TermProgram<Interval>;
template class TermProgram<BigInterval>;

}  // namespace rigor
