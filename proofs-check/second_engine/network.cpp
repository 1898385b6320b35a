#include "second_engine/network.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "second_engine/posterior.hpp"

namespace rigor::second_engine {
namespace {

bool is_point(const Bounds& x) {
  return x.lower == x.upper;
}

/// P(z > x) and the density at x of a standard normal z.
Arb upper_tail(const Arb& x) {
  return erfc(x / sqrt(Arb(2, x.bits()))) / 2;
}
Arb normal_density(const Arb& x) {
  return exp(-sqr(x) / 2) / sqrt(pi(x.bits()) * 2);
}

}  // namespace

Arb ball_of(const Bounds& x, long bits) {
  return x.lower == x.upper ? Arb(x.lower, bits) : hull(Arb(x.lower, bits), Arb(x.upper, bits));
}

void require_valid(const NetworkInstance& network) {
  require_valid(network.data);
  const std::size_t m = network.signs.size();
  if (m == 0 || network.weights.size() != m || network.kinks.size() != m) {
    throw std::invalid_argument("second engine: a network without neurons, or of unequal vectors");
  }
  for (const int sign : network.signs) {
    if (sign != 1 && sign != -1) throw std::invalid_argument("second engine: a sign is not +-1");
  }
  for (const auto* bounds : {&network.weights, &network.kinks}) {
    for (const Bounds& x : *bounds) {
      if (x.lower > x.upper) throw std::invalid_argument("second engine: bounds that are empty");
    }
  }
}

bool is_one_network(const NetworkInstance& network) {
  return std::all_of(network.weights.begin(), network.weights.end(), is_point) &&
         std::all_of(network.kinks.begin(), network.kinks.end(), is_point);
}

std::vector<Edge> edges_of(const NetworkInstance& network, long bits) {
  std::vector<std::size_t> order(network.kinks.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return network.kinks[a].lower < network.kinks[b].lower;
  });
  std::vector<Edge> edges;
  for (const std::size_t l : order) {
    const Bounds& x = network.kinks[l];
    if (edges.empty() || edges.back().position.upper < x.lower) {
      edges.push_back({x, ball_of(x, bits), {l}});
    } else if (is_point(x) && is_point(edges.back().position)) {
      edges.back().neurons.push_back(l);
    } else {
      throw std::range_error("second engine: the order of the kinks is open");
    }
  }
  return edges;
}

PiecewiseNetwork::PiecewiseNetwork(const NetworkInstance& network, long bits)
    : bits_(bits),
      signs_(network.signs),
      edges_(edges_of(network, bits)),
      edge_of_(network.signs.size()),
      sigma_(network.data.sigma, bits) {
  for (std::size_t e = 0; e < edges_.size(); ++e) {
    for (const std::size_t l : edges_[e].neurons) edge_of_[l] = e;
  }
  for (const Rational& c : network.data.centres) centres_.push_back(Arb(c, bits));
  for (const Bounds& w : network.weights) weights_.push_back(ball_of(w, bits));
  for (const Bounds& tau : network.kinks) kinks_.push_back(ball_of(tau, bits));
  for (std::size_t piece = 0; piece <= edges_.size(); ++piece) add_piece(piece);
}

bool PiecewiseNetwork::is_active(std::size_t l, std::size_t piece) const {
  return signs_[l] > 0 ? edge_of_[l] < piece : edge_of_[l] >= piece;
}

// By parts, M_k = [-z^{k-1} phi(z)] + (k - 1) M_{k-2}.
ArbVector PiecewiseNetwork::moments_of(std::size_t atom, std::size_t piece) const {
  ArbVector moments(5, zero());
  moments[0] = Arb(1, bits_);
  moments[2] = Arb(1, bits_);
  moments[4] = Arb(3, bits_);  // of the whole line
  if (edges_.empty()) return moments;
  const bool from_left = piece == 0, to_right = piece == edges_.size();
  const Arb a = from_left ? zero() : (edges_[piece - 1].ball - centres_[atom]) / sigma_;
  const Arb b = to_right ? zero() : (edges_[piece].ball - centres_[atom]) / sigma_;
  const bool is_right_of_atom = !from_left && arb_is_positive(a.get()) != 0;
  if (is_right_of_atom || to_right) {
    moments[0] = upper_tail(a) - (to_right ? zero() : upper_tail(b));
  } else {
    moments[0] = upper_tail(-b) - (from_left ? zero() : upper_tail(-a));
  }
  Arb at_a = from_left ? zero() : normal_density(a), at_b = to_right ? zero() : normal_density(b);
  for (std::size_t k = 1; k < moments.size(); ++k) {
    moments[k] = at_a - at_b;
    if (k > 1) moments[k] += moments[k - 2] * static_cast<long>(k - 1);
    at_a = at_a * a;
    at_b = at_b * b;
  }
  return moments;
}

