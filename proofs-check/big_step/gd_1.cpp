// GD-1: gradient descent near a critical point theta*, F(theta) = theta - gamma grad R(theta),
// gamma = m eta.
//
// (a) If the spectrum of H(theta) lies in [al, be] for every theta of a ball about theta*, 0 < al
// and gamma be < 2, then F maps the ball into itself and contracts it by max(|1 - gamma al|, |1 -
// gamma be|) < 1: F(theta) - F(theta') = (I - gamma H')(theta - theta'), H' the mean of H over the
// segment.
//
// (b) Let E_u be spanned by the eigenvectors of H(theta*) with |1 - gamma lambda| >= Lu > 1, and
// let the others have |1 - gamma lambda| <= Ls < Lu. Let |H(theta) - H(theta*)| <= W on a ball B.
// For theta, theta' in B with the difference x + y, x in E_u, y orthogonal to it, and |y| <= |x|,
// the next difference x' + y' has
//   |x'| >= Lu |x| - gamma W sqrt 2 |x|,   |y'| <= Ls |x| + gamma W sqrt 2 |x|,
// as |x + y| <= sqrt 2 |x|. If 2 sqrt 2 gamma W <= Lu - Ls and Lu - sqrt 2 gamma W >= 1 + growth >
// 1, then |y'| <= |x'| and |x'| >= (1 + growth) |x|: two orbits that stay in B never have such a
// difference. So every start with |y| <= |x|, x != 0 (theta' = theta*) leaves B, and the starts
// whose orbits stay in B for ever lie on the graph of a Lipschitz function over the complement of
// E_u: a set of measure 0. (Where H has the Lipschitz constant M, W = M times the radius.)
#include <optional>

#include "linear/definite.hpp"
#include "linear/eigenvalues.hpp"
#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/gd_orbit.hpp"
#include "proofs-check/big_step/lemmas.hpp"
#include "proofs-check/big_step/named_networks.hpp"
#include "proofs-check/big_step/network_quantities.hpp"
#include "proofs-check/big_step/network_witness.hpp"

