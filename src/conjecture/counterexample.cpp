#include "conjecture/counterexample.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/propose_minimum.hpp"
#include "analysis/seeded_random.hpp"
#include "number/rational_rounding.hpp"

namespace rigor {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();
constexpr std::size_t kMostProposals = 6;
constexpr std::size_t kMostCorners = 512;

// The formula in floating point.
class FloatFormula {
 public:
  FloatFormula(const Terms& terms, const std::vector<FormulaNode>& formula)
      : terms_(terms), formula_(formula) {
    std::vector<TermId> roots;
    for (const FormulaNode& node : formula) {
      if (node.connective == Connective::atom) roots.push_back(node.atom.term);
    }
    used_ = subterms(terms, roots);
    place_.resize(terms.size());
    for (std::size_t i = 0; i < used_.size(); ++i) place_[used_[i]] = i;
    numbers_.resize(used_.size());
    for (std::size_t i = 0; i < used_.size(); ++i) {
      if (terms[used_[i]].op == Op::number) {
        numbers_[i] = terms[used_[i]].number.convert_to<double>();
      }
    }
    values_.resize(used_.size());
    holds_.resize(formula.size());
  }

  double satisfaction(const std::vector<double>& x) {
    for (std::size_t i = 0; i < used_.size(); ++i) values_[i] = value(i, x);
    for (std::size_t i = 0; i < formula_.size(); ++i) holds_[i] = satisfaction_of(formula_[i]);
    return holds_.back();
  }

 private:
  double satisfaction_of(const FormulaNode& node) const {
    if (node.connective == Connective::atom) {
      const double t = values_[place_[node.atom.term]];
      if (std::isnan(t)) return kNever;
      if (node.atom.relation == Relation::equal) return -std::abs(t);
      return node.atom.relation == Relation::not_equal ? std::abs(t) : t;
    }
    double result = holds_[node.parts.front()];
    for (const std::size_t part : node.parts) {
      result = node.connective == Connective::both ? std::min(result, holds_[part])
                                                   : std::max(result, holds_[part]);
    }
    return result;
  }

  // NaN where the term is undefined, or where an operand is.
  double value(std::size_t i, const std::vector<double>& x) const {
    const Term& t = terms_[used_[i]];
    const int operands = operand_count(t.op);
    const double a = operands >= 1 ? values_[place_[t.a]] : 0;
    const double b = operands == 2 ? values_[place_[t.b]] : 0;
    if (std::isnan(a) || std::isnan(b)) return std::nan("");
    switch (t.op) {
      case Op::number:
        return numbers_[i];
      case Op::pi:
        return 3.14159265358979323846;
      case Op::variable:
        return x[t.index];
      case Op::negate:
        return -a;
      case Op::add:
        return a + b;
      case Op::subtract:
        return a - b;
      case Op::multiply:
        return a * b;
      case Op::divide:
        return b == 0 ? std::nan("") : a / b;
      case Op::power:
        return std::pow(a, static_cast<double>(t.index));
      case Op::root:
        return a < 0 ? std::nan("") : std::pow(a, 1 / static_cast<double>(t.index));
      case Op::exp:
        return std::exp(a);
      case Op::log:
        return a <= 0 ? std::nan("") : std::log(a);
      case Op::sin:
        return std::sin(a);
      case Op::cos:
        return std::cos(a);
      case Op::tan:
        return std::tan(a);
      case Op::asin:
        return std::asin(a);
      case Op::acos:
        return std::acos(a);
      case Op::atan:
        return std::atan(a);
      case Op::sinh:
        return std::sinh(a);
      case Op::cosh:
        return std::cosh(a);
      case Op::tanh:
        return std::tanh(a);
      case Op::erf:
        return std::erf(a);
      case Op::erfc:
        return std::erfc(a);
      case Op::abs:
        return std::abs(a);
      case Op::sign:
        return a > 0 ? 1 : a < 0 ? -1 : 0;
      case Op::floor:
        return std::floor(a);
      case Op::ceil:
        return std::ceil(a);
      case Op::min:
        return std::min(a, b);
      case Op::max:
        return std::max(a, b);
    }
    return std::nan("");
  }

  const Terms& terms_;
  const std::vector<FormulaNode>& formula_;
  std::vector<TermId> used_;
  std::vector<std::size_t> place_;
  std::vector<double> numbers_;
  std::vector<double> values_;
  std::vector<double> holds_;
};

// A side seen from the unit interval: linear if it is bounded, else by u/(1 - u).
class UnitSide {
 public:
  explicit UnitSide(const Side& side) : integer_(side.integer) {
    if (side.lower) lower_ = side.lower->convert_to<double>();
    if (side.upper) upper_ = side.upper->convert_to<double>();
  }

  double at(double u) const {
    const double x = std::clamp(real(std::clamp(u, 0.0, 1.0)), lower_, upper_);
    return integer_ ? std::clamp(std::round(x), std::ceil(lower_), std::floor(upper_)) : x;
  }

 private:
  double real(double u) const {
    constexpr double kFar = 0.999;  // about 1000 away from the finite end, or from 0
    const bool below = std::isfinite(lower_);
    const bool above = std::isfinite(upper_);
    if (below && above) return lower_ + u * (upper_ - lower_);
    const auto far = [](double v) { return v * kFar / (1 - v * kFar); };
    if (below) return lower_ + far(u);
    if (above) return upper_ - far(u);
    return u < 0.5 ? -far(1 - 2 * u) : far(2 * u - 1);
  }

