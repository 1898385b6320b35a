#include "conjecture/multipliers.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "analysis/propose_minimum.hpp"
#include "conjecture/guessed_term.hpp"
#include "conjecture/tactic_parts.hpp"
#include "linear/guess.hpp"
#include "number/rational_rounding.hpp"

namespace rigor {
namespace {

constexpr int kEvaluations = 1500;
constexpr int kStarts = 3;
constexpr int kNewtonSteps = 12;
constexpr double kLarge = 1e3;  // stands for an infinite end

double lower_of(const Side& side) {
  return side.lower ? side.lower->convert_to<double>() : -kLarge;
}
double upper_of(const Side& side) {
  return side.upper ? side.upper->convert_to<double>() : kLarge;
}

// A number with few digits within 1e-9 of x, else 20 binary places.
Rational simple(double x) {
  const double distance = 1e-9 * (1 + std::fabs(x));
  const Rational value = simplest_between(to_rational(x - distance), to_rational(x + distance));
  if (denominator(value) <= 10000) return value;
  return to_rational(std::ldexp(std::nearbyint(std::ldexp(x, 20)), -20));
}

class Proposer {
 public:
  Proposer(Terms& terms, TermId t, TermId w, const Box& box)
      : terms_(terms), box_(box), t_(terms, t), w_(terms, w) {
    std::vector<std::size_t> all = variables_of(terms, t);
    for (const std::size_t v : variables_of(terms, w)) all.push_back(v);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    for (const std::size_t v : all) {
      if (lower_of(box[v]) < upper_of(box[v])) variables_.push_back(v);
    }
    for (const std::size_t v : variables_) {
      slopes_t_.emplace_back(terms, derivative(terms, t, v));
      slopes_w_.emplace_back(terms, derivative(terms, w, v));
      for (const std::size_t u : variables_) {
        if (u > v) break;
        curves_t_.emplace_back(terms, derivative(terms, derivative(terms, t, v), u));
        curves_w_.emplace_back(terms, derivative(terms, derivative(terms, w, v), u));
      }
    }
  }

  std::vector<TermId> propose() {
    std::vector<TermId> result;
    const auto add = [&](TermId term) {
      if (std::find(result.begin(), result.end(), term) == result.end()) result.push_back(term);
    };
    for (int start = 0; start < kStarts; ++start) {
      const auto least = find_least(start);
      if (!least) continue;
      for (const TermId named : named_numbers(terms_, least->multiplier, 1e-7)) add(named);
      add(terms_.number(simple(least->multiplier)));
      if (const auto affine = affine_multiplier(least->x, least->multiplier)) add(*affine);
    }
    return result;
  }

  std::vector<std::vector<double>> violations() {
    std::vector<std::vector<double>> result;
    for (int start = 0; start < kStarts; ++start) {
      auto least = find_least(start);
      if (!least || !(value(t_, least->x) < 0)) continue;
      // To first order W grows by the amount and T by l times it.
      const double amount = -value(t_, least->x) / (2 * least->multiplier);
      double square = 0;
      std::vector<double> normal;
      for (const std::size_t i : free_) {
        normal.push_back(value(slopes_w_[i], least->x));
        square += normal.back() * normal.back();
      }
      for (std::size_t k = 0; k < free_.size(); ++k) {
        least->x[variables_[free_[k]]] += amount * normal[k] / square;
      }
      result.push_back(clamped(std::move(least->x)));
    }
    return result;
  }

 private:
  static double value(const GuessedTerm& term, const std::vector<double>& x) {
    return static_cast<double>(term.at(x).value);
  }

  struct LeastPoint {
    std::vector<double> x;
    double multiplier;
  };
  /// With W = 0 and a positive multiplier.
  std::optional<LeastPoint> find_least(int start) {
    std::vector<double> x = least_point(start);
    find_free(x);
    double l = multiplier(x);
    if (!refine(x, l) || !(std::fabs(value(w_, x)) < 1e-6) || !(l > 1e-9)) return std::nullopt;
    return LeastPoint{std::move(x), l};
  }

  std::vector<double> clamped(std::vector<double> x) const {
    for (std::size_t v = 0; v < x.size(); ++v) {
      x[v] = std::clamp(x[v], lower_of(box_[v]), upper_of(box_[v]));
    }
    return x;
  }

  std::vector<double> least_point(int start) const {
    SeededRandom random(static_cast<std::uint64_t>(start) + 1);
    std::vector<double> first;
    double step = 0;
    for (const Side& side : box_) {
      const double width = upper_of(side) - lower_of(side);
      first.push_back(lower_of(side) + width * (start == 0 ? 0.5 : random.uniform()));
      step = std::max(step, std::min(width, 10.0) / 4);
    }
    const auto objective = [&](const std::vector<double>& at) {
      const std::vector<double> x = clamped(at);
      double outside = 0;
      for (std::size_t v = 0; v < x.size(); ++v) outside += std::fabs(x[v] - at[v]);
      const double w = value(w_, x);
      return value(t_, x) + 100 * outside + (w < 0 ? -100 * w : 0);
    };
    return clamped(propose_minimum(objective, first, step, kEvaluations, random).point);
  }

