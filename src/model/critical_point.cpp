#include "model/critical_point.hpp"

#include <cmath>
#include <stdexcept>
#include <vector>

#include "analysis/krawczyk.hpp"
#include "linear/definite.hpp"
#include "linear/guess.hpp"
#include "linear/interval_matrix.hpp"
#include "linear/matrix.hpp"
#include "model/network_risk.hpp"
#include "number/big_interval.hpp"
#include "number/interval.hpp"

namespace rigor {
namespace {

template <IntervalNumber I>
double rough(const I& x) {
  return midpoint(to_interval(x)).lower();
}

/// The risk as a function of theta = (w, b), b_l = -eps_l tau_l.
template <IntervalNumber I>
class RiskAt {
 public:
  RiskAt(const Mixture& mixture, const I& sigma, std::vector<int> signs,
         const std::function<void()>& step)
      : mixture_(mixture), sigma_(sigma), signs_(std::move(signs)), step_(step) {}

  NetworkBox<I> network(const std::vector<I>& theta) const {
    NetworkBox<I> box{signs_, {}, {}};
    const std::size_t m = signs_.size();
    for (std::size_t l = 0; l < m; ++l) {
      box.weights.push_back(theta[l]);
      box.kinks.push_back(signs_[l] > 0 ? -theta[m + l] : theta[m + l]);
    }
    return box;
  }
  std::vector<I> parameters(const Network& network) const {
    std::vector<I> theta;
    const Precision p = precision_of(sigma_);
    for (const Rational& w : network.weights) theta.push_back(midpoint(enclose<I>(w, p)));
    for (std::size_t l = 0; l < signs_.size(); ++l) {
      theta.push_back(midpoint(enclose<I>(-signs_[l] * network.kinks[l], p)));
    }
    return theta;
  }
  NetworkRisk<I> operator()(const std::vector<I>& theta) const {
    return NetworkRisk<I>(mixture_, sigma_, network(theta), step_);
  }

 private:
  const Mixture& mixture_;
  I sigma_;
  std::vector<int> signs_;
  const std::function<void()>& step_;
};

/// In the units 2^e_i of the parameters the Hessian H becomes H_ij 2^(e_i + e_j), with diagonal
/// entries of about 1 (or 0); `inverse` is a guess of its inverse, in doubles. Both together are
/// one matrix C near the inverse of H.
struct Preconditioner {
  std::vector<int> exponents;
  Matrix<double> inverse;
};

template <IntervalNumber I>
Preconditioner guess_preconditioner(const Matrix<I>& hessian) {
  const std::size_t size = hessian.rows();
  Preconditioner result{{}, Matrix<double>(size, size, 0)};
  for (std::size_t i = 0; i < size; ++i) {
    const double entry = std::fabs(rough(hessian(i, i)));
    result.exponents.push_back(entry > 0 ? -std::ilogb(entry) / 2 : 0);
  }
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j) {
      const int exponent = result.exponents[i] + result.exponents[j];
      result.inverse(i, j) = std::ldexp(rough(hessian(i, j)), exponent);
    }
  }
  result.inverse = guess_inverse(result.inverse);
  return result;
}

/// C g.
template <IntervalNumber I>
std::vector<I> correction(const Preconditioner& c, const std::vector<I>& gradient) {
  const std::size_t size = gradient.size();
  const Precision p = precision_of(gradient.front());
  std::vector<I> scaled, result;
  for (std::size_t k = 0; k < size; ++k) scaled.push_back(scale2(gradient[k], c.exponents[k]));
  for (std::size_t i = 0; i < size; ++i) {
    I sum = enclose<I>(0L, p);
    for (std::size_t k = 0; k < size; ++k) {
      sum += convert<I>(Interval::point(c.inverse(i, k)), p) * scaled[k];
    }
    result.push_back(scale2(sum, c.exponents[i]));
  }
  return result;
}

