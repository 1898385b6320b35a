#include "model/depth_error.hpp"

#include <deque>
#include <optional>
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

template <IntervalNumber I>
using Vector = std::vector<I>;

/// A vector function g over a box: its values there, its value at a point c of the box, and its
/// partial derivatives over the box, with the offsets x - c.
template <IntervalNumber I>
struct CentredForm {
  Vector<I> over_box;
  Vector<I> at_centre;
  std::vector<Vector<I>> slopes;
  std::vector<I> offsets;
};

/// Encloses |g|: also as |g(c) + d|, d = sum of slope times offset (mean value theorem for each
/// component), whose square is |g(c)|^2 + 2 sum (g(c) . slope) offset + |d|^2. Where |g| is largest
/// inside the box, g(c) . slope is small.
template <IntervalNumber I>
I norm_of(const CentredForm<I>& g) {
  I square = squared_norm(g.at_centre);
  Vector<I> difference(g.at_centre.size(), enclose<I>(0L, precision_of(square)));
  for (std::size_t k = 0; k < g.slopes.size(); ++k) {
    I product = g.at_centre[0] * g.slopes[k][0];
    for (std::size_t i = 1; i < g.at_centre.size(); ++i) {
      product += g.at_centre[i] * g.slopes[k][i];
    }
    square += 2 * product * g.offsets[k];
    for (std::size_t i = 0; i < difference.size(); ++i) {
      difference[i] += g.slopes[k][i] * g.offsets[k];
    }
  }
  square += squared_norm(difference);
  return sqrt(intersection(square, squared_norm(g.over_box)));
}

/// The coefficients k of components first, ..., first + q - 1, times a number.
template <IntervalNumber I>
Vector<I> coefficients(const SolutionCoefficients<I>& series, int k, std::size_t first,
                       std::size_t q, long factor = 1) {
  Vector<I> c;
  for (std::size_t i = 0; i < q; ++i) c.push_back(series.value(k, first + i) * factor);
  return c;
}

/// sup over 0 <= s <= 1 of |c_k| of the components first, ..., first + q - 1.
template <IntervalNumber I>
I largest_coefficient(const DepthPath<I>& path, int k, std::size_t first, std::size_t q,
                      Precision precision, const SupremumGoal& goal) {
  return enclose_supremum<I>(
      [&](const Vector<I>& s) {
        const I c = midpoint(s[0]);
        const auto over_box = path.series(s[0], k + 1);
        const auto at_centre = path.series(c, k);
        if (!over_box || !at_centre) return entire<I>(precision);
        return norm_of<I>({coefficients(*over_box, k, first, q),
                           coefficients(*at_centre, k, first, q),
                           {coefficients(*over_box, k + 1, first, q, k + 1)},
                           {s[0] - c}});
      },
      {hull_of<I>(0, 1, precision)}, goal);
}

/// The series of a path over the parts of [0, 1] that were asked for before: boxes share them.
template <IntervalNumber I>
class SeenSeries {
 public:
  SeenSeries(const DepthPath<I>& path, int order) : path_(path), order_(order) {}

  const std::optional<SolutionCoefficients<I>>& at(const I& s) {
    for (const auto& [part, series] : seen_) {
      if (subset(part, s) && subset(s, part)) return series;
    }
    return seen_.emplace_back(s, path_.series(s, order_)).second;
  }

 private:
  const DepthPath<I>& path_;
  int order_;
  std::deque<std::pair<I, std::optional<SolutionCoefficients<I>>>> seen_;
};

/// f(H(s) + eta E(s), Z(s + eta)) as a function of s and eta; E = 0 unless `moves`.
template <IntervalNumber I>
class ShiftedBlock {
 public:
  ShiftedBlock(const DepthModel& model, const DepthPath<I>& path, int highest_order, bool moves)
      : model_(model), solution_(path, highest_order), moves_(moves) {}

