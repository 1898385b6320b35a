// First and second derivatives of TermProgram, in forward mode.
#include <bit>

#include "analysis/term_functions.hpp"
#include "analysis/term_program.hpp"

namespace rigor {
namespace {

std::size_t place_of_pair(std::size_t i, std::size_t j) {
  return i >= j ? i * (i + 1) / 2 + j : j * (j + 1) / 2 + i;
}

/// Calls visit(p) for the bits p that are set.
template <class Visit>
void for_each_bit(std::uint64_t bits, Visit visit) {
  for (; bits != 0; bits &= bits - 1) visit(static_cast<std::size_t>(std::countr_zero(bits)));
}

bool has(std::uint64_t bits, std::size_t p) {
  return (bits >> p & 1U) != 0;
}

bool is_piecewise_linear(Op op) {
  return op == Op::abs || op == Op::sign || op == Op::floor || op == Op::ceil;
}

/// Which operand min (or max) is on the whole box: -1 the first, 1 the second, 0 unknown.
template <IntervalNumber I>
int chosen(Op op, const I& a, const I& b) {
  if (certainly(a <= b)) return op == Op::min ? -1 : 1;
  if (certainly(b <= a)) return op == Op::min ? 1 : -1;
  return 0;
}

}  // namespace

template <IntervalNumber I>
void TermProgram<I>::add_pairs() {
  const std::size_t count = active_.size();
  pair_count_ = count * (count + 1) / 2;
  // For each step, which of its second derivatives may differ from 0.
  std::vector<std::vector<bool>> present(steps_.size(), std::vector<bool>(pair_count_, false));
  for (std::size_t s = 0; s < steps_.size(); ++s) {
    Step& step = steps_[s];
    step.pairs_begin = static_cast<std::uint32_t>(pairs_.size());
    const int operands = operand_count(step.op);
    const std::uint64_t a = operands >= 1 ? steps_[step.a].depends : 0;
    const std::uint64_t b = operands == 2 ? steps_[step.b].depends : 0;
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        const std::size_t place = place_of_pair(i, j);
        Pair pair{static_cast<std::uint32_t>(place),
                  static_cast<std::uint8_t>(i),
                  static_cast<std::uint8_t>(j),
                  operands >= 1 && present[step.a][place],
                  operands == 2 && present[step.b][place],
                  false,
                  false};
        if (step.op == Op::multiply || step.op == Op::divide) {
          // In a quotient the first factor is the quotient itself.
          const std::uint64_t first = step.op == Op::divide ? step.depends : a;
          pair.ij = has(first, i) && has(b, j);
          pair.ji = has(first, j) && has(b, i);
        } else if (operands == 1 && step.op != Op::negate && !is_piecewise_linear(step.op)) {
          pair.ij = has(a, i) && has(a, j);
        }
        if (!(pair.a_ij || pair.b_ij || pair.ij || pair.ji)) continue;
        present[s][place] = true;
        pairs_.push_back(pair);
      }
    }
    step.pairs_end = static_cast<std::uint32_t>(pairs_.size());
  }
}

template <IntervalNumber I>
void TermProgram<I>::differentiate(std::size_t r, Workspace& work) const {
  for (const std::uint32_t s : roots_[r].steps) differentiate_step(s, work);
}

