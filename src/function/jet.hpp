// Jet: a value with its gradient, or its gradient and Hessian (automatic differentiation).
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

#include "function/jet_derivatives.hpp"
#include "number/interval_number.hpp"

namespace rigor {

/// Enclosures of a function of any number of variables, of its first and, for K = 2, of its second
/// partial derivatives, at all members of a box: the forward mode. Only the derivatives with
/// respect to the variables that the function has met are stored (the second ones as the lower
/// triangle by rows); the others are 0. So a term of few variables costs little in a function of
/// many.
template <IntervalNumber I, int K>
class Jet {
 public:
  static_assert(K == 1 || K == 2);
  using Scalar = I;

  Jet() = default;
  explicit Jet(I constant) : value_(std::move(constant)) {}
  /// The variable number `index` >= 0.
  static Jet variable(I at, int index) {
    Jet u(std::move(at));
    const Precision p = precision_of(u.value_);
    u.active_ = {index};
    u.first_ = {enclose<I>(1, p)};
    if constexpr (K == 2) u.second_ = {enclose<I>(0, p)};
    return u;
  }

  const I& value() const { return value_; }
  void set_value(I value) { value_ = std::move(value); }
  /// The variables whose derivatives are stored, in increasing order.
  const std::vector<int>& active() const { return active_; }

  /// The partial derivative with respect to a variable. It is as undefined as the value.
  I partial(int variable) const {
    const auto place = find(variable);
    if (place == active_.size()) return zero();
    return lowered_to(first_[place], value_);
  }
  /// The second one. Where a first one may be only a generalised gradient, it may not exist.
  I partial(int variable, int other) const requires(K == 2) {
    const auto a = find(variable);
    const auto b = find(other);
    if (a == active_.size() || b == active_.size()) return zero();
    return undefined_at_kinks(
        undefined_at_kinks(lowered_to(second_[packed(std::max(a, b), std::min(a, b))], value_),
                           first_[a]),
        first_[b]);
  }

  // What the operations are made of.

  /// Adds variables, with derivatives 0.
  void widen(const std::vector<int>& variables);
  /// f(d) for each stored derivative d.
  template <class Function>
  void transform(Function f) {
    for (I& d : first_) d = f(d);
    for (I& d : second_) d = f(d);
  }
  /// Adds c times the derivatives of u, whose variables are all active here.
  template <class Function>
  void accumulate(const Jet& u, Function times_c);
  /// Adds u_i v_j + u_j v_i to the second derivatives.
  void accumulate_cross(const Jet& u, const Jet& v);
  /// The chain rule: the derivatives of g(u) in place of those of u.
  void compose(const Derivatives<I>& g);
  /// Nothing is known of the derivatives.
  void forget(bool also_first = true) {
    const I unknown = undefined<I>(precision_of(value_));
    if (also_first) std::fill(first_.begin(), first_.end(), unknown);
    std::fill(second_.begin(), second_.end(), unknown);
  }
  /// The hull of the first derivatives of u, whose variables are all active here, with those here.
  void hull_with(const Jet& u);

 private:
  static std::size_t packed(std::size_t row, std::size_t column) {
    return row * (row + 1) / 2 + column;
  }
  std::size_t find(int variable) const {
    const auto place = std::lower_bound(active_.begin(), active_.end(), variable);
    return place == active_.end() || *place != variable
               ? active_.size()
               : static_cast<std::size_t>(place - active_.begin());
  }
  I zero() const { return lowered_to(enclose<I>(0, precision_of(value_)), value_); }
  /// The places of the variables of u among those here.
  std::vector<std::size_t> places_of(const Jet& u) const {
    std::vector<std::size_t> places;
    places.reserve(u.active_.size());
    std::size_t place = 0;
    for (const int variable : u.active_) {
      while (active_[place] != variable) ++place;
      places.push_back(place);
    }
    return places;
  }

