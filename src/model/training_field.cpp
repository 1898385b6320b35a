#include "model/training_field.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "model/gradient_series.hpp"
#include "model/hessian_bound.hpp"
#include "model/output_curvature.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
bool are_proper(const std::vector<I>& x) {
  return std::all_of(x.begin(), x.end(), [](const I& c) { return !is_empty(c) && is_bounded(c); });
}

/// The gradient flow as DefectFlow uses it.
template <IntervalNumber I>
class TrainingField final : public SeriesField<I> {
 public:
  using Series = typename DefectField<I>::Series;

  explicit TrainingField(std::shared_ptr<const TrainingProblem<I>> problem)
      : problem_(std::move(problem)), gradient_(*problem_) {}

  std::size_t dimension() const override { return gradient_.dimension(); }

  /// All activations are smooth on the whole line, so a bounded value proves what is promised.
  bool expand(const I&, const std::vector<I>& x, int order, bool with_tangents,
              SolutionCoefficients<I>& result) override {
    if (with_tangents) throw std::invalid_argument("no tangents of a gradient flow");
    result.dimension = x.size();
    result.order = order;
    result.values = x;
    result.tangents.clear();
    std::vector<I> coefficient = x;
    gradient_.begin(order);
    for (int k = 0; k < order; ++k) {
      if (!are_proper(coefficient)) return false;
      gradient_.push(coefficient);
      for (std::size_t i = 0; i < x.size(); ++i) coefficient[i] = gradient_.velocity()[i] / (k + 1);
      result.values.insert(result.values.end(), coefficient.begin(), coefficient.end());
    }
    return are_proper(coefficient);
  }

  std::vector<Series> along(const std::vector<Series>& x) {
    const int order = x[0].order();
    std::vector<Series> velocity(x.size(), Series::zeros(order));
    std::vector<I> coefficient(x.size(), x[0][0].value);
    gradient_.begin(order);
    for (int k = 0; k <= order; ++k) {
      for (std::size_t i = 0; i < x.size(); ++i) coefficient[i] = x[i][k].value;
      gradient_.push(coefficient);
      for (std::size_t i = 0; i < x.size(); ++i) {
        velocity[i][k] = decorate(gradient_.velocity()[i], x[i][0].domain);
      }
    }
    return velocity;
  }

 private:
  std::shared_ptr<const TrainingProblem<I>> problem_;
  GradientSeries<I> gradient_;
};

Matrix<Interval> in_doubles(const Matrix<BigInterval>& a) {
  if (a.rows() == 0) return {};
  Matrix<Interval> rounded(a.rows(), a.columns(), Interval());
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.columns(); ++j) rounded(i, j) = to_interval(a(i, j));
  }
  return rounded;
}
std::vector<std::vector<Interval>> in_doubles(const std::vector<std::vector<BigInterval>>& x) {
  std::vector<std::vector<Interval>> rounded;
  for (const std::vector<BigInterval>& vector : x) {
    rounded.emplace_back();
    for (const BigInterval& component : vector) rounded.back().push_back(to_interval(component));
  }
  return rounded;
}
TrainingProblem<Interval> in_doubles(const TrainingProblem<Interval>& problem) {
  return problem;
}
TrainingProblem<Interval> in_doubles(const TrainingProblem<BigInterval>& problem) {
  const ResidualNetwork<BigInterval>& net = problem.start;
  TrainingProblem<Interval> rounded{
      {net.block, net.activation, in_doubles(net.A), in_doubles(net.B), {}},
      in_doubles(problem.inputs),
      in_doubles(problem.targets),
      problem.trains_A,
      problem.trains_B};
  for (const LayerWeights<BigInterval>& layer : net.layers) {
    rounded.start.layers.push_back({in_doubles(layer.V), in_doubles(layer.W)});
  }
  return rounded;
}

/// A bound is in doubles at every precision.
struct DoubleBound {
  explicit DoubleBound(TrainingProblem<Interval> rounded)
      : problem(std::move(rounded)), riccati(problem) {}
  DoubleBound(const DoubleBound&) = delete;
  DoubleBound& operator=(const DoubleBound&) = delete;

  /// In closed form where matrices of nq + dim Z rows would be too large.
  Interval of(const std::vector<Interval>& box) {
    const ResidualNetwork<Interval>& net = problem.start;
    const LayerWeights<Interval>& layer = net.layers[0];
    const std::size_t rows = problem.inputs.size() * net.state_size() +
                             layer.V.rows() * layer.V.columns() +
                             layer.W.rows() * layer.W.columns();
    if (rows <= kMostRows) {
      if (const std::optional<double> N = riccati(box)) return Interval::point(*N);
    }
    return loss_concavity(network_at(problem, box), problem.inputs, problem.targets,
                          TrainedEnds{problem.trains_A, problem.trains_B});
  }

  static constexpr std::size_t kMostRows = 160;
  TrainingProblem<Interval> problem;
  HessianBound riccati;
};

}  // namespace

template <IntervalNumber I>
DefectField<I> training_field(const std::shared_ptr<const TrainingProblem<I>>& problem) {
  auto field = std::make_shared<TrainingField<I>>(problem);
  auto curvature = std::make_shared<DoubleBound>(in_doubles(*problem));
  using Series = typename DefectField<I>::Series;
  return {field, [field](const Series&, const std::vector<Series>& x) { return field->along(x); },
          [curvature](const I& t, const std::vector<I>& box, int direction) {
            const Precision p = precision_of(t);
            std::vector<Interval> rounded;
            for (const I& x : box) rounded.push_back(to_interval(x));
            return direction > 0 ? convert<I>(curvature->of(rounded), p) : entire<I>(p);
          }};
}

template DefectField<Interval> training_field(
    const std::shared_ptr<const TrainingProblem<Interval>>&);
template DefectField<BigInterval> training_field(
    const std::shared_ptr<const TrainingProblem<BigInterval>>&);

}  // namespace rigor