/// E - C H. Doubles suffice: their errors, about 2^-53 times the condition, need only be below 1.
template <IntervalNumber I>
Matrix<I> contraction(const Preconditioner& c, const Matrix<I>& hessian) {
  const std::size_t size = hessian.rows();
  const Precision p = precision_of(hessian(0, 0));
  Matrix<Interval> scaled(size, size, Interval());
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j) {
      scaled(i, j) = to_interval(scale2(hessian(i, j), c.exponents[i] + c.exponents[j]));
    }
  }
  const IntervalMatrix inverse{c.inverse, Matrix<double>(size, size, 0)};
  const Matrix<Interval> product = intervals(multiply(inverse, interval_matrix(scaled)));
  Matrix<I> result(size, size, enclose<I>(0L, p));
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j < size; ++j) {
      const I entry = convert<I>((i == j ? 1 : 0) - product(i, j), p);
      result(i, j) = scale2(entry, c.exponents[i] - c.exponents[j]);
    }
  }
  return result;
}

/// A Newton step, and its length in the units of the preconditioner.
template <IntervalNumber I>
struct Step {
  std::vector<I> direction;
  double size;
};

template <IntervalNumber I>
Step<I> newton_step(const Preconditioner& c, std::vector<I> gradient) {
  for (I& slope : gradient) slope = midpoint(slope);
  Step<I> result{correction(c, gradient), 0};
  for (std::size_t i = 0; i < gradient.size(); ++i) {
    result.direction[i] = midpoint(result.direction[i]);
    const double entry = std::ldexp(rough(result.direction[i]), -c.exponents[i]);
    result.size += entry * entry;
  }
  result.size = std::sqrt(result.size);
  return result;
}

template <IntervalNumber I>
std::vector<I> moved(const std::vector<I>& theta, const Step<I>& step, int halvings) {
  std::vector<I> result;
  for (std::size_t i = 0; i < theta.size(); ++i) {
    result.push_back(midpoint(theta[i] - scale2(step.direction[i], -halvings)));
  }
  return result;
}

/// Newton's method. A step is halved until the next step with the same inverse would be shorter
/// (Deuflhard's natural monotonicity test); once steps become much shorter each time, they are no
/// longer halved, nor is the inverse made anew. The method ends where no step is shorter: there
/// rounding errors take over.
template <IntervalNumber I>
std::vector<I> guess_critical_point(const RiskAt<I>& risk_at, std::vector<I> theta,
                                    int most_steps) {
  constexpr int most_halvings = 12;
  std::optional<Preconditioner> c;
  Step<I> step{{}, 0};
  bool is_fast = false;
  for (int k = 0; k < most_steps; ++k) {
    const bool is_fresh = !c;
    if (is_fresh) {
      const NetworkRisk<I> risk = risk_at(theta);
      c = guess_preconditioner(risk.hessian());
      step = newton_step(*c, risk.gradient());
    }
    if (!std::isfinite(step.size) || step.size == 0) break;
    bool is_shorter = false;
    for (int halvings = 0; halvings < (is_fast ? 1 : most_halvings) && !is_shorter; ++halvings) {
      std::vector<I> next = moved(theta, step, halvings);
      Step<I> following = newton_step(*c, risk_at(next).gradient());
      is_shorter = following.size < (1 - std::ldexp(0.5, -halvings)) * step.size;
      if (!is_shorter) continue;
      theta = std::move(next);
      const bool is_much_shorter = following.size < step.size / 1000;
      is_fast = is_fast || is_much_shorter;
      step = std::move(following);
      if (!is_much_shorter) c.reset();
    }
    if (!is_shorter) {
      if (is_fresh) break;
      c.reset();
    }
  }
  return theta;
}

template <IntervalNumber I>
bool all_bounded(const std::vector<I>& box) {
  for (const I& x : box) {
    if (is_empty(x) || !is_bounded(x)) return false;
  }
  return true;
}

template <IntervalNumber I>
std::vector<I> around(const std::vector<I>& centre, const std::vector<I>& radii) {
  std::vector<I> box;
  for (std::size_t i = 0; i < centre.size(); ++i) {
    box.push_back(centre[i] + hull(-radii[i], radii[i]));
  }
  return box;
}