  bool integer_;
  double lower_ = kNever;
  double upper_ = -kNever;
};

class PointSearch {
 public:
  PointSearch(const Terms& terms, const std::vector<FormulaNode>& formula, const Box& box)
      : formula_(terms, formula), sides_(box.begin(), box.end()) {}

  std::vector<ProposedPoint> run(double effort) {
    const std::size_t n = sides_.size();
    add(std::vector<double>(n, 0.5));
    corners();
    const auto samples = static_cast<std::size_t>(effort * 500);
    for (std::size_t k = 0; k < samples; ++k) {
      std::vector<double> u(n);
      for (double& coordinate : u) coordinate = random_.uniform();
      add(u);
    }
    keep_best();
    const auto evaluations = static_cast<int>(effort * 1500) / static_cast<int>(units_.size());
    const std::vector<Unit> starts = units_;
    for (const Unit& start : starts) {
      const Proposal found =
          propose_minimum([this](const std::vector<double>& u) { return -satisfaction(u); },
                          start.u, 0.2, evaluations, random_);
      add(found.point);
    }
    keep_best();
    std::vector<ProposedPoint> points;
    for (const Unit& unit : units_) points.push_back({point(unit.u), unit.satisfaction});
    return points;
  }

 private:
  struct Unit {
    std::vector<double> u;
    double satisfaction;
  };

  void corners() {
    const std::size_t n = sides_.size();
    if (n >= 10) return;
    for (std::size_t mask = 0; mask < std::min(kMostCorners, std::size_t{1} << n); ++mask) {
      std::vector<double> u(n);
      for (std::size_t i = 0; i < n; ++i) u[i] = static_cast<double>((mask >> i) & 1U);
      add(u);
    }
  }

  void add(const std::vector<double>& u) { units_.push_back({u, satisfaction(u)}); }
  void keep_best() {
    std::stable_sort(units_.begin(), units_.end(),
                     [](const Unit& a, const Unit& b) { return a.satisfaction > b.satisfaction; });
    if (units_.size() > kMostProposals) units_.resize(kMostProposals);
  }
  std::vector<double> point(const std::vector<double>& u) const {
    std::vector<double> x(u.size());
    for (std::size_t i = 0; i < u.size(); ++i) x[i] = sides_[i].at(u[i]);
    return x;
  }
  double satisfaction(const std::vector<double>& u) { return formula_.satisfaction(point(u)); }

  FloatFormula formula_;
  std::vector<UnitSide> sides_;
  SeededRandom random_{20};
  std::vector<Unit> units_;
};

// The simplest number of the side within `distance` of x, if there is one.
std::optional<Rational> simplest_in(const Side& side, const Rational& x, const Rational& distance) {
  Rational lower = x - distance;
  Rational upper = x + distance;
  if (side.lower) lower = std::max(lower, *side.lower);
  if (side.upper) upper = std::min(upper, *side.upper);
  if (lower > upper) return std::nullopt;
  const Rational simplest = simplest_between(lower, upper);
  if (contains(side, simplest)) return simplest;
  if (side.integer) return std::nullopt;
  // An open end was simplest.
  const Rational third = (upper - lower) / 3;
  const Rational inside = simplest_between(lower + third, upper - third);
  return contains(side, inside) ? std::optional(inside) : std::nullopt;
}

}  // namespace

std::vector<ProposedPoint> propose_points(const Terms& terms,
                                          const std::vector<FormulaNode>& formula, const Box& box,
                                          double effort) {
  return PointSearch(terms, formula, box).run(effort);
}

std::optional<std::vector<Rational>> simplest_point(
    const std::vector<double>& near, const Box& box,
    const std::function<bool(const std::vector<Rational>&)>& holds) {
  std::vector<Rational> exact;
  for (const double x : near) {
    if (!std::isfinite(x)) return std::nullopt;
    exact.push_back(to_rational(x));
  }
  constexpr int kNeighbourhoods = 60;
  constexpr int kSteps = 16;
  const auto distance = [&](std::size_t i, int k) {
    const Rational size = abs(exact[i]) > 1 ? abs(exact[i]) : Rational(1);
    return Rational(2 * size / Rational(Integer(1) << static_cast<unsigned>(k)));
  };
  for (int k = 0; k < kNeighbourhoods; ++k) {
    std::vector<Rational> point;
    for (std::size_t i = 0; i < exact.size(); ++i) {
      if (const auto x = simplest_in(box[i], exact[i], distance(i, k))) point.push_back(*x);
    }
    if (point.size() < exact.size() || !holds(point)) continue;
    for (std::size_t i = 0; i < point.size(); ++i) {
      const auto simplify = [&](const Rational& within) {
        const auto simpler = simplest_in(box[i], exact[i], within);
        if (!simpler) return false;
        if (*simpler == point[i]) return true;
        std::vector<Rational> other = point;
        other[i] = *simpler;
        if (!holds(other)) return false;
        point = std::move(other);
        return true;
      };
      int j = 0;
      while (j < k && !simplify(distance(i, j))) ++j;
      if (j == 0) continue;
      // Between a distance that is too far and one that serves.
      Rational far = distance(i, j - 1);
      Rational serves = distance(i, j);
      for (int step = 0; step < kSteps; ++step) {
        const Rational middle = (far + serves) / 2;
        (simplify(middle) ? serves : far) = middle;
      }
    }
    return point;
  }
  return std::nullopt;
}

}  // namespace rigor