namespace rigor::big_step {
namespace {

constexpr const char* kProof = "proofs-check/big_step/gd_1.cpp: the comment at its head";
constexpr int most_radii = 60;

/// The Hessian over the box of all parameters that differ by at most `radius` from the point.
template <IntervalNumber B>
Matrix<B> hessian_around(const NetworkSetting<B>& s, const Rational& radius) {
  NetworkBox<B> box = s.at.network();
  const B ball = hull_of<B>(-radius, radius, s.data.precision());
  for (B& w : box.weights) w += ball;
  for (B& tau : box.kinks) tau += ball;
  return NetworkRisk<B>(s.data.mixture, s.data.bare_sigma(), box, s.data.step()).hessian();
}

/// The largest of the radii sigma / 4^k for which `proves(radius)`, if any.
template <IntervalNumber B, class Proves>
std::optional<Rational> largest_radius(const NetworkSetting<B>& s, const Proves& proves) {
  Rational radius = s.data.top() / 4;
  for (int k = 0; k < most_radii; ++k, radius = radius / 4) {
    s.data.effort.budget->step();
    if (proves(radius)) return radius;
  }
  return std::nullopt;
}

/// What is proved to be at least x; another rung of the ladder may prove more.
template <IntervalNumber D>
Quantity at_least(std::string name, const D& x) {
  return {std::move(name) + ": at least", {to_enclosure(x).lower, "inf"}, true};
}

void want_precision(Outcome& outcome, const std::string& what) {
  outcome.reason = "precision: " + what;
  outcome.wants_precision = true;
}

/// For the critical point of a case with a learning rate: body(setting, gamma, outcome).
template <class Body>
Outcome settle_descent(const Case& input, const Effort& effort, const Body& body) {
  if (!input.eta) return inapplicable({}, "the case has a learning rate eta", "it has none");
  return settle_network(input, effort, std::nullopt, Networks::critical,
                        [&](const auto& s, Outcome& outcome) {
                          outcome.rests_on.push_back(kProof);
                          body(s, static_cast<long>(s.m()) * *input.eta, outcome);
                        });
}

/// |1 - gamma lambda|
template <IntervalNumber D>
D multiplier(const D& gamma, const D& lambda) {
  return abs(1 - gamma * lambda);
}

Outcome check_contraction(const Case& input, const Effort& effort) {
  return settle_descent(
      input, effort,
      []<class B>(const NetworkSetting<B>& s, const Rational& rate, Outcome& outcome) {
        using D = Decorated<B>;
        constexpr const char* text = "the spectrum of H(theta*) lies in (0, 2 / (m eta))";
        const D gamma = s.exact(rate);
        const auto H = s.at.hessian();
        const D top = decorate(largest_eigenvalue(H)), bottom = decorate(smallest_eigenvalue(H));
        if (certainly(gamma * top >= 2) || certainly(bottom <= 0)) {
          outcome = inapplicable(std::move(outcome), text,
                                 certainly(bottom <= 0) ? "lambda_min(H) is not positive"
                                                        : "gamma lambda_max(H) is at least 2");
          return;
        }
        // al and be half way from the spectrum at theta* to the ends 0 and 2 / gamma.
        const D al = lower_point(bottom) / 2, be = (upper_point(top) + 2 / gamma) / 2;
        const auto spectrum_is_inside = [&](const Rational& radius) {
          const Matrix<B> around = hessian_around(s, radius);
          Matrix<B> above = around, below = around;  // H - al, be - H
          for (std::size_t i = 0; i < around.rows(); ++i) {
            for (std::size_t j = 0; j < around.rows(); ++j) {
              below(i, j) = -around(i, j);
              if (i != j) continue;
              above(i, j) = around(i, j) - al.value;
              below(i, j) = be.value - around(i, j);
            }
          }
          return certainly(is_positive_definite(above) && is_positive_definite(below));
        };
        const std::optional<Rational> radius = certainly(bottom > 0 && gamma * top < 2)
                                                   ? largest_radius(s, spectrum_is_inside)
                                                   : std::nullopt;
        if (!radius) {
          outcome.hypotheses.push_back({text, Verdict::inconclusive});
          want_precision(outcome, "no ball about the critical point is proved to be contracted");
          return;
        }
        outcome.hypotheses.push_back({text, Verdict::verified});
        const D factor = max(1 - gamma * al, gamma * be - 1);
        const D at_point = max(multiplier(gamma, bottom), multiplier(gamma, top));
        outcome.quantities = {
            at_least("radius of a ball that is contracted", s.exact(*radius)),
            {"contraction factor on it", between(at_point, factor), true},
            network_quantity(s, "spectral radius of I - gamma H(theta*)", at_point)};
        outcome.margin = to_enclosure(1 - upper_point(factor));
        conclude(outcome, proved_if(certainly(al > 0)) && gamma * be < s.number(2),
                 Truth::unsettled, Scope::box);
      });
}

/// The split of the spectrum at theta*: Lu over what is proved to expand, Ls over the rest.
template <IntervalNumber D>
struct Split {
  std::size_t unstable = 0;
  D least, rest;  // Lu, Ls
};

template <IntervalNumber B>
Split<Decorated<B>> split_spectrum(const NetworkSetting<B>& s, const Decorated<B>& gamma) {
  using D = Decorated<B>;
  Split<D> split{0, s.number(0), s.number(0)};
  for (const B& lambda : eigenvalues(s.at.hessian())) {
    const D factor = multiplier(gamma, decorate(lambda));
    if (certainly(factor > 1)) {
      split.least = split.unstable == 0 ? factor : min(split.least, factor);
      ++split.unstable;
    } else {
      split.rest = max(split.rest, factor);
    }
  }
  return split;
}

/// W: the largest row sum of |H(theta) - H(theta*)| over the box, which bounds the spectral norm.
template <IntervalNumber B>
Decorated<B> oscillation(const NetworkSetting<B>& s, const Rational& radius) {
  using D = Decorated<B>;
  const Matrix<B> around = hessian_around(s, radius), point = s.at.hessian();
  D most = s.number(0);
  for (std::size_t i = 0; i < around.rows(); ++i) {
    D sum = s.number(0);
    for (std::size_t j = 0; j < around.rows(); ++j) {
      sum += abs(decorate(around(i, j) - point(i, j)));
    }
    most = max(most, sum);
  }
  return upper_point(most);
}

Outcome check_escape(const Case& input, const Effort& effort) {
  return settle_descent(
      input, effort,
      []<class B>(const NetworkSetting<B>& s, const Rational& rate, Outcome& outcome) {
        using D = Decorated<B>;
        constexpr const char* text = "an eigenvalue of I - gamma H(theta*) has modulus above 1";
        const D gamma = s.exact(rate);
        const auto H = s.at.hessian();
        const D top = decorate(largest_eigenvalue(H)), bottom = decorate(smallest_eigenvalue(H));
        if (certainly(gamma * top <= 2) && certainly(bottom >= 0)) {
          outcome = inapplicable(std::move(outcome), text, "the spectrum lies in [0, 2 / (m eta)]");
          return;
        }
        const Split<D> split = split_spectrum(s, gamma);
        if (split.unstable == 0) {
          outcome.hypotheses.push_back({text, Verdict::inconclusive});
          want_precision(outcome, "whether an eigenvalue leaves (0, 2 / (m eta)) is not settled");
          return;
        }
        outcome.hypotheses.push_back({text, Verdict::verified});
        const auto loss = [&](const Rational& radius) {  // sqrt 2 gamma W
          return sqrt(s.number(2)) * gamma * oscillation(s, radius);
        };
        const auto radius = largest_radius(s, [&](const Rational& r) {
          const D less = loss(r);
          return certainly(2 * less <= split.least - split.rest) &&
                 certainly(split.least - less > 1);
        });
        if (!radius) {
          want_precision(outcome, "no ball about the critical point is proved to be left");
          return;
        }
        const D growth = split.least - loss(*radius);
        outcome.quantities = {
            at_least("unstable directions", s.number(static_cast<long>(split.unstable))),
            at_least("radius of a ball that almost every start leaves", s.exact(*radius)),
            {"growth a step along them in it", between(growth, split.least), true},
            bound("growth at the critical point (Lu)", split.least),
            bound("growth of the other directions there: at most (Ls)", split.rest)};
        outcome.margin = to_enclosure(lower_point(growth) - 1);
        conclude(outcome, growth > s.number(1), Truth::unsettled, Scope::box);
      });
}

Outcome refute_contraction(const Case&, const Effort& effort) {
  return settle_network(
      input_NET_A(), effort, std::nullopt, Networks::critical,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        const Rational gamma(1, 50);
        const auto top = sharpness(s);
        auto witness = network_witness(s);
        witness.push_back({"gamma = m eta", to_string(gamma)});
        refute(outcome, witness, s.exact(gamma) * top - 1, Stated::at_most, s.number(1), [&] {
          const auto other = second_engine::largest_eigenvalue(
              network_instance(s), second_engine::NetworkMatrix::hessian);
          return SecondOpinion{{other.lower * gamma - 1, other.upper * gamma - 1}, exact_bounds(1)};
        });
      });
}

}  // namespace

