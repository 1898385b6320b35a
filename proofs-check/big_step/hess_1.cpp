// HESS-1: closed forms of the risk of a network, of its gradient and its Hessians (Lemma 5, eq.
// (15)).
//
// Proof. Stein: E s(Y) z = sigma E s'(Y) = (sigma/m) sum w_l eps_l P_l, and likewise E z phi_l =
// sigma eps_l P_l, E z 1_l = sigma eps_l p(tau_l) (s, phi_l Lipschitz; the last by integration by
// parts). Expanding R = E (s + z/sigma)^2 and E r phi_l, E r 1_l gives (a); dR/dw_l = 2 E r phi_l /
// m, dR/db_l = 2 w_l E r 1_l / m, as the loss is Lipschitz in theta on bounded sets. (b): almost
// everywhere the Hessian of r^2 is 2 grad s grad s^T + 2 r grad^2 s, and grad^2 s has only the
// entries 1_l / m at (w_l, b_l). (c): moving b_l by t also moves the end of the half-line on which
// neuron l is active outward by t, for either sign of eps_l, so d/db_l E[h(Y, I) 1_l] at fixed h is
// + (1/n) sum_i h(tau_l, i) N_i(tau_l), N_i = N(. ; c_i, sigma^2). With h = r this is (1/n) sum_i
// (s(tau_l) + (tau_l - c_i)/sigma^2) N_i(tau_l) = p(tau_l) (s(tau_l) - s*(tau_l)). R is twice
// continuously differentiable, since E phi_l phi_k is a twice continuously differentiable function
// of the two kinks.
//
// The numbers compare the closed forms with the second engine, which integrates piece by piece,
// atom by atom, without Stein's identity and without s*.
#include <algorithm>
#include <functional>

#include "proofs-check/big_step/claims.hpp"
#include "proofs-check/big_step/named_networks.hpp"
#include "proofs-check/big_step/network_quantities.hpp"
#include "proofs-check/big_step/network_witness.hpp"
#include "proofs-check/big_step/search.hpp"

namespace rigor::big_step {
namespace {

constexpr std::size_t kMostNeuronsListed = 8;

/// Beyond, the second engine takes long, and only the proof speaks.
template <IntervalNumber B>
bool has_second_opinion(const NetworkSetting<B>& s) {
  return s.m() <= 64 && s.m() * s.data.n() <= 10000;
}

/// Folds "left - right" of an identity, entry by entry.
template <class D>
class Defect {
 public:
  explicit Defect(Precision precision) : largest_(enclose<D>(0L, precision)), scale_(largest_) {}

  void add(const D& left, const second_engine::Bounds& right) {
    const D other = from_bounds<D>(right, precision_of(left)), difference = left - other;
    largest_ = max(largest_, abs(difference));
    scale_ = max(scale_, abs(other));
    if (!contains_zero(difference)) can_agree_ = false;
  }
  /// At most this, relative to the largest entry (to `floor`, where that is larger).
  D relative(const D& floor) const {
    return hull(enclose<D>(0L, precision_of(floor)),
                upper_point(largest_ / lower_point(max(scale_, floor))));
  }
  bool can_agree() const { return can_agree_; }