void PiecewiseNetwork::add_piece(std::size_t index) {
  Piece piece{zero(), zero(), zero(), {}, zero(), zero(), zero(), zero(), zero()};
  for (std::size_t l = 0; l < width(); ++l) {
    if (!is_active(l, index)) continue;
    const Arb slope = weights_[l] * signs_[l];
    piece.slope += slope;
    piece.intercept += -(slope * kinks_[l]);
    piece.size += abs(weights_[l]);
  }
  const long m = static_cast<long>(width()), n = static_cast<long>(centres_.size());
  piece.slope = piece.slope / m;
  piece.intercept = piece.intercept / m;
  piece.size = piece.size / m;
  for (std::size_t i = 0; i < centres_.size(); ++i) {
    piece.moments.push_back(moments_of(i, index));
    const ArbVector& M = piece.moments.back();
    const Arb& c = centres_[i];
    const auto [A, B] = residual_line(piece, i);
    const Arb residual = A * M[0] + B * M[1];
    piece.mass += M[0] / n;
    piece.first += (c * M[0] + sigma_ * M[1]) / n;
    piece.second += (sqr(c) * M[0] + c * sigma_ * M[1] * 2 + sqr(sigma_) * M[2]) / n;
    piece.residual += residual / n;
    piece.moment += (c * residual + sigma_ * (A * M[1] + B * M[2])) / n;
  }
  pieces_.push_back(std::move(piece));
}

std::pair<Arb, Arb> PiecewiseNetwork::residual_line(const Piece& piece, std::size_t atom) const {
  return {piece.slope * centres_[atom] + piece.intercept,
          piece.slope * sigma_ + Arb(1, bits_) / sigma_};
}

/// (1/n) sum over atoms and pieces of term(A, B, M).
template <typename Term>
Arb PiecewiseNetwork::mean_over_pieces(const Term& term) const {
  Arb sum = zero();
  for (const Piece& piece : pieces_) {
    for (std::size_t i = 0; i < centres_.size(); ++i) {
      const auto [A, B] = residual_line(piece, i);
      sum += term(A, B, piece.moments[i]);
    }
  }
  return sum / static_cast<long>(centres_.size());
}

ArbVector PiecewiseNetwork::atom_risks() const {
  ArbVector risks(centres_.size(), zero());
  for (const Piece& piece : pieces_) {
    for (std::size_t i = 0; i < centres_.size(); ++i) {
      const auto [A, B] = residual_line(piece, i);
      const ArbVector& M = piece.moments[i];
      risks[i] += sqr(A) * M[0] + A * B * M[1] * 2 + sqr(B) * M[2];
    }
  }
  return risks;
}

Arb PiecewiseNetwork::risk() const {
  Arb sum = zero();
  for (const Arb& risk : atom_risks()) sum += risk;
  return sum / static_cast<long>(centres_.size());
}

Arb PiecewiseNetwork::residual_noise() const {
  return mean_over_pieces(
      [](const Arb& A, const Arb& B, const ArbVector& M) { return A * M[1] + B * M[2]; });
}

Arb PiecewiseNetwork::residual_noise_curvature() const {
  return mean_over_pieces([](const Arb& A, const Arb& B, const ArbVector& M) {
    return sqr(A) * (M[2] - M[0]) + A * B * (M[3] - M[1]) * 2 + sqr(B) * (M[4] - M[2]);
  });
}

Arb PiecewiseNetwork::slope_second_moment() const {
  Arb sum = zero();
  for (const Piece& piece : pieces_) sum += sqr(piece.slope) * piece.mass;
  return sum;
}

Arb PiecewiseNetwork::active_second_moment() const {
  Arb sum = zero();
  for (const Piece& piece : pieces_) sum += sqr(piece.size) * piece.mass;
  return sum;
}

