#include "model/mixture_basins.hpp"

#include <deque>
#include <memory>
#include <stdexcept>
#include <utility>

#include "analysis/ode.hpp"
#include "model/mixture_field.hpp"
#include "model/mixture_trap.hpp"

namespace rigor {
namespace {

constexpr int kOrder = 12;
constexpr double kTolerance = 0.1;
constexpr double kFarthest = 30;  // in s
/// A box that has grown so much beside its start isn't followed any more; it will be cut.
constexpr double kGrowth = 5;

double longest_side(const std::vector<Interval>& box) {
  double longest = 0;
  for (const Interval& side : box) longest = std::max(longest, side.upper() - side.lower());
  return longest;
}

class BasinFinder {
 public:
  BasinFinder(const WeightedPoints& data, const Interval& v0, Interval scale, const BasinGoal& goal,
              const std::function<void()>& step)
      : field_(std::make_shared<MixtureField<Interval>>(
            MixtureAtoms<Interval>(data, 0, Precision{53}), v0)),
        scale_(std::move(scale)),
        goal_(goal),
        step_(step) {
    for (const Rational& c : data.point(0)) origin_.push_back(enclose<Interval>(c, {53}));
  }

  std::optional<std::size_t> datum(const BasinCell& cell) const {
    std::vector<Interval> z;
    for (std::size_t k = 0; k < cell.from.size(); ++k) {
      z.push_back(hull_of<Interval>(cell.from[k], cell.to[k], {53}) * scale_ - origin_[k]);
    }
    const Interval start = Interval::point(0), end = Interval::point(kFarthest);
    if (const auto found = trapped(start, z)) return found;
    OdeSettings settings;
    settings.order = kOrder;
    settings.tolerance = kTolerance;
    OdeFlow<Interval> flow(field_, start, z, settings);
    const double most = kGrowth * longest_side(z);
    for (int k = 0; k < goal_.most_steps; ++k) {
      step_();
      if (!flow.step(end) || longest_side(flow.state()) > most) return std::nullopt;
      if (const auto found = trapped(flow.time(), flow.state())) return found;
    }
    return std::nullopt;
  }

 private:
  std::optional<std::size_t> trapped(const Interval& s, const std::vector<Interval>& z) const {
    const Interval y = field_->inverse_variance(s);
    const std::size_t i = field_->atoms().propose_heaviest(z, y);
    return prove_trap(field_->atoms(), i, z, recip(y)) ? std::optional(i) : std::nullopt;
  }

  std::shared_ptr<MixtureField<Interval>> field_;
  Interval scale_;
  const BasinGoal& goal_;
  const std::function<void()>& step_;
  std::vector<Interval> origin_;
};

std::size_t longest_coordinate(const BasinCell& cell) {
  std::size_t longest = 0;
  for (std::size_t k = 1; k < cell.from.size(); ++k) {
    if (cell.to[k] - cell.from[k] > cell.to[longest] - cell.from[longest]) longest = k;
  }
  return longest;
}

}  // namespace

std::vector<BasinCell> enclose_basins(const WeightedPoints& data, const Interval& v0,
                                      const std::vector<Rational>& from,
                                      const std::vector<Rational>& to, const Interval& scale,
                                      const BasinGoal& goal, const std::function<void()>& step) {
  if (from.size() != data.dimension() || to.size() != data.dimension()) {
    throw std::invalid_argument("the box of starts must have the dimension of the data");
  }
  const BasinFinder finder(data, v0, scale, goal, step);
  std::vector<BasinCell> settled;
  std::deque<std::pair<BasinCell, int>> open{{{from, to, std::nullopt}, 0}};
  for (int count = 0; !open.empty(); ++count) {
    auto [cell, depth] = std::move(open.front());
    open.pop_front();
    if (count < goal.most_cells) {
      step();
      cell.datum = finder.datum(cell);
    }
    if (cell.datum || depth >= goal.most_halvings || count >= goal.most_cells) {
      settled.push_back(std::move(cell));
      continue;
    }
    const std::size_t k = longest_coordinate(cell);
    BasinCell left = cell;
    left.to[k] = cell.from[k] = (cell.from[k] + cell.to[k]) / 2;
    open.emplace_back(std::move(left), depth + 1);
    open.emplace_back(std::move(cell), depth + 1);
  }
  return settled;
}

}  // namespace rigor
