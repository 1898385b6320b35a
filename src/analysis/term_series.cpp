// Taylor coefficients of the terms of a TermProgram in one variable.
#include "analysis/term_program.hpp"
#include "function/integer_part.hpp"
#include "function/taylor.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
Taylor<I> root_series(const Taylor<I>& u, int n) {
  return n == 2 ? sqrt(u) : pow(u, enclose<I>(1, precision_of(u)) / n);
}

template <IntervalNumber I>
Taylor<I> function_series(Op op, int n, const Taylor<I>& u) {
  switch (op) {
    case Op::power:
      return n == 2 ? sqr(u) : pown(u, n);
    case Op::root:
      return root_series(u, n);
    case Op::exp:
      return exp(u);
    case Op::log:
      return log(u);
    case Op::sin:
      return sin(u);
    case Op::cos:
      return cos(u);
    case Op::tan:
      return tan(u);
    case Op::asin:
      return asin(u);
    case Op::acos:
      return acos(u);
    case Op::atan:
      return atan(u);
    case Op::sinh:
      return sinh(u);
    case Op::cosh:
      return cosh(u);
    case Op::tanh:
      return tanh(u);
    case Op::erf:
      return erf(u);
    case Op::erfc:
      return erfc(u);
    case Op::abs:
      return certainly(u[0] >= 0) ? u : (certainly(u[0] <= 0) ? -u : abs(u));
    case Op::sign:
      return Taylor<I>::constant(sign(u[0]), u.order());
    case Op::floor:
      return Taylor<I>::constant(floor(u[0]), u.order());
    case Op::ceil:
      return Taylor<I>::constant(ceil(u[0]), u.order());
    default:
      throw std::invalid_argument("not an operation with one operand");
  }
}

}  // namespace

template <IntervalNumber I>
std::vector<I> TermProgram<I>::series(std::size_t r, std::size_t variable, int order,
                                      const Ranges<I>& box) const {
  const Root& root = roots_[r];
  std::vector<Taylor<I>> values(steps_.size());
  for (const std::uint32_t s : root.all) {
    const Step& step = steps_[s];
    const Taylor<I>& a = values[step.a];
    const Taylor<I>& b = values[step.b];
    switch (step.op) {
      case Op::number:
      case Op::pi:
        values[s] = Taylor<I>::constant(initial_.range[s], order);
        break;
      case Op::variable: {
        const I& side = box.sides[static_cast<std::size_t>(step.n)];
        values[s] = static_cast<std::size_t>(step.n) == variable ? Taylor<I>::variable(side, order)
                                                                 : Taylor<I>::constant(side, order);
        break;
      }
      case Op::negate:
        values[s] = -a;
        break;
      case Op::add:
        values[s] = a + b;
        break;
      case Op::subtract:
        values[s] = a - b;
        break;
      case Op::multiply:
        values[s] = a * b;
        break;
      case Op::divide:
        values[s] = a / b;
        break;
      case Op::min:
      case Op::max:
        values[s] = certainly(step.op == Op::min ? a[0] <= b[0] : b[0] <= a[0]) ? a : b;
        break;
      default:
        values[s] = function_series(step.op, step.n, a);
    }
  }
  std::vector<I> result;
  for (int k = 0; k <= order; ++k) result.push_back(values[root.step][k]);
  return result;
}

template std::vector<Interval> TermProgram<Interval>::series(std::size_t, std::size_t, int,
                                                             const Ranges<Interval>&) const;
template std::vector<BigInterval> TermProgram<BigInterval>::series(
    std::size_t, std::size_t, int, const Ranges<BigInterval>&) const;

}  // namespace rigor