 private:
  D largest_, scale_;
  bool can_agree_ = true;
};

/// Ends the check of an identity: `compare(network, defect)` adds the entries.
template <IntervalNumber B>
void conclude_identity(const NetworkSetting<B>& s, Outcome& outcome,
                       const std::function<void(const second_engine::NetworkInstance&,
                                                Defect<Decorated<B>>&)>& compare) {
  using D = Decorated<B>;
  outcome.rests_on.push_back("proof: proofs-check/big_step/hess_1.cpp");
  Truth agrees = Truth::unsettled;
  if (has_second_opinion(s)) {
    Defect<D> defect(s.data.precision());
    try {
      compare(network_instance(s), defect);
      outcome.quantities.push_back(quantity("defect of the identity, at most",
                                            defect.relative(s.exact(Rational(1, 1000000))),
                                            s.data.effort.digits, s.number(1)));
      if (!defect.can_agree()) agrees = Truth::no;
      outcome.rests_on.push_back("Arb agrees with the closed forms on the network of the case");
    } catch (const std::range_error&) {
      // The order of kinks within the bounds is open; only the proof speaks.
    }
  }
  conclude(outcome, Truth::yes, agrees, Scope::unbounded);
}

Outcome check_gradient(const Case& input, const Effort& effort) {
  return settle_network(
      input, effort, std::nullopt, Networks::any,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        using D = Decorated<B>;
        const D risk = decorate(s.at.risk());
        const auto gradient = s.at.gradient();
        outcome.quantities = {
            network_quantity(s, "R_n(theta)", risk),
            network_quantity(s, "rho^2 = sigma^2 R_n(theta)", sqr(s.data.sigma()) * risk)};
        for (std::size_t k = 0; k < gradient.size() && s.m() <= kMostNeuronsListed; ++k) {
          const std::string name =
              (k < s.m() ? "dR/dw_" : "dR/db_") + std::to_string(k % s.m() + 1);
          outcome.quantities.push_back(network_quantity(s, name, decorate(gradient[k])));
        }
        conclude_identity<B>(s, outcome, [&](const auto& network, Defect<D>& defect) {
          defect.add(risk, second_engine::network_risk(network));
          const auto other = second_engine::network_gradient(network);
          for (std::size_t k = 0; k < other.size(); ++k) {
            defect.add(decorate(gradient[k]), other[k]);
          }
        });
      });
}

template <IntervalNumber B>
void add_entries(Defect<Decorated<B>>& defect, const Matrix<B>& matrix,
                 const std::vector<std::vector<second_engine::Bounds>>& other) {
  for (std::size_t i = 0; i < matrix.rows(); ++i) {
    for (std::size_t j = 0; j < matrix.columns(); ++j) {
      defect.add(decorate(matrix(i, j)), other[i][j]);
    }
  }
}

Outcome check_ae(const Case& input, const Effort& effort) {
  return settle_network(
      input, effort, std::nullopt, Networks::any,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        const Matrix<B> G = s.at.gram(), H_ae = s.at.hessian_ae();
        outcome.quantities = {
            network_quantity(s, "lambda_max(G)", decorate(largest_eigenvalue(G))),
            network_quantity(s, "lambda_max(H_ae)", decorate(largest_eigenvalue(H_ae))),
            network_quantity(s, "lambda_min(H_ae)", decorate(smallest_eigenvalue(H_ae)))};
        conclude_identity<B>(s, outcome, [&](const auto& network, auto& defect) {
          using namespace second_engine;
          add_entries<B>(defect, G, network_matrix(network, NetworkMatrix::gram));
          add_entries<B>(defect, H_ae, network_matrix(network, NetworkMatrix::hessian_ae));
        });
      });
}

Outcome check_full(const Case& input, const Effort& effort) {
  return settle_network(
      input, effort, std::nullopt, Networks::any,
      []<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        const Matrix<B> H = s.at.hessian();
        outcome.quantities = {
            network_quantity(s, "lambda_max(H)", decorate(largest_eigenvalue(H))),
            network_quantity(s, "lambda_min(H)", decorate(smallest_eigenvalue(H)))};
        for (std::size_t l = 0; l < s.m() && s.m() <= kMostNeuronsListed; ++l) {
          const std::string b = "b_" + std::to_string(l + 1);
          outcome.quantities.push_back(
              network_quantity(s, "H[" + b + ", " + b + "]", decorate(H(s.m() + l, s.m() + l))));
        }
        conclude_identity<B>(s, outcome, [&](const auto& network, auto& defect) {
          using namespace second_engine;
          add_entries<B>(defect, H, network_matrix(network, NetworkMatrix::hessian));
        });
      });
}

// The printed sign of D_l is wrong where eps_l = +1. Requires such a neuron; the first one is
// taken.
Outcome refute_sign_on(const Case& input, const Effort& effort) {
  const std::vector<int>& signs = input.network.value().network.signs;
  const auto l = static_cast<std::size_t>(std::find(signs.begin(), signs.end(), 1) - signs.begin());
  return settle_network(
      input, effort, std::nullopt, Networks::any,
      [&]<class B>(const NetworkSetting<B>& s, Outcome& outcome) {
        const std::size_t k = s.m() + l;  // the index of b_l
        const auto left = decorate(s.at.hessian()(k, k));
        const auto right = decorate(s.at.hessian_ae()(k, k)) - decorate(s.at.kink_term(l));
        auto witness = network_witness(s);
        const std::string b = "b_" + std::to_string(l + 1);
        witness.push_back({"entry", "(" + b + ", " + b + ")"});
        refute(outcome, witness, left, Stated::equal, right, [&] {
          using namespace second_engine;
          const NetworkInstance network = network_instance(s);
          const Bounds full = network_matrix(network, NetworkMatrix::hessian)[k][k];
          const Bounds ae = network_matrix(network, NetworkMatrix::hessian_ae)[k][k];
          return SecondOpinion{full, {2 * ae.lower - full.upper, 2 * ae.upper - full.lower}};
        });
      });
}