  // Variables that don't lie at an end of their side.
  void find_free(std::vector<double>& x) {
    free_.clear();
    for (std::size_t i = 0; i < variables_.size(); ++i) {
      const Side& side = box_[variables_[i]];
      double& at = x[variables_[i]];
      const double near = 1e-5 * std::min(1.0, upper_of(side) - lower_of(side));
      if (side.lower && at - lower_of(side) < near) {
        at = lower_of(side);
      } else if (side.upper && upper_of(side) - at < near) {
        at = upper_of(side);
      } else {
        free_.push_back(i);
      }
    }
  }

  double multiplier(const std::vector<double>& x) const {
    double product = 0;
    double square = 0;
    for (const std::size_t i : free_) {
      const double n = value(slopes_w_[i], x);
      product += n * value(slopes_t_[i], x);
      square += n * n;
    }
    return product / square;
  }

  double curve(std::size_t i, std::size_t j, double l, const std::vector<double>& x) const {
    const std::size_t place = std::max(i, j) * (std::max(i, j) + 1) / 2 + std::min(i, j);
    return value(curves_t_[place], x) - l * value(curves_w_[place], x);
  }

  // Newton's method for grad T = l grad W, W = 0 in the free variables and l; where it doesn't
  // converge the first values stay.
  bool refine(std::vector<double>& x, double& l) const {
    if (free_.empty() || !std::isfinite(l)) return false;
    const std::vector<double> x_before = x;
    const double l_before = l;
    const std::size_t n = free_.size();
    for (int step = 0; step < kNewtonSteps; ++step) {
      Matrix<double> slopes(n + 1, n + 1, 0);
      std::vector<double> values(n + 1);
      for (std::size_t i = 0; i < n; ++i) {
        const double own = value(slopes_w_[free_[i]], x);
        values[i] = value(slopes_t_[free_[i]], x) - l * own;
        slopes(i, n) = -own;
        slopes(n, i) = own;
        for (std::size_t j = 0; j < n; ++j) slopes(i, j) = curve(free_[i], free_[j], l, x);
      }
      values[n] = value(w_, x);
      const Matrix<double> inverse = guess_inverse(slopes);
      for (std::size_t i = 0; i <= n; ++i) {
        double move = 0;
        for (std::size_t j = 0; j <= n; ++j) move += inverse(i, j) * values[j];
        (i < n ? x[variables_[free_[i]]] : l) -= move;
      }
    }
    double change = std::fabs(l - l_before) / (1 + std::fabs(l_before));
    for (std::size_t v = 0; v < x.size(); ++v) {
      change = std::max(change, std::fabs(x[v] - x_before[v]));
    }
    if (!(change < 0.05)) {
      x = x_before;
      l = l_before;
    }
    return true;
  }

  std::optional<TermId> affine_multiplier(const std::vector<double>& x, double l) {
    const std::size_t n = free_.size();
    std::vector<double> normal(n);
    std::vector<double> image(n, 0);  // H n
    double square = 0;
    double product = 0;
    for (std::size_t i = 0; i < n; ++i) normal[i] = value(slopes_w_[free_[i]], x);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        image[i] += curve(free_[i], free_[j], l, x) * normal[j];
      }
      square += normal[i] * normal[i];
      product += normal[i] * image[i];
    }
    TermId result = terms_.number(simple(l));
    bool is_constant = true;
    for (std::size_t i = 0; i < n; ++i) {
      const double g = (image[i] - normal[i] * product / (2 * square)) / square;
      if (!std::isfinite(g)) return std::nullopt;
      if (std::fabs(g) < 1e-9) continue;
      is_constant = false;
      const std::size_t v = variables_[free_[i]];
      const TermId offset = terms_.subtract(terms_.variable(v), terms_.number(simple(x[v])));
      result = terms_.add(result, terms_.multiply(terms_.number(simple(g)), offset));
    }
    if (is_constant) return std::nullopt;
    return result;
  }

  Terms& terms_;
  const Box& box_;
  GuessedTerm t_;
  GuessedTerm w_;
  std::vector<std::size_t> variables_;
  std::vector<std::size_t> free_;  // places in variables_
  std::vector<GuessedTerm> slopes_t_, slopes_w_;
  std::vector<GuessedTerm> curves_t_, curves_w_;  // row by row, i >= j
};

}  // namespace

std::vector<TermId> propose_multipliers(Terms& terms, TermId t, TermId w, const Box& box) {
  return Proposer(terms, t, w, box).propose();
}

std::vector<std::vector<double>> propose_violations(Terms& terms, TermId t, TermId w,
                                                    const Box& box) {
  return Proposer(terms, t, w, box).violations();
}

}  // namespace rigor
