// Proposition 7 as printed, R <= 1/(16 n sigma^2) and delta >= 8 sigma imply TV_pi(s_theta) >= n^2
// delta / (2^11 sigma^2): the search for a network on n = 2 atoms.
//
// Lengths are in units of sigma and from c_1 on, so that Y = u_I + z with u = (0, D) for n = 2, and
// s_theta = (1/sigma) sum_l v_l relu(eps_l (u - t_l)) with w_l = m v_l / sigma^2. For given kinks
// sigma^2 R is quadratic in v, and the search is over the kinks.
#include <cmath>

#include "analysis/propose_minimum.hpp"
#include "model/network_risk.hpp"
#include "model/network_variation.hpp"
#include "proofs-check/big_step/refutation.hpp"
#include "proofs-check/big_step/search.hpp"

namespace rigor::big_step {
namespace {

constexpr int evaluations = 2000;  // of one start
constexpr int rounds = 5;          // of reweighting
constexpr int most_digits = 10;
// Hypothesis and violation are proposed with room for rounding.
constexpr double room = 0.95, rounded_room = 0.99;
constexpr double infeasible = 1e6;

using Weight = std::function<double(const PlainMixture&, double)>;

/// x with A x = b by Cholesky's method; NaN where A is not positive definite.
std::vector<double> guess_solution(std::vector<double> a, std::vector<double> b) {
  const std::size_t k = b.size();
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = a[i * k + j];
      for (std::size_t l = 0; l < j; ++l) sum -= a[i * k + l] * a[j * k + l];
      a[i * k + j] = i == j ? std::sqrt(sum) : sum / a[j * k + j];
    }
  }
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t l = 0; l < i; ++l) b[i] -= a[i * k + l] * b[l];
    b[i] /= a[i * k + i];
  }
  for (std::size_t i = k; i-- > 0;) {
    for (std::size_t l = i + 1; l < k; ++l) b[i] -= a[l * k + i] * b[l];
    b[i] /= a[i * k + i];
  }
  return b;
}

/// The risk of a network as a function of its weights v, and the weight of its kinks.
class KinkedRisk {
 public:
  KinkedRisk(const PlainMixture& mixture, const std::vector<NeuronGroup>& neurons,
             const Weight& weight)
      : size_(neurons.size()) {
    const NetworkGuess network(mixture, neurons);
    for (std::size_t i = 0; i < size_; ++i) {
      for (std::size_t j = 0; j < size_; ++j) products_.push_back(network.ramp_product(i, j));
      slopes_.push_back(-neurons[i].sign * network.active(i));
      weights_.push_back(weight(mixture, neurons[i].kink));
    }
  }

  /// sigma^2 R = 1 - 2 slopes^T v + v^T products v.
  double risk(const std::vector<double>& v) const {
    double sum = 1;
    for (std::size_t i = 0; i < size_; ++i) {
      sum -= 2 * slopes_[i] * v[i];
      for (std::size_t j = 0; j < size_; ++j) sum += v[i] * v[j] * products_[i * size_ + j];
    }
    return sum;
  }
  /// sum |v_l| weight(t_l).
  double variation(const std::vector<double>& v) const {
    double sum = 0;
    for (std::size_t i = 0; i < size_; ++i) sum += std::abs(v[i]) * weights_[i];
    return sum;
  }
  /// Weights with a small sigma^2 R + 2 pull sum |v_l| weight(t_l), by reweighted least squares.
  std::vector<double> guess_weights(double pull) const {
    std::vector<double> v(size_, 1);
    for (int round = 0; round < rounds; ++round) {
      std::vector<double> matrix = products_;
      for (std::size_t i = 0; i < size_; ++i) {
        double& entry = matrix[i * size_ + i];
        entry += 1e-11 * entry + pull * weights_[i] / (std::abs(v[i]) + 1e-6);
      }
      v = guess_solution(std::move(matrix), slopes_);
    }
    return v;
  }

 private:
  std::size_t size_;
  std::vector<double> products_, slopes_, weights_;
};

/// The search on given data: how small a part of the bound the variation is, for networks that meet
/// the hypothesis; those that do not count by their risk alone.
class Problem {
 public:
  /// Refers to `weight`.
  Problem(const Case& input, const Weight& weight,
          const std::function<double(const PlainMixture&)>& bound)
      : weight_(weight),
        first_(input.mu * input.points.front()[0]),
        sigma_(input.sigma.to),
        mixture_{{}, 1},
        allowed_(1 / (16 * static_cast<double>(input.points.size()))) {
    for (const auto& point : input.points) {
      mixture_.centres.push_back(
          static_cast<double>(Rational((input.mu * point[0] - first_) / sigma_)));
    }
    bound_ = bound(mixture_);
  }

  const PlainMixture& mixture() const { return mixture_; }

  /// Of the best weights for these kinks.
  double ratio(const std::vector<NeuronGroup>& neurons, double pull) const {
    const KinkedRisk risk(mixture_, neurons, weight_);
    return ratio(risk, risk.guess_weights(pull), room);
  }

  /// The fewest digits that keep hypothesis and violation: first of the kinks, whose weights are
  /// then chosen anew, and then of the weights.
  std::optional<Network> rounded(const std::vector<NeuronGroup>& neurons, double pull) const {
    for (int digits = 0; digits <= most_digits; ++digits) {
      Network network;
      std::vector<NeuronGroup> moved = neurons;
      for (NeuronGroup& neuron : moved) {
        const Rational t = rounded_to_decimals(neuron.kink, digits);
        neuron.kink = static_cast<double>(t);
        network.signs.push_back(neuron.sign);
        network.kinks.push_back(first_ + sigma_ * t);
      }
      const KinkedRisk risk(mixture_, moved, weight_);
      const std::vector<double> fitted = risk.guess_weights(pull);
      if (ratio(risk, fitted, room) <= room && round_weights(risk, fitted, network)) return network;
    }
    return std::nullopt;
  }