Outcome refute_sign(const Case&, const Effort& effort) {
  return refute_sign_on(input_NET_1(), effort);
}

// Random networks of up to four neurons, one of them with eps = +1, on up to four atoms.
Outcome search_sign(std::uint64_t seed, const Effort& effort) {
  const auto propose = [](SeededRandom& random, Budget& budget) -> std::optional<Case> {
    budget.step();
    const auto n = static_cast<std::size_t>(random.integer(1, 4));
    Case input = propose_points(random, n, 1 / random.uniform(0.1, 1));
    Network network;
    for (int left = random.integer(1, 4); left > 0; --left) {
      network.signs.push_back(left == 1 || random.below(2) == 0 ? 1 : -1);
      network.weights.push_back(Rational(random.integer(-40, 40)));
      const auto at = input.points[random.below(n)][0];
      network.kinks.push_back(input.mu * at + input.sigma.to * random.integer(-3, 3));
    }
    input.network = NetworkInput{std::move(network)};
    return input;
  };
  return search_until_proved(seed, effort, propose, refute_sign_on);
}

}  // namespace

void add_hess(Registry& registry) {
  Claim a;
  a.base = "HESS-1";
  a.part = "a";
  a.title = "The risk of a network and its gradient in closed form";
  a.statement =
      "R_n(\\theta) = \\frac{1}{\\sigma^2} + \\frac{2}{m} \\sum_l w_l \\epsilon_l P_l + "
      "\\frac{1}{m^2} \\sum_{l,k} w_l w_k E[\\phi_l \\phi_k], \\quad \\frac{\\partial "
      "R_n}{\\partial "
      "w_l} = \\frac{2}{m} E[r \\phi_l], \\quad \\frac{\\partial R_n}{\\partial b_l} = "
      "\\frac{2}{m} "
      "w_l E[r 1_l]";
  a.hypotheses = {"d = 1", "n >= 1", "0 < mu <= 1 and sigma > 0"};
  a.source = beside("Lemma 5");
  a.scope = "every network of every width and every noise level";
  a.notes =
      "An identity: E[r phi_l] = eps_l P_l + (1/m) sum w_k E[phi_l phi_k], E[r 1_l] = eps_l "
      "p(tau_l) + (1/m) sum w_k E[1_l phi_k]; the expectations of products are elementary in erfc "
      "and exp.";
  a.subject = Subject::network;
  a.check = check_gradient;
  registry.push_back(a);

  Claim b = a;
  b.part = "b";
  b.title = "The Gram matrix and the mean almost-everywhere Hessian in closed form";
  b.statement =
      "H_{ae} = 2 G + 2 E[r \\nabla^2 s_\\theta], \\quad G_{w_l w_k} = \\frac{E[\\phi_l "
      "\\phi_k]}{m^2}, \\quad G_{w_l b_k} = \\frac{w_k E[\\phi_l 1_k]}{m^2}, \\quad G_{b_l b_k} = "
      "\\frac{w_l w_k E[1_l 1_k]}{m^2}";
  b.notes = "An identity. The second term has the entries (2/m) E[r 1_l] at (w_l, b_l) only.";
  b.check = check_ae;
  registry.push_back(b);

  Claim c = a;
  c.part = "c";
  c.title = "The Hessian of the risk: a term at every kink";
  c.statement =
      "\\nabla^2 R_n(\\theta) = H_{ae} + \\mathrm{diag}(0, D), \\quad D_l = \\frac{2}{m} w_l "
      "p(\\tau_l) (s_\\theta(\\tau_l) - s^*(\\tau_l))";
  c.source = beside("Equation (15)");
  c.notes = "An identity, with the same sign for both orientations of a neuron.";
  c.check = check_full;
  registry.push_back(c);

  Claim printed = printed_form(
      c, "Equation (15)",
      "\\nabla^2 R_n(\\theta) = H_{ae} + \\mathrm{diag}(0, D), \\quad D_l = -\\frac{2}{m} w_l "
      "\\epsilon_l p(\\tau_l) (s_\\theta(\\tau_l) - s^*(\\tau_l))",
      "Equation (15)",
      "The sign is wrong for every neuron with eps_l = +1. Harmless for Proposition 6, which uses "
      "|D_l|.",
      refute_sign);
  printed.part = "";
  printed.own_input = true;
  printed.input_name = "NET-1";
  printed.scope = "one instance";
  printed.search = search_sign;
  registry.push_back(printed);
}

}  // namespace rigor::big_step