template <typename Term>
Arb PiecewiseNetwork::sum_where_active(std::size_t l, const Term& term) const {
  Arb sum = zero();
  for (std::size_t j = 0; j < pieces_.size(); ++j) {
    if (is_active(l, j)) sum += term(pieces_[j]);
  }
  return sum;
}

Arb PiecewiseNetwork::active(std::size_t l) const {
  return sum_where_active(l, [](const Piece& p) { return p.mass; });
}
Arb PiecewiseNetwork::ramp(std::size_t l) const {
  return sum_where_active(l, [&](const Piece& p) { return p.first - kinks_[l] * p.mass; }) *
         signs_[l];
}
Arb PiecewiseNetwork::residual_active(std::size_t l) const {
  return sum_where_active(l, [](const Piece& p) { return p.residual; });
}
Arb PiecewiseNetwork::residual_ramp(std::size_t l) const {
  return sum_where_active(l, [&](const Piece& p) { return p.moment - kinks_[l] * p.residual; }) *
         signs_[l];
}

Arb PiecewiseNetwork::ramp_variation() const {
  Arb sum = zero();
  for (std::size_t l = 0; l < width(); ++l) sum += abs(weights_[l]) * ramp(l) * active(l);
  return sum / static_cast<long>(width());
}

Arb PiecewiseNetwork::active_variation() const {
  Arb sum = zero();
  for (std::size_t l = 0; l < width(); ++l) sum += abs(weights_[l]) * active(l);
  return sum / static_cast<long>(width());
}

ArbVector PiecewiseNetwork::gradient() const {
  const long m = static_cast<long>(width());
  ArbVector gradient;
  for (std::size_t l = 0; l < width(); ++l) gradient.push_back(residual_ramp(l) * 2 / m);
  for (std::size_t l = 0; l < width(); ++l) {
    gradient.push_back(weights_[l] * residual_active(l) * 2 / m);
  }
  return gradient;
}

ArbRows PiecewiseNetwork::matrix(NetworkMatrix which) const {
  const std::size_t m = width();
  ArbRows rows(2 * m, ArbVector(2 * m, zero()));
  const Arb scale =
      Arb(which == NetworkMatrix::gram ? 1 : 2, bits_) / Arb(static_cast<long>(m * m), bits_);
  for (std::size_t l = 0; l < m; ++l) {
    for (std::size_t k = 0; k < m; ++k) {
      Arb mass = zero(), first = zero(), second = zero();  // where both are active
      for (std::size_t j = 0; j < pieces_.size(); ++j) {
        if (!is_active(l, j) || !is_active(k, j)) continue;
        mass += pieces_[j].mass;
        first += pieces_[j].first;
        second += pieces_[j].second;
      }
      const Arb products = second - (kinks_[l] + kinks_[k]) * first + kinks_[l] * kinks_[k] * mass;
      rows[l][k] = scale * products * (signs_[l] * signs_[k]);
      rows[l][m + k] = scale * weights_[k] * (first - kinks_[l] * mass) * signs_[l];
      rows[m + k][l] = rows[l][m + k];
      rows[m + l][m + k] = scale * weights_[l] * weights_[k] * mass;
    }
  }
  if (which != NetworkMatrix::gram) add_second_derivatives(which, rows);
  return rows;
}

// The loss r^2 has the mixed second derivative 2 r 1_l / m in (w_l, b_l), and dR/db_l = (2/m) w_l E
// r 1_l grows by the values of r at the boundary of the active half-line as well.
void PiecewiseNetwork::add_second_derivatives(NetworkMatrix which, ArbRows& rows) const {
  const std::size_t m = width();
  for (std::size_t l = 0; l < m; ++l) {
    const Arb mixed = residual_active(l) * 2 / static_cast<long>(m);
    rows[l][m + l] += mixed;
    rows[m + l][l] += mixed;
    if (which == NetworkMatrix::hessian) rows[m + l][m + l] += boundary_term(l);
  }
}

Arb PiecewiseNetwork::boundary_term(std::size_t l) const {
  const Piece& right = pieces_[edge_of_[l] + 1];
  Arb sum = zero();
  for (std::size_t i = 0; i < centres_.size(); ++i) {
    const Arb z = (kinks_[l] - centres_[i]) / sigma_;
    const auto [A, B] = residual_line(right, i);
    sum += (A + B * z) * normal_density(z) / sigma_;
  }
  return weights_[l] * sum * 2 / static_cast<long>(width() * centres_.size());
}

}  // namespace rigor::second_engine
