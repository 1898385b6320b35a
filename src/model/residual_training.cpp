#include "model/residual_training.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "function/elementary.hpp"
#include "linear/norm.hpp"
#include "model/gradient_series.hpp"
#include "model/residual_pass.hpp"
#include "model/training_field.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
I root_of_depth(const ResidualNetwork<I>& network) {
  return sqrt(enclose<I>(static_cast<long>(network.depth()), precision_of(network.A(0, 0))));
}

template <IntervalNumber I>
std::shared_ptr<const TrainingProblem<I>> shared(TrainingProblem<I> problem) {
  return std::make_shared<const TrainingProblem<I>>(std::move(problem));
}

template <IntervalNumber I>
I widened(const I& x, const I& radius) {
  return x + hull(-radius, radius);
}

/// Where the layers are in a vector of coordinates.
struct LayerPlaces {
  std::size_t first;
  std::size_t size;
  std::size_t depth;

  template <IntervalNumber I>
  explicit LayerPlaces(const TrainingProblem<I>& problem)
      : first(problem.trains_A ? problem.start.A.rows() * problem.start.A.columns() : 0),
        size(0),
        depth(problem.start.depth()) {
    const LayerWeights<I>& layer = problem.start.layers[0];
    size = layer.V.rows() * layer.V.columns() + layer.W.rows() * layer.W.columns();
  }
};

/// L max_k |Z_{k+1} - Z_k| from the differences of layers in coordinates, for all points within
/// `radius` of the centre: as |dz_{k+1} - dz_k| <= sqrt 2 |(dz_k, dz_{k+1})| <= sqrt 2 radius.
template <IntervalNumber I>
I jump_of(const I& largest, const I& radius, std::size_t depth) {
  if (depth == 1) return enclose<I>(0L, precision_of(radius));
  const I L = enclose<I>(static_cast<long>(depth), precision_of(radius));
  const I jump = widened(largest, I(sqrt(enclose<I>(2L, precision_of(radius))) * radius));
  return max(L * sqrt(L) * jump, enclose<I>(0L, precision_of(radius)));
}

/// The differences of neighbouring layers on a step, as polynomials in the time since its start.
template <IntervalNumber I>
class JumpRange {
 public:
  explicit JumpRange(std::vector<std::vector<I>> difference) : difference_(std::move(difference)) {}

  I at(const I& s) const {
    std::vector<I> x;
    for (const std::vector<I>& component : difference_) x.push_back(value(component, s));
    return vector_norm(x);
  }
  /// The larger of `known` and an upper bound of the size on the times `s`: at an end where it
  /// increases or decreases, by halving otherwise.
  I largest(const I& s, const I& known, int halvings = 10) const {
    const I above = upper_point(at(s));
    if (certainly(above <= known)) return known;
    I slope = enclose<I>(0L, precision_of(s));
    for (const std::vector<I>& component : difference_) {
      slope += value(component, s) * slope_at(component, s);
    }
    if (certainly(slope >= 0)) return max(known, upper_point(at(upper_point(s))));
    if (certainly(slope <= 0)) return max(known, upper_point(at(lower_point(s))));
    if (halvings == 0) return above;
    const auto [left, right] = bisect(s);
    return largest(right, largest(left, known, halvings - 1), halvings - 1);
  }

 private:
  static I value(const std::vector<I>& c, const I& s) {
    I sum = c.back();
    for (std::size_t k = c.size() - 1; k-- > 0;) sum = sum * s + c[k];
    return sum;
  }
  static I slope_at(const std::vector<I>& c, const I& s) {
    I sum = static_cast<int>(c.size() - 1) * c.back();
    for (std::size_t k = c.size() - 1; k-- > 1;) sum = sum * s + static_cast<int>(k) * c[k];
    return sum;
  }

  std::vector<std::vector<I>> difference_;
};

}  // namespace

template <IntervalNumber I>
std::vector<I> weighted_coordinates(const TrainingProblem<I>& problem,
                                    const ResidualNetwork<I>& network) {
  std::vector<I> x;
  const auto append = [&](const Matrix<I>& a) {
    for (std::size_t i = 0; i < a.rows(); ++i) {
      for (std::size_t j = 0; j < a.columns(); ++j) x.push_back(a(i, j));
    }
  };
  if (problem.trains_A) append(network.A);
  const std::size_t first = x.size();
  for (const LayerWeights<I>& layer : network.layers) {
    append(layer.V);
    append(layer.W);
  }
  const I root = root_of_depth(network);
  for (std::size_t i = first; i < x.size(); ++i) x[i] /= root;
  if (problem.trains_B) append(network.B);
  return x;
}

template <IntervalNumber I>
ResidualNetwork<I> network_at(const TrainingProblem<I>& problem, const std::vector<I>& x) {
  ResidualNetwork<I> network = problem.start;
  std::size_t next = 0;
  const auto fill = [&](Matrix<I>& a) {
    for (std::size_t i = 0; i < a.rows(); ++i) {
      for (std::size_t j = 0; j < a.columns(); ++j) a(i, j) = x[next++];
    }
  };
  const auto scale = [](Matrix<I>& a, const I& factor) {
    for (std::size_t i = 0; i < a.rows(); ++i) {
      for (std::size_t j = 0; j < a.columns(); ++j) a(i, j) *= factor;
    }
  };
  if (problem.trains_A) fill(network.A);
  const I root = root_of_depth(network);
  for (LayerWeights<I>& layer : network.layers) {
    fill(layer.V);
    fill(layer.W);
    scale(layer.V, root);
    scale(layer.W, root);
  }
  if (problem.trains_B) fill(network.B);
  return network;
}