/// Epsilon inflation: boxes twice as large as the image of the last one, until one is proved to
/// contain exactly one critical point; then it is contracted while that makes it narrower.
template <IntervalNumber I>
std::optional<std::vector<I>> prove_box(const RiskAt<I>& risk_at, const Preconditioner& c,
                                        const std::vector<I>& centre) {
  const std::size_t size = centre.size();
  const std::vector<I> step = correction(c, risk_at(centre).gradient());
  std::vector<I> radii;
  for (std::size_t i = 0; i < size; ++i) {
    const I rounding = scale2(magnitude(centre[i]), 2 - precision_of(centre[i]).bits);
    radii.push_back(upper_point(2 * (magnitude(step[i]) + rounding)));
  }

  std::optional<std::vector<I>> proved;
  constexpr int most_inflations = 6, most_contractions = 4;
  for (int k = 0; k < most_inflations && !proved; ++k) {
    const std::vector<I> box = around(centre, radii);
    if (!all_bounded(box)) return std::nullopt;
    const auto result = krawczyk(centre, step, contraction(c, risk_at(box).hessian()), box);
    if (result.zeros == Zeros::one) proved = result.box;
    for (std::size_t i = 0; i < size; ++i) {
      radii[i] = upper_point(2 * magnitude(result.image[i] - centre[i]));
    }
  }
  for (int k = 0; k < most_contractions && proved; ++k) {
    // The centre may have left the box; its zero has not.
    std::vector<I> box;
    for (std::size_t i = 0; i < size; ++i) box.push_back(hull((*proved)[i], centre[i]));
    const auto result = krawczyk(centre, step, contraction(c, risk_at(box).hessian()), box);
    bool is_narrower = false;
    for (std::size_t i = 0; i < size; ++i) {
      const I common = intersection((*proved)[i], result.box[i]);
      is_narrower = is_narrower || certainly(4 * width(common) < 3 * width((*proved)[i]));
      (*proved)[i] = common;
    }
    if (!is_narrower) break;
  }
  return proved;
}

}  // namespace

template <IntervalNumber I>
std::optional<CriticalPoint<I>> prove_critical_point(const Mixture& mixture, const I& sigma,
                                                     const Network& guess,
                                                     const std::function<void()>& step) {
  if (guess.weights.size() != guess.width() || guess.kinks.size() != guess.width()) {
    throw std::invalid_argument("a network needs as many weights and kinks as signs");
  }
  const RiskAt<Interval> rough_risk(mixture, to_interval(sigma), guess.signs, step);
  const std::vector<Interval> start =
      guess_critical_point(rough_risk, rough_risk.parameters(guess), 400);
  const RiskAt<I> risk_at(mixture, sigma, guess.signs, step);
  std::vector<I> centre;
  for (const Interval& x : start) centre.push_back(convert<I>(x, precision_of(sigma)));
  if constexpr (!std::same_as<I, Interval>) {
    centre = guess_critical_point(risk_at, std::move(centre), 50);
  }
  const Preconditioner c = guess_preconditioner(risk_at(centre).hessian());
  const std::optional<std::vector<I>> box = prove_box(risk_at, c, centre);
  if (!box) return std::nullopt;
  CriticalPoint<I> result{risk_at.network(*box), false};
  result.is_strict_minimum = certainly(is_positive_definite(risk_at(*box).hessian()));
  return result;
}

template <IntervalNumber I>
Truth is_near(const CriticalPoint<I>& point, const Network& guess, const I& sigma) {
  const auto precision = precision_of(sigma);
  const I most = static_cast<long>(guess.width()) / sqr(sigma);
  Truth near = Truth::yes;
  for (std::size_t l = 0; l < guess.width(); ++l) {
    near = near && abs(point.network.kinks[l] - enclose<I>(guess.kinks[l], precision)) <= sigma &&
           abs(point.network.weights[l] - enclose<I>(guess.weights[l], precision)) <= most;
  }
  return near;
}

template Truth is_near(const CriticalPoint<Interval>&, const Network&, const Interval&);
template Truth is_near(const CriticalPoint<BigInterval>&, const Network&, const BigInterval&);
template std::optional<CriticalPoint<Interval>> prove_critical_point(const Mixture&,
                                                                     const Interval&,
                                                                     const Network&,
                                                                     const std::function<void()>&);
template std::optional<CriticalPoint<BigInterval>> prove_critical_point(
    const Mixture&, const BigInterval&, const Network&, const std::function<void()>&);

}  // namespace rigor
