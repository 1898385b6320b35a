#include "proofs-check/big_step/guess_network.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "function/error_function_double.hpp"

namespace rigor::big_step {
namespace {

double cdf(double z) {
  return normal_cdf_at(z).lower();
}
double pdf(double z) {
  return normal_pdf_at(z).lower();
}

/// The largest eigenvalue of a positive semidefinite matrix A: trace(P A) / trace(P) with P =
/// A^256, a mean of the eigenvalues in which those below the largest hardly count.
double guess_largest_eigenvalue(const std::vector<double>& a, std::size_t size) {
  std::vector<double> power = a, square(a.size());
  const auto normalise = [&](std::vector<double>& x) {
    double trace = 0;
    for (std::size_t i = 0; i < size; ++i) trace += x[i * size + i];
    if (!(trace > 0)) return false;
    for (double& entry : x) entry /= trace;
    return true;
  };
  if (!normalise(power)) return 0;
  for (int k = 0; k < 8; ++k) {
    for (std::size_t i = 0; i < size; ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        double sum = 0;
        for (std::size_t l = 0; l < size; ++l) sum += power[i * size + l] * power[j * size + l];
        square[i * size + j] = square[j * size + i] = sum;
      }
    }
    std::swap(power, square);
    if (!normalise(power)) return 0;
  }
  double mean = 0;
  for (std::size_t k = 0; k < a.size(); ++k) mean += power[k] * a[k];
  return mean;
}

}  // namespace

double PlainMixture::smallest_gap() const {
  double least = range();
  for (std::size_t i = 1; i < size(); ++i) least = std::min(least, centres[i] - centres[i - 1]);
  return least;
}

double guess_normal_density(double z) {
  return pdf(z);
}

double guess_pi(const PlainMixture& mixture, double y) {
  const auto& c = mixture.centres;
  const double blur = 1e-12 * mixture.range();  // for a y that is an end but for its rounding
  if (y < c.front() - blur || y > c.back() + blur) return 0;
  const double sigma = mixture.sigma;
  const auto n = static_cast<double>(c.size());
  double total = 0, below = 0, weight = 0;
  for (const double centre : c) total += centre;
  // N(y, sigma^2) up to a knot: its mass, and the density there times sigma.
  struct Knot {
    double position, mass, density;
  };
  const auto knot = [&](double u) {
    const double z = (u - y) / sigma;
    return Knot{u, cdf(z), pdf(z)};
  };
  Knot left = knot(c.front());
  // The linear function value + slope (u - left) from the last knot to the next.
  const auto add = [&](double position, double value, double slope) {
    const Knot right = knot(position);
    weight += (value + slope * (y - left.position)) * (right.mass - left.mass) +
              slope * sigma * (left.density - right.density);
    left = right;
  };
  for (std::size_t i = 0; i + 1 < c.size(); ++i) {
    below += c[i];
    const double j = static_cast<double>(i) + 1, rest = n - j;
    const double rise = j * j / (n * n), fall = rest * rest / (n * n);
    const double low = below / j, high = (total - below) / rest;
    const double crossing = std::clamp((rise * low + fall * high) / (rise + fall), c[i], c[i + 1]);
    if (crossing > c[i]) add(crossing, rise * (c[i] - low), rise);
    if (crossing < c[i + 1]) add(c[i + 1], fall * (high - crossing), -fall);
  }
  return weight;
}

NetworkGuess::NetworkGuess(const PlainMixture& mixture, std::vector<NeuronGroup> groups)
    : mixture_(&mixture), groups_(std::move(groups)) {
  const double sigma = mixture.sigma;
  for (const NeuronGroup& group : groups_) {
    for (const double c : mixture.centres) {
      const double z = (group.kink - c) / sigma, density = pdf(z);
      const double down = cdf(z), up = 1 - down;
      above_.push_back({up, sigma * density, sigma * sigma * (up + z * density)});
      below_.push_back({down, -sigma * density, sigma * sigma * (down - z * density)});
    }
  }
}

const NetworkGuess::Tail& NetworkGuess::tail(std::size_t g, std::size_t i) const {
  return (groups_[g].sign > 0 ? above_ : below_)[g * mixture_->size() + i];
}

double NetworkGuess::active(std::size_t g) const {
  double sum = 0;
  for (std::size_t i = 0; i < mixture_->size(); ++i) sum += tail(g, i).mass;
  return sum / static_cast<double>(mixture_->size());
}

double NetworkGuess::ramp(std::size_t g) const {
  const NeuronGroup& group = groups_[g];
  double sum = 0;
  for (std::size_t i = 0; i < mixture_->size(); ++i) {
    const Tail& part = tail(g, i);
    sum += group.sign * (part.first + (mixture_->centres[i] - group.kink) * part.mass);
  }
  return sum / static_cast<double>(mixture_->size());
}

NetworkGuess::Products NetworkGuess::products(std::size_t g, std::size_t h) const {
  const NeuronGroup &a = groups_[g], &b = groups_[h];
  Products sum;
  if (a.sign != b.sign && a.sign * (b.kink - a.kink) <= 0) return sum;  // never active together
  const std::size_t n = mixture_->size();
  for (std::size_t i = 0; i < n; ++i) {
    Tail both;
    if (a.sign == b.sign) {
      both = tail((a.kink >= b.kink) == (a.sign > 0) ? g : h, i);
    } else {
      const std::size_t low = (a.sign > 0 ? g : h) * n + i, high = (a.sign > 0 ? h : g) * n + i;
      both = {above_[low].mass - above_[high].mass, above_[low].first - above_[high].first,
              above_[low].second - above_[high].second};
    }
    const double u = mixture_->centres[i] - a.kink, v = mixture_->centres[i] - b.kink;
    sum.ramps += a.sign * b.sign * (both.second + (u + v) * both.first + u * v * both.mass);
    sum.ramp_active += a.sign * (both.first + u * both.mass);
    sum.actives += both.mass;
  }
  const auto count = static_cast<double>(n);
  return {sum.ramps / count, sum.ramp_active / count, sum.actives / count};
}

double NetworkGuess::ramp_product(std::size_t g, std::size_t h) const {
  return products(g, h).ramps;
}

double NetworkGuess::largest_gram_eigenvalue() const {
  const std::size_t k = groups_.size(), size = 2 * k;
  std::vector<double> gram(size * size);
  for (std::size_t g = 0; g < k; ++g) {
    for (std::size_t h = 0; h < k; ++h) {
      const double share = std::sqrt(static_cast<double>(groups_[g].count * groups_[h].count));
      const double w = std::abs(groups_[g].weight), v = std::abs(groups_[h].weight);
      const Products p = products(g, h);
      gram[g * size + h] = share * p.ramps;
      gram[g * size + k + h] = gram[(k + h) * size + g] = share * p.ramp_active * v;
      gram[(k + g) * size + k + h] = share * w * v * p.actives;
    }
  }
  return guess_largest_eigenvalue(gram, size);
}

}  // namespace rigor::big_step
