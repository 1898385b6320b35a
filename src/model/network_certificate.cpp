#include "model/network_certificate.hpp"

#include <algorithm>
#include <vector>

#include "model/output_curvature.hpp"
#include "model/tangent_kernel.hpp"

namespace rigor {
namespace {

/// (sum_i H_i^2)^(1/2), the upper end.
template <IntervalNumber I>
I curvature(const TrainingProblem<I>& problem, const I& radius) {
  I sum = enclose<I>(0L, precision_of(radius));
  for (const auto& x : problem.inputs) {
    sum += sqr(upper_point(output_curvature(problem.start, x, radius,
                                            TrainedEnds{problem.trains_A, problem.trains_B})));
  }
  return upper_point(sqrt(sum));
}

/// Guesses of an increasing function between few of its values, by lines; beyond them the last line
/// goes on.
class Lines {
 public:
  Lines(double last, const std::function<double(double)>& value) : step_(last / pieces) {
    for (int k = 0; k <= pieces; ++k) values_.push_back(value(k * step_));
  }
  double operator()(double r) const {
    const int k = std::min(static_cast<int>(std::min(r / step_, double{pieces})), pieces - 1);
    const double left = values_[static_cast<std::size_t>(k)];
    return left + (values_[static_cast<std::size_t>(k) + 1] - left) * (r / step_ - k);
  }

 private:
  static constexpr int pieces = 8;
  double step_;
  std::vector<double> values_;
};

}  // namespace

template <IntervalNumber I>
NetworkCertificate<I> network_certificate(const TrainingProblem<I>& problem,
                                          const std::optional<Rational>& radius,
                                          const std::function<void()>& step) {
  const Precision precision = precision_of(problem.start.A(0, 0));
  const long n = static_cast<long>(problem.inputs.size());
  const WeightBlocks blocks{problem.trains_A, true, true, problem.trains_B};
  const Matrix<I> J = weighted_jacobian(problem.start, problem.inputs, blocks);
  const I least = sqrt(tangent_kernel_eigenvalue(J));
  const I residual = sqrt(n * loss(problem.start, problem.inputs, problem.targets));
  const auto middle = [](const I& x) { return midpoint(to_interval(x)).upper(); };
  const auto guess = [&]() -> Rational {
    const auto curvature_at = [&](double r) {
      step();
      return middle(curvature(problem, convert<I>(Interval::point(r), precision)));
    };
    const double s = middle(least), H = curvature_at(0);
    const Lines lines(H > 0 && s > 0 ? s / H : 1, curvature_at);
    return propose_radius(middle(residual), [&](double r) { return s - r * lines(r); });
  };
  const Rational chosen = radius ? *radius : guess();
  step();
  const I r = enclose<I>(chosen, precision);
  const I H = curvature(problem, r);
  return {least, residual, H,
          pl_certificate(chosen, I(least - r * H), residual, problem.inputs.size())};
}

template NetworkCertificate<Interval> network_certificate(const TrainingProblem<Interval>&,
                                                          const std::optional<Rational>&,
                                                          const std::function<void()>&);
template NetworkCertificate<BigInterval> network_certificate(const TrainingProblem<BigInterval>&,
                                                             const std::optional<Rational>&,
                                                             const std::function<void()>&);

}  // namespace rigor