void add_gd(Registry& registry) {
  Claim a;
  a.base = "GD-1";
  a.part = "a";
  a.title = "Gradient descent contracts a ball about a stable critical point";
  a.statement =
      "0 < \\alpha \\le H(\\theta) \\le \\beta < \\frac{2}{\\gamma} \\text{ on a ball about } "
      "\\theta^* \\implies |F(\\theta) - F(\\theta')| \\le \\max(|1 - \\gamma \\alpha|, |1 - "
      "\\gamma "
      "\\beta|) \\, |\\theta - \\theta'|";
  a.hypotheses = {"d = 1",
                  "n >= 1",
                  "0 < mu <= 1 and sigma > 0",
                  "grad R_n(theta*) = 0",
                  "the case has a learning rate eta; gamma = m eta",
                  "the spectrum of H(theta*) lies in (0, 2 / (m eta))"};
  a.source = beside("Section 4");
  a.scope = "every start in a ball of the reported radius about the critical point";
  a.subject = Subject::network;
  a.check = check_contraction;
  registry.push_back(a);

  registry.push_back(false_variant(a, "false-a", "NET-A is contracted at gamma = 1/50",
                                   "|1 - \\gamma \\lambda_{\\max}(H)| \\le 1", "NET-A",
                                   refute_contraction));

  Claim b = a;
  b.part = "b";
  b.title = "Almost every start leaves a ball about an unstable critical point";
  b.statement =
      "|1 - \\gamma \\lambda_k| > 1 \\text{ for an eigenvalue of } H(\\theta^*) \\implies "
      "\\text{the "
      "starts whose orbits stay in the ball have measure } 0";
  b.hypotheses.back() = "an eigenvalue of I - gamma H(theta*) has modulus above 1";
  b.check = check_escape;
  registry.push_back(b);

  Claim c = a;
  c.part = "c";
  c.title = "Thirty steps of gradient descent from the network of the case, enclosed";
  c.statement = "\\theta_{k+1} = \\theta_k - \\gamma \\nabla R_n(\\theta_k)";
  c.hypotheses = {"d = 1",
                  "n >= 1",
                  "0 < mu <= 1 and sigma > 0",
                  "the case has a learning rate eta; gamma = m eta",
                  "the network of the case is a start, exact and no critical point",
                  "m <= 32"};
  c.scope = "one orbit";
  c.check = check_orbit;
  registry.push_back(c);
}

}  // namespace rigor::big_step