template <IntervalNumber I>
I largest_jump(const ResidualNetwork<I>& network) {
  I largest = enclose<I>(0L, precision_of(network.A(0, 0)));
  const auto add_squares = [](I& sum, const Matrix<I>& a, const Matrix<I>& b) {
    for (std::size_t i = 0; i < a.rows(); ++i) {
      for (std::size_t j = 0; j < a.columns(); ++j) sum += sqr(b(i, j) - a(i, j));
    }
  };
  for (std::size_t k = 0; k + 1 < network.depth(); ++k) {
    I sum = enclose<I>(0L, precision_of(network.A(0, 0)));
    add_squares(sum, network.layers[k].V, network.layers[k + 1].V);
    add_squares(sum, network.layers[k].W, network.layers[k + 1].W);
    largest = max(largest, sum);
  }
  return static_cast<int>(network.depth()) * sqrt(largest);
}

template <IntervalNumber I>
ResidualNetwork<I> TrainingPiece<I>::network(const I& times) const {
  return network_at(*problem, piece->at(times));
}

template <IntervalNumber I>
I TrainingPiece<I>::largest_jump() const {
  const LayerPlaces places(*problem);
  const I zero = enclose<I>(0L, precision_of(piece->tube));
  const I span = upper_point(I(piece->end - piece->start));
  std::vector<JumpRange<I>> ranges;
  I largest = zero;
  for (std::size_t k = 0; k + 1 < places.depth; ++k) {
    std::vector<std::vector<I>> difference;
    for (std::size_t e = 0; e < places.size; ++e) {
      const std::vector<I>& low = piece->polynomial[places.first + k * places.size + e];
      const std::vector<I>& high = piece->polynomial[places.first + (k + 1) * places.size + e];
      difference.emplace_back();
      for (std::size_t i = 0; i < low.size(); ++i) difference.back().push_back(high[i] - low[i]);
    }
    ranges.emplace_back(std::move(difference));
    largest = max(largest, max(ranges.back().at(zero), ranges.back().at(span)));
  }
  I above = upper_point(largest);
  for (const JumpRange<I>& range : ranges) above = range.largest(hull(zero, span), above);
  return jump_of(hull(largest, above), piece->tube, places.depth);
}

template <IntervalNumber I>
I TrainingPiece<I>::largest_velocity() const {
  GradientSeries<I> gradient(*problem);
  gradient.begin(0);
  gradient.push(piece->at(hull(piece->start, piece->end)));
  const LayerPlaces places(*problem);
  const std::vector<I>& x = gradient.velocity();
  I most = enclose<I>(0L, precision_of(piece->tube));
  for (std::size_t i = 0; i < x.size(); ++i) {
    const bool is_layer = i >= places.first && i - places.first < places.depth * places.size;
    most = max(most, magnitude(is_layer ? root_of_depth(problem->start) * x[i] : x[i]));
  }
  return upper_point(most);
}

template <IntervalNumber I>
ResidualTraining<I>::ResidualTraining(TrainingProblem<I> problem, const OdeSettings& settings)
    : problem_(shared(std::move(problem))),
      start_(weighted_coordinates(*problem_, problem_->start)),
      flow_(training_field<I>(problem_), enclose<I>(0L, precision_of(problem_->start.A(0, 0))),
            start_, settings) {}

template <IntervalNumber I>
ResidualNetwork<I> ResidualTraining<I>::network() const {
  return network_at(*problem_, flow_.state());
}

template <IntervalNumber I>
I ResidualTraining<I>::loss() const {
  return rigor::loss(network(), problem_->inputs, problem_->targets);
}

template <IntervalNumber I>
I ResidualTraining<I>::distance() const {
  std::vector<I> moved;
  for (std::size_t i = 0; i < start_.size(); ++i) moved.push_back(flow_.centre()[i] - start_[i]);
  return max(widened(vector_norm(moved), flow_.error()),
             enclose<I>(0L, precision_of(flow_.error())));
}

template <IntervalNumber I>
I ResidualTraining<I>::largest_jump() const {
  const LayerPlaces places(*problem_);
  I largest = enclose<I>(0L, precision_of(flow_.error()));
  for (std::size_t k = 0; k + 1 < places.depth; ++k) {
    std::vector<I> difference;
    for (std::size_t e = 0; e < places.size; ++e) {
      const std::size_t at = places.first + k * places.size + e;
      difference.push_back(flow_.centre()[at + places.size] - flow_.centre()[at]);
    }
    largest = max(largest, vector_norm(difference));
  }
  return jump_of(largest, flow_.error(), places.depth);
}

template <IntervalNumber I>
OdeStop ResidualTraining<I>::run(const I& t_end, const std::function<void()>& tick,
                                 const std::function<void(const TrainingPiece<I>&)>& see) {
  return flow_.run(t_end, tick, nullptr, [&](const DefectPiece<I>& piece) {
    if (see) see(TrainingPiece<I>{problem_.get(), &piece});
  });
}

template std::vector<Interval> weighted_coordinates(const TrainingProblem<Interval>&,
                                                    const ResidualNetwork<Interval>&);
template std::vector<BigInterval> weighted_coordinates(const TrainingProblem<BigInterval>&,
                                                       const ResidualNetwork<BigInterval>&);
template ResidualNetwork<Interval> network_at(const TrainingProblem<Interval>&,
                                              const std::vector<Interval>&);
template ResidualNetwork<BigInterval> network_at(const TrainingProblem<BigInterval>&,
                                                 const std::vector<BigInterval>&);
template Interval largest_jump(const ResidualNetwork<Interval>&);
template BigInterval largest_jump(const ResidualNetwork<BigInterval>&);
template struct TrainingPiece<Interval>;
template struct TrainingPiece<BigInterval>;
template class ResidualTraining<Interval>;
template class ResidualTraining<BigInterval>;

}  // namespace rigor