template <IntervalNumber I>
void TermProgram<I>::differentiate_step(std::uint32_t s, Workspace& work) const {
  const Step& step = steps_[s];
  const std::size_t m = active_.size();
  I* const row = work.gradient.data() + s * m;
  const I* const a_row = work.gradient.data() + step.a * m;
  const I* const b_row = work.gradient.data() + step.b * m;
  const I& a = work.range[step.a];
  const I& b = work.range[step.b];
  const std::uint64_t of_a = steps_[step.a].depends;
  const std::uint64_t of_b = steps_[step.b].depends;
  const auto each = [&](auto both, auto only_a, auto only_b) {
    for_each_bit(step.depends, [&](std::size_t p) {
      row[p] = !has(of_b, p) ? only_a(a_row[p])
                             : (!has(of_a, p) ? only_b(b_row[p]) : both(a_row[p], b_row[p]));
    });
  };
  const auto self = [](const I& x) { return x; };
  switch (step.op) {
    case Op::number:
    case Op::pi:
      return;
    case Op::variable:
      for_each_bit(step.depends, [&](std::size_t p) { row[p] = enclose<I>(1, precision_); });
      return;
    case Op::negate:
      for_each_bit(step.depends, [&](std::size_t p) { row[p] = -a_row[p]; });
      return;
    case Op::add:
      each([](const I& x, const I& y) { return x + y; }, self, self);
      return;
    case Op::subtract:
      each([](const I& x, const I& y) { return x - y; }, self, [](const I& y) { return -y; });
      return;
    case Op::multiply:
      each([&](const I& x, const I& y) { return x * b + a * y; }, [&](const I& x) { return x * b; },
           [&](const I& y) { return a * y; });
      return;
    case Op::divide: {
      const I& q = work.range[s];
      each([&](const I& x, const I& y) { return (x - q * y) / b; },
           [&](const I& x) { return x / b; }, [&](const I& y) { return -(q * y) / b; });
      break;
    }
    case Op::min:
    case Op::max: {
      const int choice = chosen(step.op, a, b);
      const auto either = [&](const I& x, const I& y) {
        return choice == 0 ? hull(x, y) : (choice < 0 ? x : y);
      };
      each(
          either, [&](const I& x) { return either(x, zero_); },
          [&](const I& y) { return either(zero_, y); });
      return;
    }
    default: {
      const I slope = first_derivative(step.op, step.n, a, work.range[s]);
      for_each_bit(step.depends, [&](std::size_t p) { row[p] = slope * a_row[p]; });
      return;
    }
  }
  // 0/0: nothing is known.
  for_each_bit(step.depends, [&](std::size_t p) {
    if (is_empty(row[p]) && !is_empty(work.range[s])) row[p] = entire<I>(precision_);
  });
}

template <IntervalNumber I>
const I& TermProgram<I>::partial(const Workspace& work, std::size_t r, std::size_t variable) const {
  const std::uint32_t place = place_of_[variable];
  const Root& root = roots_[r];
  if (place == kNone || !has(steps_[root.step].depends, place)) return zero_;
  return work.gradient[root.step * active_.size() + place];
}

template <IntervalNumber I>
void TermProgram<I>::differentiate_twice(std::size_t r, Workspace& work) const {
  for (const std::uint32_t s : roots_[r].steps) {
    if (steps_[s].pairs_begin != steps_[s].pairs_end) differentiate_step_twice(s, work);
  }
}

template <IntervalNumber I>
void TermProgram<I>::differentiate_step_twice(std::uint32_t s, Workspace& work) const {
  const Step& step = steps_[s];
  const std::size_t m = active_.size();
  I* const row = work.hessian.data() + s * pair_count_;
  const I* const a_row = work.hessian.data() + step.a * pair_count_;
  const I* const b_row = work.hessian.data() + step.b * pair_count_;
  const I* const a_first = work.gradient.data() + step.a * m;
  const I* const b_first = work.gradient.data() + step.b * m;
  const I* const own_first = work.gradient.data() + s * m;
  const I& a = work.range[step.a];
  const I& b = work.range[step.b];
  const std::span<const Pair> pairs(pairs_.data() + step.pairs_begin,
                                    pairs_.data() + step.pairs_end);
  // u_i v_j + u_j v_i, or 2 u_i v_i.
  const auto mixed = [](const Pair& pair, const I* u, const I* v) {
    if (pair.i == pair.j) return scale2(u[pair.i] * v[pair.i], 1);
    if (!pair.ji) return u[pair.i] * v[pair.j];
    if (!pair.ij) return u[pair.j] * v[pair.i];
    return u[pair.i] * v[pair.j] + u[pair.j] * v[pair.i];
  };
  switch (step.op) {
    case Op::negate:
      for (const Pair& pair : pairs) row[pair.place] = -a_row[pair.place];
      return;
    case Op::add:
    case Op::subtract:
      for (const Pair& pair : pairs) {
        const I& y = b_row[pair.place];
        I sum = a_row[pair.place];
        if (pair.b_ij) {
          sum = step.op == Op::add ? (pair.a_ij ? sum + y : y) : (pair.a_ij ? sum - y : -y);
        }
        row[pair.place] = sum;
      }
      return;
    case Op::multiply:
      for (const Pair& pair : pairs) {
        I sum = pair.a_ij ? a_row[pair.place] * b : zero_;
        if (pair.ij || pair.ji) {
          const I middle = mixed(pair, a_first, b_first);
          sum = pair.a_ij ? sum + middle : middle;
        }
        if (pair.b_ij) {
          const I last = a * b_row[pair.place];
          sum = pair.a_ij || pair.ij || pair.ji ? sum + last : last;
        }
        row[pair.place] = sum;
      }
      return;
    case Op::divide:
      for (const Pair& pair : pairs) {
        I sum = pair.a_ij ? a_row[pair.place] : zero_;
        if (pair.ij || pair.ji) sum -= mixed(pair, own_first, b_first);
        if (pair.b_ij) sum -= work.range[s] * b_row[pair.place];
        sum /= b;
        row[pair.place] = is_empty(sum) && !is_empty(work.range[s]) ? entire<I>(precision_) : sum;
      }
      return;
    case Op::min:
    case Op::max: {
      const int choice = chosen(step.op, a, b);
      for (const Pair& pair : pairs) {
        const I& x = a_row[pair.place];
        const I& y = b_row[pair.place];
        row[pair.place] = choice == 0 ? entire<I>(precision_) : (choice < 0 ? x : y);
      }
      return;
    }
    default: {
      const I& value = work.range[s];
      const I slope = first_derivative(step.op, step.n, a, value);
      if (is_piecewise_linear(step.op)) {
        for (const Pair& pair : pairs) row[pair.place] = slope * a_row[pair.place];
        return;
      }
      const I curvature = second_derivative(step.op, step.n, a, value, slope);
      for (const Pair& pair : pairs) {
        const I& a_i = a_first[pair.i];
        I sum = zero_;
        if (pair.ij) sum = curvature * (pair.i == pair.j ? sqr(a_i) : a_i * a_first[pair.j]);
        if (pair.a_ij) {
          const I inner = slope * a_row[pair.place];
          sum = pair.ij ? sum + inner : inner;
        }
        row[pair.place] = sum;
      }
      return;
    }
  }
}