 private:
  double ratio(const KinkedRisk& risk, const std::vector<double>& v, double share) const {
    const double r = risk.risk(v);
    return r <= share * allowed_ ? risk.variation(v) / bound_ : infeasible * (1 + r);
  }

  bool round_weights(const KinkedRisk& risk, const std::vector<double>& fitted,
                     Network& network) const {
    const Rational unit = Rational(fitted.size()) / (sigma_ * sigma_);  // w = unit v
    for (int digits = 1; digits <= most_digits; ++digits) {
      std::vector<double> v;
      network.weights.clear();
      for (const double x : fitted) {
        const Rational w = rounded_to_digits(x * static_cast<double>(unit), digits);
        network.weights.push_back(w);
        v.push_back(static_cast<double>(Rational(w / unit)));
      }
      if (ratio(risk, v, rounded_room) <= rounded_room) return true;
    }
    return false;
  }

  const Weight& weight_;
  Rational first_, sigma_;
  PlainMixture mixture_;
  double allowed_, bound_;
};

/// A neuron and the unit in which a search moves its kink.
struct Movable {
  NeuronGroup neuron;
  double unit;
};

/// 2 n to 2 n + 2 neurons, most of them with kinks a few sigma from an atom, the others anywhere
/// between the atoms.
std::vector<Movable> random_neurons(SeededRandom& random, const PlainMixture& mixture) {
  const int n = static_cast<int>(mixture.size());
  std::vector<Movable> neurons(static_cast<std::size_t>(random.integer(2 * n, 2 * n + 2)));
  for (Movable& start : neurons) {
    start.neuron.sign = random.below(2) == 0 ? 1 : -1;
    start.neuron.weight = 1;
    if (random.below(3) == 0) {
      start.neuron.kink = random.uniform(0, mixture.range());
      start.unit = mixture.range() / 10;
    } else {
      start.neuron.kink = mixture.centres[random.below(mixture.size())] + 3 * random.normal();
      start.unit = 1;
    }
  }
  return neurons;
}

Outcome prove(const Case& input, const Effort& effort) {
  return settle(
      input, effort, gap_at_least(8), [&]<class B>(const Setting<B>& s, Outcome& outcome) {
        const auto box = enclose_network<B>(input.network->network, s.precision());
        const B sigma = s.bare_sigma();
        const NetworkRisk<B> risk(s.mixture, sigma, box, s.step());
        const auto n = static_cast<long>(s.n());
        const auto allowed = s.exact(s.u() / (16 * n));
        if (!certainly(decorate(risk.risk()) <= allowed)) {
          outcome.reason = "precision: the bound of the risk is not proved yet";
          outcome.wants_precision = true;
          return;
        }
        outcome.hypotheses.push_back({"R_n(theta) <= 1 / (16 n sigma^2)", Verdict::verified});
        const auto left =
            decorate(network_variation(s.mixture, s.bare_sigma(), input.network->network, s.step())
                         .under_pi);
        const Rational right = Rational(n * n, 2048) * s.delta() * s.u();
        refute(outcome, coordinates_of(input), left, Stated::at_least, s.exact(right), [&] {
          return SecondOpinion{second_engine::network_variation_under_pi(network_instance(input)),
                               exact_bounds(right)};
        });
      });
}

}  // namespace

std::optional<Case> propose_low_variation(SeededRandom& random, Budget& budget, std::size_t atoms,
                                          const Weight& weight,
                                          const std::function<double(const PlainMixture&)>& bound) {
  const int scale = random.below(2) == 0 ? 100 : 1000;
  Case input = propose_points(random, atoms, scale * random.integer(1, 9));
  const Problem problem(input, weight, bound);
  const std::vector<Movable> start = random_neurons(random, problem.mixture());

  // A point is the shifts of the kinks, and the root of the pull in units of 1/10.
  const std::size_t k = start.size();
  const auto neurons_at = [&](const std::vector<double>& point) {
    std::vector<NeuronGroup> neurons;
    for (std::size_t l = 0; l < k; ++l) {
      neurons.push_back(start[l].neuron);
      neurons[l].kink += start[l].unit * point[l];
    }
    return neurons;
  };
  const auto pull_at = [&](const std::vector<double>& point) { return point[k] * point[k] / 100; };
  std::vector<double> origin(k + 1, 0);
  origin[k] = 1;
  const Proposal best = propose_minimum(
      [&](const std::vector<double>& point) {
        budget.step();
        return problem.ratio(neurons_at(point), pull_at(point));
      },
      std::move(origin), 0.3, evaluations, random);
  if (!(best.value <= room)) return std::nullopt;

  // Without the neurons that are not needed.
  std::vector<NeuronGroup> neurons = neurons_at(best.point);
  const double pull = pull_at(best.point);
  for (std::size_t l = neurons.size(); l-- > 0;) {
    std::vector<NeuronGroup> fewer = neurons;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(l));
    if (problem.ratio(fewer, pull) <= room) neurons = fewer;
  }
  const std::optional<Network> network = problem.rounded(neurons, pull);
  if (!network) return std::nullopt;
  input.network = NetworkInput{*network};
  return input;
}

Outcome search_tvlb(std::uint64_t seed, const Effort& effort) {
  const auto propose = [](SeededRandom& random, Budget& budget) {
    return propose_low_variation(random, budget, 2, guess_pi, [](const PlainMixture& mixture) {
      const auto n = static_cast<double>(mixture.size());
      return n * n * mixture.smallest_gap() / 2048;
    });
  };
  return search_until_proved(seed, effort, propose, prove);
}

}  // namespace rigor::big_step