  /// The coefficients up to the order in x at (s + a x, eta + b x), for all s and eta of the
  /// intervals with s + eta <= 1; nullopt unless they are proved continuous.
  std::optional<std::vector<Vector<I>>> series(const I& s, const I& eta, long a, long b,
                                               int order) {
    using Series = Taylor<Decorated<I>>;
    const std::size_t q = model_.state_size();
    const auto& solution = solution_.at(s);
    if (!solution) return std::nullopt;
    const auto component = [&](std::size_t i) {
      auto u = Series::constant(decorate(solution->value(0, i)), order);
      if (a == 0) return u;
      for (int k = 1; k <= order; ++k) {
        u[k] = decorate(I(solution->value(k, i) * (a < 0 && k % 2 != 0 ? -1L : 1L)));
      }
      return u;
    };
    const auto line = [order](const I& at, long slope) {
      auto u = Series::variable(decorate(at), order);
      u[1] = u[1] * slope;
      return u;
    };
    std::vector<Series> h;
    for (std::size_t i = 0; i < q; ++i) {
      h.push_back(component(i));
      if (moves_) h.back() = h.back() + line(eta, b) * component(q + i);
    }
    const I unit = hull_of<I>(0, 1, precision_of(s));
    const auto depth = line(intersection(s + eta, unit), a + b);
    const auto f = BlockAt<Series>(model_, weights_at(model_, depth), std::move(h)).value();
    std::vector<Vector<I>> result(static_cast<std::size_t>(order) + 1);
    for (const Series& u : f) {
      for (int k = 0; k <= order; ++k) {
        if (u[k].domain != Domain::continuous || !is_bounded(u[k])) return std::nullopt;
        result[static_cast<std::size_t>(k)].push_back(u[k].value);
      }
    }
    return result;
  }

 private:
  const DepthModel& model_;
  SeenSeries<I> solution_;
  bool moves_;
};

/// sup over 0 <= eta <= 1 - s of |g|, g = (d/deta)^k f / k! of a shifted block, k = 1 or 2. With
/// c_j(a, b) the coefficient j in the direction (a, b), g = c_k(0, 1), dg/deta = (k + 1) c_{k+1}(0,
/// 1), and dg/ds = (c_2(1, 1) - c_2(-1, 1)) / 2 for k = 1, (c_3(1, 1) - c_3(-1, 1)) / 2 - c_3(1, 0)
/// for k = 2: 6 c_3(a, b) = a^3 f_sss + 3 a^2 b f_sse + 3 a b^2 f_see + b^3 f_eee, and 2 g_s =
/// f_see.
template <IntervalNumber I>
I largest_block_coefficient(ShiftedBlock<I> block, int k, Precision precision,
                            const SupremumGoal& goal) {
  const I unit = hull_of<I>(0, 1, precision);
  return enclose_supremum<I>(
      [&](const Vector<I>& box) {
        const I &s = box[0], &eta = box[1];
        if (lower_rational(s) + lower_rational(eta) > 1) return empty<I>(precision);
        // A point of the domain, which is convex.
        const bool is_inside = certainly(midpoint(s) + midpoint(eta) <= 1);
        const I s0 = is_inside ? midpoint(s) : lower_point(s);
        const I eta0 = is_inside ? midpoint(eta) : lower_point(eta);
        const auto at_centre = block.series(s0, eta0, 0, 1, k);
        const auto along_eta = block.series(s, eta, 0, 1, k + 1);
        const auto rising = block.series(s, eta, 1, 1, k + 1);
        const auto falling = block.series(s, eta, -1, 1, k + 1);
        const auto along_s = block.series(s, eta, 1, 0, k + 1);
        if (!at_centre || !along_eta || !rising || !falling || !along_s) {
          return entire<I>(precision);
        }
        const auto j = static_cast<std::size_t>(k);
        Vector<I> by_s, by_eta;
        for (std::size_t i = 0; i < (*along_s)[0].size(); ++i) {
          I slope = ((*rising)[j + 1][i] - (*falling)[j + 1][i]) / 2;
          if (k == 2) slope -= (*along_s)[j + 1][i];
          by_s.push_back(std::move(slope));
          by_eta.push_back((*along_eta)[j + 1][i] * (k + 1));
        }
        return norm_of<I>({(*along_eta)[j], (*at_centre)[j], {by_s, by_eta}, {s - s0, eta - eta0}});
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
  const I shift = largest_block_coefficient<I>({model, path, 2, false}, 1, p, goal);
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
  const I block = largest_block_coefficient<I>({model, path, 3, true}, 2, p, goal);
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
