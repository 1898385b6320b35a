#include "proofs-check/neural_ode/depth_comparison.hpp"

#include <algorithm>

#include "function/elementary.hpp"
#include "linear/rayleigh.hpp"

namespace rigor::neural_ode {
namespace {

template <class T>
std::vector<T> components(const std::vector<T>& x, std::size_t first, std::size_t count) {
  const auto from = x.begin() + static_cast<std::ptrdiff_t>(first);
  return {from, from + static_cast<std::ptrdiff_t>(count)};
}

template <IntervalNumber B>
std::vector<B> at_end(const DepthComparison<B>& all, std::size_t i) {
  return all.paths[i].at(enclose<B>(1L, all.precision()));
}

template <IntervalNumber B>
bool are_finite(const DepthConstants<B>& c) {
  return is_bounded(c.growth) && is_bounded(c.along) && (!c.by_norms || is_bounded(*c.by_norms)) &&
         (!c.second || is_bounded(c.second->constant));
}

template <IntervalNumber B>
DepthConstants<B> enclosed_constants(const DepthComparison<B>& all, bool with_second,
                                     SupremumGoal goal) {
  // A box of a large network costs more.
  const std::size_t size = all.n() * all.q() * all.model.width();
  goal.most_boxes = std::min(goal.most_boxes, std::max<std::size_t>(150, 12000 / size));
  const DepthNorms<B> norms = depth_norms<B>(all.model, all.precision(), goal);
  DepthConstants<B> c;
  c.growth = depth_growth(all.model, norms);
  c.along = all.largest([&](std::size_t i) {
    return error_bound_along(all.model, all.paths[i], c.growth, goal).constant;
  });
  if (all.model.block == Block::two_layer) {
    c.by_norms = all.largest([&](std::size_t i) {
      return error_bound_by_norms(all.model, norms, B(sqrt(squared_norm(all.starts[i])))).constant;
    });
  }
  for (std::size_t i = 0; with_second && i < all.n(); ++i) {
    auto next = second_order_bound(all.model, all.paths[i], c.growth, goal);
    c.second = !c.second
                   ? next
                   : SecondOrderBound<B>{
                         max(c.second->state, next.state), max(c.second->error, next.error),
                         max(c.second->block, next.block), max(c.second->constant, next.constant)};
  }
  return c;
}

DepthConstants<BigInterval> converted(const DepthConstants<Interval>& c, Precision p) {
  const auto to = [p](const Interval& x) { return convert<BigInterval>(x, p); };
  DepthConstants<BigInterval> result;
  result.growth = to(c.growth);
  result.along = to(c.along);
  if (c.by_norms) result.by_norms = to(*c.by_norms);
  if (c.second) {
    result.second = {to(c.second->state), to(c.second->error), to(c.second->block),
                     to(c.second->constant)};
  }
  return result;
}

}  // namespace

template <IntervalNumber B>
B DepthComparison<B>::norm_at_end(std::size_t first) const {
  return largest([&](std::size_t i) {
    return B(sqrt(squared_norm(components(at_end(*this, i), first, q()))));
  });
}

template <IntervalNumber B>
std::optional<DepthComparison<B>> compare_depths(const ResidualInput& input, bool with_first_order,
                                                 Precision precision,
                                                 const std::function<void()>& step,
                                                 Outcome& outcome) {
  DepthComparison<B> all;
  all.model = depth_model(input);
  const Matrix<B> A = enclose_matrix<B>(input.A, precision);
  for (const auto& x : enclose_vectors<B>(input.inputs, precision)) {
    all.starts.push_back(times(A, x));
    all.paths.push_back(follow_depth(all.model, all.starts.back(), with_first_order, step));
    if (!all.paths.back().is_complete()) {
      outcome.reason = "the neural ODE is not proved to reach s = 1 with smooth weights: " +
                       all.paths.back().reason();
      outcome.wants_precision = true;
      return std::nullopt;
    }
  }
  outcome.hypotheses.push_back({"the weights are smooth functions on [0, 1]", Verdict::verified});
  return all;
}

template <IntervalNumber B>
std::optional<DepthConstants<B>> depth_constants(const ResidualInput& input,
                                                 const DepthComparison<B>& all, bool with_second,
                                                 const SupremumGoal& goal, Outcome& outcome) {
  if constexpr (std::is_same_v<B, BigInterval>) {
    if (goal.digits <= 15) {
      Outcome unused;
      if (const auto rough =
              compare_depths<Interval>(input, with_second, {53}, goal.step, unused)) {
        const auto c = enclosed_constants(*rough, with_second, goal);
        if (are_finite(c)) return converted(c, all.precision());
      }
    }
  }
  auto c = enclosed_constants(all, with_second, goal);
  if (are_finite(c)) return c;
  outcome.reason = "no finite bound of the weights and the solution over [0, 1] is proved";
  outcome.wants_precision = true;
  return std::nullopt;
}

template <IntervalNumber B>
void list_end(const DepthComparison<B>& all, const std::string& name, std::size_t first, int digits,
              Outcome& outcome) {
  constexpr std::size_t most_listed = 12;
  if (all.n() * all.q() > most_listed) return;
  const auto scale = decorate(all.norm_at_end(0));
  for (std::size_t i = 0; i < all.n(); ++i) {
    const std::vector<B> end = at_end(all, i);
    for (std::size_t j = 0; j < all.q(); ++j) {
      std::string label = name + (all.q() == 1 ? "" : "_" + std::to_string(j + 1)) + "(1)";
      if (all.n() > 1) label += " of x_" + std::to_string(i + 1);
      outcome.quantities.push_back(
          quantity(std::move(label), decorate(end[first + j]), digits, scale));
    }
  }
}

template <IntervalNumber B>
void list_orders(const std::vector<std::pair<std::size_t, B>>& errors, Outcome& outcome) {
  for (std::size_t i = 0; i + 1 < errors.size(); ++i) {
    const auto& [L, error] = errors[i];
    const auto& [next_L, next] = errors[i + 1];
    if (!certainly(error > 0) || !certainly(next > 0)) continue;
    const Rational ratio(static_cast<long>(next_L), static_cast<long>(L));
    const B order = log(error / next) / log(enclose<B>(ratio, precision_of(error)));
    outcome.quantities.push_back(
        bound("order of convergence, L = " + std::to_string(L) + " to " + std::to_string(next_L),
              decorate(order)));
  }
}

template struct DepthComparison<Interval>;
template struct DepthComparison<BigInterval>;
template std::optional<DepthComparison<Interval>> compare_depths(const ResidualInput&, bool,
                                                                 Precision,
                                                                 const std::function<void()>&,
                                                                 Outcome&);
template std::optional<DepthComparison<BigInterval>> compare_depths(const ResidualInput&, bool,
                                                                    Precision,
                                                                    const std::function<void()>&,
                                                                    Outcome&);
template std::optional<DepthConstants<Interval>> depth_constants(const ResidualInput&,
                                                                 const DepthComparison<Interval>&,
                                                                 bool, const SupremumGoal&,
                                                                 Outcome&);
template std::optional<DepthConstants<BigInterval>> depth_constants(
    const ResidualInput&, const DepthComparison<BigInterval>&, bool, const SupremumGoal&, Outcome&);
template void list_end(const DepthComparison<Interval>&, const std::string&, std::size_t, int,
                       Outcome&);
template void list_end(const DepthComparison<BigInterval>&, const std::string&, std::size_t, int,
                       Outcome&);
template void list_orders(const std::vector<std::pair<std::size_t, Interval>>&, Outcome&);
template void list_orders(const std::vector<std::pair<std::size_t, BigInterval>>&, Outcome&);

}  // namespace rigor::neural_ode