template <IntervalNumber I>
const I& TermProgram<I>::second_partial(const Workspace& work, std::size_t r, std::size_t i,
                                        std::size_t j) const {
  const std::uint32_t p = place_of_[i];
  const std::uint32_t q = place_of_[j];
  if (p == kNone || q == kNone) return zero_;
  // Rows keep 0 where no pair was listed.
  return work.hessian[roots_[r].step * pair_count_ + place_of_pair(p, q)];
}

template <IntervalNumber I>
bool TermProgram<I>::is_affine_in(std::size_t r, std::size_t variable) const {
  const std::uint32_t place = place_of_[variable];
  const Step& step = steps_[roots_[r].step];
  for (std::uint32_t k = step.pairs_begin; k < step.pairs_end; ++k) {
    if (pairs_[k].i == place && pairs_[k].j == place) return false;
  }
  return true;
}

template bool TermProgram<Interval>::is_affine_in(std::size_t, std::size_t) const;
template bool TermProgram<BigInterval>::is_affine_in(std::size_t, std::size_t) const;
template void TermProgram<Interval>::add_pairs();
template void TermProgram<BigInterval>::add_pairs();
template void TermProgram<Interval>::differentiate_step(std::uint32_t, Workspace&) const;
template void TermProgram<BigInterval>::differentiate_step(std::uint32_t, Workspace&) const;
template void TermProgram<Interval>::differentiate_step_twice(std::uint32_t, Workspace&) const;
template void TermProgram<BigInterval>::differentiate_step_twice(std::uint32_t, Workspace&) const;
template void TermProgram<Interval>::differentiate(std::size_t, Workspace&) const;
template void TermProgram<BigInterval>::differentiate(std::size_t, Workspace&) const;
template void TermProgram<Interval>::differentiate_twice(std::size_t, Workspace&) const;
template void TermProgram<BigInterval>::differentiate_twice(std::size_t, Workspace&) const;
template const Interval& TermProgram<Interval>::partial(const Workspace&, std::size_t,
                                                        std::size_t) const;
template const BigInterval& TermProgram<BigInterval>::partial(const Workspace&, std::size_t,
                                                              std::size_t) const;
template const Interval& TermProgram<Interval>::second_partial(const Workspace&, std::size_t,
                                                               std::size_t, std::size_t) const;
template const BigInterval& TermProgram<BigInterval>::second_partial(const Workspace&, std::size_t,
                                                                     std::size_t,
                                                                     std::size_t) const;

}  // namespace rigor
