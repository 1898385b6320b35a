#include "analysis/field_tape.hpp"

#include <algorithm>
#include <utility>

#include "function/jet_recurrences.hpp"

namespace rigor {

namespace {

/// Twice the sum of u_i u_(k-i) over first <= i < k - i.
template <IntervalNumber I>
I doubled_pairs(const I* u, std::size_t k, std::size_t first) {
  I sum = enclose<I>(0, precision_of(u[0]));
  for (std::size_t i = first; 2 * i < k; ++i) sum += u[i] * u[k - i];
  return sum + sum;
}

}  // namespace

template <IntervalNumber I>
FieldTape<I>::FieldTape(std::size_t dimension, Precision precision)
    : dimension_(dimension), precision_(precision), zero_(enclose<I>(0, precision)) {
  for (std::size_t i = 0; i <= dimension; ++i) add(Kind::input, i, i);
  steps_[0].depends_on_state = false;
}

template <IntervalNumber I>
std::size_t FieldTape<I>::add(Kind kind, std::size_t u, std::size_t v) {
  return add(kind, u, v, zero_);
}
template <IntervalNumber I>
std::size_t FieldTape<I>::add(Kind kind, std::size_t u, std::size_t v, const I& c, Value g) {
  const bool depends =
      kind == Kind::input ||
      (kind != Kind::constant && (steps_[u].depends_on_state || steps_[v].depends_on_state));
  steps_.push_back({kind, u, v, depends, false, c, g});
  if (kind == Kind::function) steps_[u].is_argument = true;
  return steps_.size() - 1;
}

template <IntervalNumber I>
std::size_t FieldTape<I>::constant(const I& c) {
  return add(Kind::constant, 0, 0, c);
}
template <IntervalNumber I>
std::size_t FieldTape<I>::sum(std::size_t u, std::size_t v) {
  return add(Kind::sum, u, v);
}
template <IntervalNumber I>
std::size_t FieldTape<I>::difference(std::size_t u, std::size_t v) {
  return add(Kind::difference, u, v);
}
template <IntervalNumber I>
std::size_t FieldTape<I>::negation(std::size_t u) {
  return add(Kind::negation, u, u);
}
template <IntervalNumber I>
std::size_t FieldTape<I>::shifted(std::size_t u, const I& c) {
  return add(Kind::shifted, u, u, c);
}
template <IntervalNumber I>
std::size_t FieldTape<I>::scaled(std::size_t u, const I& c) {
  return add(Kind::scaled, u, u, c);
}
template <IntervalNumber I>
std::size_t FieldTape<I>::divided(std::size_t u, const I& c) {
  return add(Kind::divided, u, u, c);
}
template <IntervalNumber I>
std::size_t FieldTape<I>::product(std::size_t u, std::size_t v) {
  return u == v ? square(u) : add(Kind::product, u, v);
}
template <IntervalNumber I>
std::size_t FieldTape<I>::square(std::size_t u) {
  return add(Kind::square, u, u);
}
template <IntervalNumber I>
std::size_t FieldTape<I>::quotient(std::size_t u, std::size_t v) {
  return add(Kind::quotient, u, v);
}
template <IntervalNumber I>
std::size_t FieldTape<I>::root(std::size_t u) {
  return add(Kind::root, u, u);
}
template <IntervalNumber I>
std::size_t FieldTape<I>::function(std::size_t u, Value g, const I& parameter) {
  return add(Kind::function, u, u, parameter, g);
}
template <IntervalNumber I>
void FieldTape<I>::set_factor(std::size_t function, std::size_t derivative) {
  steps_[function].v = derivative;
}
template <IntervalNumber I>
void FieldTape<I>::set_slopes(std::vector<std::size_t> slopes) {
  slopes_ = std::move(slopes);
}

/// Coefficient 0; false where it isn't defined and smooth at all members of the operands.
template <IntervalNumber I>
bool FieldTape<I>::begin(std::size_t step) {
  const Step& s = steps_[step];
  const I& u = *values(s.u);
  I& w = *values(step);
  switch (s.kind) {
    case Kind::input:
      break;
    case Kind::constant:
      w = s.c;
      break;
    case Kind::sum:
      w = u + *values(s.v);
      break;
    case Kind::difference:
      w = u - *values(s.v);
      break;
    case Kind::negation:
      w = -u;
      break;
    case Kind::shifted:
      w = u + s.c;
      break;
    case Kind::scaled:
      w = u * s.c;
      break;
    case Kind::divided:
      if (contains_zero(s.c)) return false;
      w = u / s.c;
      break;
    case Kind::product:
      w = u * *values(s.v);
      break;
    case Kind::square:
      w = sqr(u);
      break;
    case Kind::quotient:
      if (contains_zero(*values(s.v))) return false;
      w = u / *values(s.v);
      break;
    case Kind::root:
      if (!certainly(u > 0)) return false;
      w = sqrt(u);
      break;
    case Kind::function:
      w = s.g(u, s.c);
      break;
  }
  return !is_empty(w) && is_bounded(w);
}

/// Coefficient k >= 1, given those below it and those of the operands up to k; of a factor v, which
/// comes later, up to k - 1.
template <IntervalNumber I>
void FieldTape<I>::extend(std::size_t step, std::size_t k) {
  const Step& s = steps_[step];
  const I* u = values(s.u);
  const I* v = values(s.v);
  I* w = values(step);
  switch (s.kind) {
    case Kind::input:
      break;
    case Kind::constant:
      w[k] = zero_;
      break;
    case Kind::sum:
      w[k] = u[k] + v[k];
      break;
    case Kind::difference:
      w[k] = u[k] - v[k];
      break;
    case Kind::negation:
      w[k] = -u[k];
      break;
    case Kind::shifted:
      w[k] = u[k];
      break;
    case Kind::scaled:
      w[k] = u[k] * s.c;
      break;
    case Kind::divided:
      w[k] = u[k] / s.c;
      break;
    case Kind::product: {
      I sum = u[0] * v[k];
      for (std::size_t i = 1; i <= k; ++i) sum += u[i] * v[k - i];
      w[k] = sum;
      break;
    }
    case Kind::square:
      w[k] = doubled_pairs(u, k, 0);
      if (k % 2 == 0) w[k] += sqr(u[k / 2]);
      break;
    case Kind::quotient:
      w[k] = quotient_coefficient(Known<I>(u, k + 1), Known<I>(v, k + 1), Known<I>(w, k));
      break;
    case Kind::root:
      if (k == 1) {
        w[k] = u[k];
      } else {
        w[k] = u[k] - doubled_pairs(w, k, 1);
        if (k % 2 == 0) w[k] -= sqr(w[k / 2]);
      }
      w[k] /= w[0] + w[0];
      break;
    case Kind::function: {
      // k w_k = sum over 1 <= i <= k of i u_i v_(k-i).
      const I* weighted = weighted_.data() + s.u * orders_;
      I sum = weighted[1] * v[k - 1];
      for (std::size_t i = 2; i <= k; ++i) sum += weighted[i] * v[k - i];
      w[k] = k == 1 ? sum : sum / static_cast<int>(k);
      break;
    }
  }
  weigh(step, k);
}

/// k times coefficient k, for the functions of this step.
template <IntervalNumber I>
void FieldTape<I>::weigh(std::size_t step, std::size_t k) {
  if (!steps_[step].is_argument) return;
  const I& w = values(step)[k];
  weighted_[step * orders_ + k] = k == 1 ? w : static_cast<int>(k) * w;
}

/// sum += (v times the derivatives of u)_k, where v is a series and u the step `inner`, unless that
/// doesn't depend on the state.
template <IntervalNumber I>
void FieldTape<I>::add_product(I* sum, const I* factor, std::size_t inner, std::size_t k) {
  if (!steps_[inner].depends_on_state) return;
  for (std::size_t i = 0; i <= k; ++i) {
    const I* du = tangents(inner, i);
    for (std::size_t j = 0; j < dimension_; ++j) sum[j] += factor[k - i] * du[j];
  }
}

/// The derivatives, or slopes, of coefficient k. All values are known up to k, the derivatives of
/// the steps before this one up to k, of this one below k.
template <IntervalNumber I>
void FieldTape<I>::extend_tangents(const std::vector<I>& dotted, std::size_t step, std::size_t k) {
  const Step& s = steps_[step];
  if (s.kind == Kind::input || !s.depends_on_state) return;
  const std::size_t d = dimension_;
  const I* du = tangents(s.u, k);
  const I* dv = tangents(s.v, k);
  I* dw = tangents(step, k);
  const bool has_u = steps_[s.u].depends_on_state;
  const bool has_v = steps_[s.v].depends_on_state;
  const auto u_at = [&](std::size_t j) { return has_u ? du[j] : zero_; };
  const auto v_at = [&](std::size_t j) { return has_v ? dv[j] : zero_; };
  const auto dot = [&](std::size_t other) { return dotted.data() + other * orders_; };
  const auto sums_with_dot = [&](std::size_t other) {
    for (std::size_t i = 0; i <= k; ++i) sums_[i] = values(other)[i] + dot(other)[i];
    return sums_.data();
  };
  // dw -= sum over 1 <= i <= k of a_i dw_(k-i).
  const auto subtract_below = [&](const I* a) {
    for (std::size_t i = 1; i <= k; ++i) {
      const I* below = tangents(step, k - i);
      for (std::size_t j = 0; j < d; ++j) dw[j] -= a[i] * below[j];
    }
  };
  std::fill(dw, dw + d, zero_);
  switch (s.kind) {
    case Kind::input:
    case Kind::constant:
      break;
    case Kind::sum:
      for (std::size_t j = 0; j < d; ++j) dw[j] = u_at(j) + v_at(j);
      break;
    case Kind::difference:
      for (std::size_t j = 0; j < d; ++j) dw[j] = u_at(j) - v_at(j);
      break;
    case Kind::negation:
      for (std::size_t j = 0; j < d; ++j) dw[j] = -du[j];
      break;
    case Kind::shifted:
      std::copy(du, du + d, dw);
      break;
    case Kind::scaled:
      for (std::size_t j = 0; j < d; ++j) dw[j] = du[j] * s.c;
      break;
    case Kind::divided:
      for (std::size_t j = 0; j < d; ++j) dw[j] = du[j] / s.c;
      break;
    case Kind::product:
      add_product(dw, dot(s.v), s.u, k);
      add_product(dw, values(s.u), s.v, k);
      break;
    case Kind::square:
      add_product(dw, sums_with_dot(s.u), s.u, k);
      break;
    case Kind::function:
      add_product(dw, values(s.v), s.u, k);
      break;
    case Kind::quotient:
      add_product(dw, dot(step), s.v, k);
      for (std::size_t j = 0; j < d; ++j) dw[j] = u_at(j) - dw[j];
      subtract_below(values(s.v));
      for (std::size_t j = 0; j < d; ++j) dw[j] /= *values(s.v);
      break;
    case Kind::root: {
      const I* sums = sums_with_dot(step);
      std::copy(du, du + d, dw);
      subtract_below(sums);
      for (std::size_t j = 0; j < d; ++j) dw[j] /= sums[0];
      break;
    }
  }
}

template <IntervalNumber I>
bool FieldTape<I>::expand_values(const I& t, const std::vector<I>& x, int order,
                                 SolutionCoefficients<I>& result) {
  const std::size_t d = dimension_;
  orders_ = static_cast<std::size_t>(order) + 1;
  values_.resize(steps_.size() * orders_, zero_);
  weighted_.resize(steps_.size() * orders_, zero_);
  result.dimension = d;
  result.order = order;
  result.values.resize(orders_ * d, zero_);
  result.tangents.clear();

  *values(0) = t;
  for (std::size_t k = 1; k < orders_; ++k) values(0)[k] = zero_;
  if (orders_ > 1) values(0)[1] = enclose<I>(1, precision_);
  for (std::size_t k = 1; k < orders_; ++k) weigh(0, k);
  for (std::size_t i = 0; i < d; ++i) {
    if (is_empty(x[i]) || !is_bounded(x[i])) return false;
    *values(i + 1) = x[i];
    result.values[i] = x[i];
  }
  for (std::size_t step = d + 1; step < steps_.size(); ++step) {
    if (!begin(step)) return false;
  }
  for (std::size_t k = 1; k < orders_; ++k) {
    for (std::size_t i = 0; i < d; ++i) {
      values(i + 1)[k] = values(slopes_[i])[k - 1] / static_cast<int>(k);
      weigh(i + 1, k);
      result.values[k * d + i] = values(i + 1)[k];
    }
    if (k + 1 == orders_) break;
    for (std::size_t step = d + 1; step < steps_.size(); ++step) extend(step, k);
  }
  return true;
}

/// After `expand_values`, whose values the dotted ones are for derivatives.
template <IntervalNumber I>
void FieldTape<I>::expand_tangents(const std::vector<I>& dotted, SolutionCoefficients<I>& result) {
  const std::size_t d = dimension_;
  tangents_.resize(steps_.size() * orders_ * d, zero_);
  sums_.resize(orders_, zero_);
  result.tangents.resize(orders_ * d * d, zero_);
  for (std::size_t k = 0; k < orders_; ++k) {
    for (std::size_t i = 0; i < d; ++i) {
      const bool is_constant = k > 0 && !steps_[slopes_[i]].depends_on_state;
      for (std::size_t j = 0; j < d; ++j) {
        I& tangent = tangents(i + 1, k)[j];
        if (k == 0) {
          tangent = enclose<I>(i == j ? 1 : 0, precision_);
        } else if (is_constant) {
          tangent = zero_;
        } else {
          tangent = tangents(slopes_[i], k - 1)[j] / static_cast<int>(k);
        }
        result.tangents[(k * d + i) * d + j] = tangent;
      }
    }
    if (k + 1 == orders_) break;
    for (std::size_t step = d + 1; step < steps_.size(); ++step) extend_tangents(dotted, step, k);
  }
}

template <IntervalNumber I>
bool FieldTape<I>::expand(const I& t, const std::vector<I>& x, int order, bool with_tangents,
                          SolutionCoefficients<I>& result) {
  if (!expand_values(t, x, order, result)) return false;
  if (with_tangents) expand_tangents(values_, result);
  return true;
}

template <IntervalNumber I>
bool FieldTape<I>::expand_about(const I& t, const std::vector<I>& point, const std::vector<I>& box,
                                int order, SolutionCoefficients<I>& at_point,
                                SolutionCoefficients<I>& over_box) {
  if (!expand_values(t, point, order, at_point)) return false;
  std::swap(values_, at_point_);
  if (!expand_values(t, box, order, over_box)) return false;
  expand_tangents(at_point_, over_box);
  return true;
}

template class FieldTape<Interval>;
template class FieldTape<BigInterval>;

}  // namespace rigor
