#include "model/depth_error.hpp"

#include <stdexcept>
#include <utility>
#include <vector>

#include "analysis/mean_exponential.hpp"
#include "function/taylor.hpp"
#include "linear/rayleigh.hpp"
#include "model/activation_bounds.hpp"
#include "model/residual_bounds.hpp"
#include "number/decorated.hpp"

namespace rigor {
namespace {

/// The norm of the coefficients k of some series; the entire line unless all are proved continuous.
template <IntervalNumber I>
I coefficient_norm(const std::vector<Taylor<Decorated<I>>>& series, int k) {
  std::vector<I> vector;
  for (const auto& u : series) {
    if (u[k].domain != Domain::continuous || !is_bounded(u[k])) {
      return entire<I>(precision_of(u[k]));
    }
    vector.push_back(u[k].value);
  }
  return sqrt(squared_norm(vector));
}

/// sup over 0 <= s <= 1 of |c_k| of the components first, ..., first + q - 1.
template <IntervalNumber I>
I largest_coefficient(const DepthPath<I>& path, int k, std::size_t first, std::size_t q,
                      Precision precision, const SupremumGoal& goal) {
  return enclose_supremum<I>(
      [&](const std::vector<I>& s) {
        const auto series = path.series(s[0], k);
        if (!series) return entire<I>(precision);
        std::vector<I> c;
        for (std::size_t i = 0; i < q; ++i) c.push_back(series->value(k, first + i));
        return sqrt(squared_norm(c));
      },
      {hull_of<I>(0, 1, precision)}, goal);
}

/// sup over 0 <= eta <= 1 - s of |c_k| of f(H(s) + (eta + x) E(s), Z(s + eta + x)) as a series in
/// x, with E = 0 unless the path has it and `moves`.
template <IntervalNumber I>
I largest_block_coefficient(const DepthModel& model, const DepthPath<I>& path, int k, bool moves,
                            Precision precision, const SupremumGoal& goal) {
  using Series = Taylor<Decorated<I>>;
  const std::size_t q = model.state_size();
  const I unit = hull_of<I>(0, 1, precision);
  return enclose_supremum<I>(
      [&](const std::vector<I>& box) {
        const I &s = box[0], &eta = box[1];
        if (lower_rational(s) + lower_rational(eta) > 1) return empty<I>(precision);
        const std::vector<I> state = path.at(s);
        const auto offset = Series::variable(decorate(eta), k);
        std::vector<Series> h;
        for (std::size_t i = 0; i < q; ++i) {
          h.push_back(Series::constant(decorate(state[i]), k));
          if (moves) h.back() = h.back() + offset * decorate(state[q + i]);
        }
        const auto depth = Series::variable(decorate(intersection(s + eta, unit)), k);
        return coefficient_norm(
            BlockAt<Series>(model, weights_at(model, depth), std::move(h)).value(), k);
      },
      {unit, unit}, goal);
}

}  // namespace

template <IntervalNumber I>
I depth_error_constant(const I& growth, const I& speed, const I& shift) {
  return (growth * speed + shift) / 2 * mean_exponential(growth);
}

template <IntervalNumber I>
DepthErrorBound<I> error_bound_along(const DepthModel& model, const DepthPath<I>& path,
                                     const I& growth, const SupremumGoal& goal) {
  const Precision p = precision_of(growth);
  const I speed = largest_coefficient(path, 1, 0, model.state_size(), p, goal);
  const I shift = largest_block_coefficient(model, path, 1, false, p, goal);
  return {growth, speed, shift, depth_error_constant(growth, speed, shift)};
}

template <IntervalNumber I>
DepthErrorBound<I> error_bound_by_norms(const DepthModel& model, const DepthNorms<I>& norms,
                                        const I& start_norm) {
  const Precision p = precision_of(start_norm);
  const auto bounds = activation_bounds<I>(model.activation, p);
  const I kap =
      block_constants(bounds.slope, bounds.curvature, model.width(), model.state_size()).kap;
  const I at_zero = vanishes_at_zero(model.activation)
                        ? enclose<I>(0L, p)
                        : abs(activate(model.activation, enclose<I>(0L, p)));
  const I growth = depth_growth(model, norms);
  const I reach = exp(growth) * start_norm + at_zero * norms.V * mean_exponential(growth);
  const I speed = at_zero * norms.V + growth * reach;
  const I shift =
      at_zero * norms.V_slope + kap * reach * (norms.W * norms.V_slope + norms.V * norms.W_slope);
  return {growth, speed, shift, depth_error_constant(growth, speed, shift)};
}

template <IntervalNumber I>
I depth_growth(const DepthModel& model, const DepthNorms<I>& norms) {
  if (model.block == Block::linear) return norms.V;
  const auto bounds = activation_bounds<I>(model.activation, precision_of(norms.V));
  return block_constants(bounds.slope, bounds.curvature, model.width(), model.state_size())
      .state_slope(norms.V, norms.W);
}

template <IntervalNumber I>
SecondOrderBound<I> second_order_bound(const DepthModel& model, const DepthPath<I>& path,
                                       const I& growth, const SupremumGoal& goal) {
  const Precision p = precision_of(growth);
  const std::size_t q = model.state_size();
  const I state = largest_coefficient(path, 3, 0, q, p, goal);
  const I error = largest_coefficient(path, 2, q, q, p, goal);
  const I block = largest_block_coefficient(model, path, 2, true, p, goal);
  return {state, error, block, (state + error + block) * mean_exponential(growth)};
}

template <IntervalNumber I>
std::vector<NetworkError<I>> network_errors(const DepthModel& model,
                                            const std::vector<DepthPath<I>>& paths,
                                            const std::vector<std::vector<I>>& starts,
                                            std::size_t depth, const std::function<void()>& step) {
  if (depth == 0) throw std::invalid_argument("a residual network without layers");
  std::vector<std::vector<I>> states = starts;
  std::vector<NetworkError<I>> errors;
  if (starts.empty()) return errors;
  const Precision p = precision_of(starts[0][0]);
  const I zero = enclose<I>(0L, p);
  const I L = enclose<I>(static_cast<long>(depth), p);
  errors.assign(starts.size(), {zero, zero, zero});
  for (std::size_t k = 1; k <= depth; ++k) {
    step();
    const I s = enclose<I>(static_cast<long>(k), p) / L;
    const LayerWeights<I> Z = weights_at(model, s);
    for (std::size_t i = 0; i < states.size(); ++i) {
      std::vector<I>& h = states[i];
      const std::vector<I> slope = BlockAt<I>(model, Z, h).value();
      const std::vector<I> solution = paths[i].at(s);
      std::vector<I> difference = h, corrected = h;
      for (std::size_t j = 0; j < h.size(); ++j) {
        h[j] += slope[j] / L;
        difference[j] = h[j] - solution[j];
        corrected[j] =
            solution.size() > h.size() ? L * difference[j] - solution[h.size() + j] : entire<I>(p);
      }
      errors[i].last = sqrt(squared_norm(difference));
      errors[i].largest = max(errors[i].largest, errors[i].last);
      errors[i].corrected = max(errors[i].corrected, sqrt(squared_norm(corrected)));
    }
  }
  return errors;
}

template Interval depth_error_constant(const Interval&, const Interval&, const Interval&);
template BigInterval depth_error_constant(const BigInterval&, const BigInterval&,
                                          const BigInterval&);
template DepthErrorBound<Interval> error_bound_along(const DepthModel&, const DepthPath<Interval>&,
                                                     const Interval&, const SupremumGoal&);
template DepthErrorBound<BigInterval> error_bound_along(const DepthModel&,
                                                        const DepthPath<BigInterval>&,
                                                        const BigInterval&, const SupremumGoal&);
template DepthErrorBound<Interval> error_bound_by_norms(const DepthModel&,
                                                        const DepthNorms<Interval>&,
                                                        const Interval&);
template DepthErrorBound<BigInterval> error_bound_by_norms(const DepthModel&,
                                                           const DepthNorms<BigInterval>&,
                                                           const BigInterval&);
template Interval depth_growth(const DepthModel&, const DepthNorms<Interval>&);
template BigInterval depth_growth(const DepthModel&, const DepthNorms<BigInterval>&);
template SecondOrderBound<Interval> second_order_bound(const DepthModel&,
                                                       const DepthPath<Interval>&, const Interval&,
                                                       const SupremumGoal&);
template SecondOrderBound<BigInterval> second_order_bound(const DepthModel&,
                                                          const DepthPath<BigInterval>&,
                                                          const BigInterval&, const SupremumGoal&);
template std::vector<NetworkError<Interval>> network_errors(
    const DepthModel&, const std::vector<DepthPath<Interval>>&,
    const std::vector<std::vector<Interval>>&, std::size_t, const std::function<void()>&);
template std::vector<NetworkError<BigInterval>> network_errors(
    const DepthModel&, const std::vector<DepthPath<BigInterval>>&,
    const std::vector<std::vector<BigInterval>>&, std::size_t, const std::function<void()>&);

}  // namespace rigor
