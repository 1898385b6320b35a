#include "model/depth_flow.hpp"

#include <utility>

#include "analysis/dual.hpp"
#include "analysis/field_trace.hpp"

namespace rigor {
namespace {

/// The entries' values and derivatives by s.
template <class T>
std::pair<Matrix<T>, Matrix<T>> with_slopes(const Matrix<SmoothExpression>& weights, const T& s) {
  if (weights.rows() == 0) return {};
  const Matrix<Dual<T>> both = weights_at(weights, Dual<T>::variable(s));
  Matrix<T> values(both.rows(), both.columns(), s), slopes = values;
  for (std::size_t i = 0; i < both.rows(); ++i) {
    for (std::size_t j = 0; j < both.columns(); ++j) {
      values(i, j) = both(i, j).value();
      slopes(i, j) = both(i, j).slope();
    }
  }
  return {std::move(values), std::move(slopes)};
}

template <class T>
std::vector<T> part(const std::vector<T>& x, std::size_t first, std::size_t count) {
  const auto from = x.begin() + static_cast<std::ptrdiff_t>(first);
  return {from, from + static_cast<std::ptrdiff_t>(count)};
}

struct StateField {
  const DepthModel& model;

  template <class T>
  std::vector<T> operator()(const T& s, const std::vector<T>& x) const {
    return BlockAt<T>(model, weights_at(model, s), x).value();
  }
};

struct FirstOrderField {
  const DepthModel& model;

  template <class T>
  std::vector<T> operator()(const T& s, const std::vector<T>& x) const {
    const std::size_t q = model.state_size();
    auto [V, dV] = with_slopes(model.weights.V, s);
    auto [W, dW] = with_slopes(model.weights.W, s);
    const LayerWeights<T> slope{std::move(dV), std::move(dW)};
    const BlockAt<T> block(model, {std::move(V), std::move(W)}, part(x, 0, q));
    std::vector<T> result = block.value();
    const std::vector<T> along_error = block.along(part(x, q, q), slope);
    const std::vector<T> along_state = block.along(result, slope);
    for (std::size_t i = 0; i < q; ++i) result.push_back(along_error[i] - along_state[i] / 2);
    return result;
  }
};

struct AdjointField {
  const DepthModel& model;

  template <class T>
  std::vector<T> operator()(const T& s, const std::vector<T>& x) const {
    const std::size_t q = model.state_size();
    const BlockAt<T> block(model, weights_at(model, s), part(x, 0, q));
    std::vector<T> result = block.value();
    for (const T& g : block.transposed(part(x, q, q))) result.push_back(-g);
    return result;
  }
};

template <IntervalNumber I, class F>
DepthPath<I> follow(const F& f, const std::vector<I>& start, long from, long to,
                    const std::function<void()>& step) {
  const Precision p = precision_of(start[0]);
  std::shared_ptr<SeriesField<I>> field = record_field<I>(f, start.size(), p);
  std::shared_ptr<SeriesField<BigInterval>> fine;
  if constexpr (std::is_same_v<I, Interval>) {
    fine = record_field<BigInterval>(f, start.size(), {128});
  }
  OdeFlow<I> flow(field, enclose<I>(from, p), start, {}, fine);
  std::vector<OdePiece<I>> pieces;
  const OdeStop stop = flow.run(enclose<I>(to, p), step, nullptr,
                                [&](const OdePiece<I>& piece) { pieces.push_back(piece); });
  return {std::move(field), std::move(pieces),
          stop == OdeStop::reached ? std::string() : describe(stop)};
}

}  // namespace

template <IntervalNumber I>
std::vector<I> DepthPath<I>::at(const I& s) const {
  std::vector<I> state;
  I covered = empty<I>(precision_of(s));
  for (const OdePiece<I>& piece : pieces_) {
    const I times = intersection(s, hull(piece.start, piece.end));
    if (is_empty(times)) continue;
    covered = hull(covered, times);
    const std::vector<I> here = piece.at(times);
    if (state.empty()) {
      state = here;
    } else {
      for (std::size_t i = 0; i < state.size(); ++i) state[i] = hull(state[i], here[i]);
    }
  }
  if (is_empty(s) || !subset(s, covered)) {
    return std::vector<I>(field_->dimension(), entire<I>(precision_of(s)));
  }
  return state;
}

template <IntervalNumber I>
std::optional<SolutionCoefficients<I>> DepthPath<I>::series(const I& s, int order) const {
  SolutionCoefficients<I> result;
  const std::vector<I> state = at(s);
  for (const I& x : state) {
    if (!is_bounded(x) || is_empty(x)) return std::nullopt;
  }
  if (!field_->expand(s, state, order, false, result)) return std::nullopt;
  return result;
}

template <IntervalNumber I>
DepthPath<I> follow_depth(const DepthModel& model, const std::vector<I>& start,
                          bool with_first_order, const std::function<void()>& step) {
  if (!with_first_order) return follow(StateField{model}, start, 0, 1, step);
  std::vector<I> both = start;
  both.resize(2 * start.size(), enclose<I>(0L, precision_of(start[0])));
  return follow(FirstOrderField{model}, both, 0, 1, step);
}

template <IntervalNumber I>
DepthPath<I> follow_adjoint(const DepthModel& model, const std::vector<I>& last_state,
                            const std::vector<I>& last_adjoint, const std::function<void()>& step) {
  std::vector<I> both = last_state;
  both.insert(both.end(), last_adjoint.begin(), last_adjoint.end());
  return follow(AdjointField{model}, both, 1, 0, step);
}

template class DepthPath<Interval>;
template class DepthPath<BigInterval>;
template DepthPath<Interval> follow_depth(const DepthModel&, const std::vector<Interval>&, bool,
                                          const std::function<void()>&);
template DepthPath<BigInterval> follow_depth(const DepthModel&, const std::vector<BigInterval>&,
                                             bool, const std::function<void()>&);
template DepthPath<Interval> follow_adjoint(const DepthModel&, const std::vector<Interval>&,
                                            const std::vector<Interval>&,
                                            const std::function<void()>&);
template DepthPath<BigInterval> follow_adjoint(const DepthModel&, const std::vector<BigInterval>&,
                                               const std::vector<BigInterval>&,
                                               const std::function<void()>&);

}  // namespace rigor