  I value_;
  std::vector<int> active_;
  std::vector<I> first_;
  std::vector<I> second_;
};

template <IntervalNumber I, int K>
void Jet<I, K>::widen(const std::vector<int>& variables) {
  if (std::includes(active_.begin(), active_.end(), variables.begin(), variables.end())) return;
  Jet wide;
  std::set_union(active_.begin(), active_.end(), variables.begin(), variables.end(),
                 std::back_inserter(wide.active_));
  const std::size_t n = wide.active_.size();
  const I none = enclose<I>(0, precision_of(value_));
  wide.first_.assign(n, none);
  if constexpr (K == 2) wide.second_.assign(n * (n + 1) / 2, none);
  const std::vector<std::size_t> places = wide.places_of(*this);
  for (std::size_t i = 0; i < places.size(); ++i) {
    wide.first_[places[i]] = std::move(first_[i]);
    if constexpr (K == 2) {
      for (std::size_t j = 0; j <= i; ++j) {
        wide.second_[packed(places[i], places[j])] = std::move(second_[packed(i, j)]);
      }
    }
  }
  wide.value_ = std::move(value_);
  *this = std::move(wide);
}

template <IntervalNumber I, int K>
template <class Function>
void Jet<I, K>::accumulate(const Jet& u, Function times_c) {
  if (u.active_.size() == active_.size()) {
    for (std::size_t i = 0; i < first_.size(); ++i) first_[i] += times_c(u.first_[i]);
    for (std::size_t i = 0; i < second_.size(); ++i) second_[i] += times_c(u.second_[i]);
    return;
  }
  const std::vector<std::size_t> places = places_of(u);
  for (std::size_t i = 0; i < places.size(); ++i) {
    first_[places[i]] += times_c(u.first_[i]);
    if constexpr (K == 2) {
      for (std::size_t j = 0; j <= i; ++j) {
        second_[packed(places[i], places[j])] += times_c(u.second_[packed(i, j)]);
      }
    }
  }
}

template <IntervalNumber I, int K>
void Jet<I, K>::accumulate_cross(const Jet& u, const Jet& v) {
  if constexpr (K == 2) {
    const std::vector<std::size_t> rows = places_of(u);
    const std::vector<std::size_t> columns = places_of(v);
    for (std::size_t a = 0; a < rows.size(); ++a) {
      for (std::size_t b = 0; b < columns.size(); ++b) {
        const std::size_t i = rows[a];
        const std::size_t j = columns[b];
        const I term = u.first_[a] * v.first_[b];
        second_[packed(std::max(i, j), std::min(i, j))] += i == j ? scale2(term, 1) : term;
      }
    }
  }
}

/// w_i = g' u_i and w_ij = g' u_ij + g'' u_i u_j. Where g isn't smooth, see FunctionSeries.
template <IntervalNumber I, int K>
void Jet<I, K>::compose(const Derivatives<I>& g) {
  value_ = g.value;
  const auto may_vanish = [](const I& d) { return contains_zero(d); };
  if (g.regularity == Regularity::jump ||
      (g.regularity == Regularity::border &&
       (is_empty(g.first) || std::all_of(first_.begin(), first_.end(), may_vanish)))) {
    return forget();
  }
  if constexpr (K == 2) {
    for (std::size_t i = 0; i < first_.size(); ++i) {
      for (std::size_t j = 0; j <= i; ++j) {
        const I product = i == j ? sqr(first_[i]) : first_[i] * first_[j];
        I& d = second_[packed(i, j)];
        d = g.first * d + g.second * product;
      }
    }
  }
  for (I& d : first_) d = g.first * d;
  if (g.regularity == Regularity::border) {
    transform([](const I& d) { return lowered(d, Domain::possibly_undefined); });
  }
  if (g.regularity == Regularity::kink) {
    for (I& d : first_) d = lowered(std::move(d), Domain::defined);
    forget(false);
  }
}

template <IntervalNumber I, int K>
void Jet<I, K>::hull_with(const Jet& u) {
  const std::vector<std::size_t> places = places_of(u);
  std::vector<bool> is_met(first_.size(), false);
  for (std::size_t i = 0; i < places.size(); ++i) {
    first_[places[i]] = hull(first_[places[i]], u.first_[i]);
    is_met[places[i]] = true;
  }
  for (std::size_t i = 0; i < first_.size(); ++i) {
    if (!is_met[i]) first_[i] = hull(first_[i], enclose<I>(0, precision_of(value_)));
  }
}

}  // namespace rigor

#include "function/jet_arithmetic.hpp"  // IWYU pragma: export
