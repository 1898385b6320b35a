// What the tactics for tight inequalities propose. Nothing here is trusted.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "conjecture/atom_rules.hpp"
#include "conjecture/guessed_term.hpp"

namespace rigor {

/// factor * term = rest, with a factor that seems to be > 0.
struct Simplified {
  TermId factor = 0;
  TermId rest = 0;
};

/// Calls `use` at points of the box: a grid of `count` values a variable of `free`, or a few
/// hundred combinations of these if there are many. Other variables have a value of their side.
void for_samples(const Box& box, std::span<const std::size_t> free, int count,
                 const std::function<void(std::span<const double>)>& use);

/// Denominators and common positive kernels leave the term.
std::optional<Simplified> without_positive_factors(AtomRules& rules, TermId term, const Box& box);

/// Forms whose derivatives by the variable may be simpler: divided by one of the exponentials, or
/// by the coefficient of a logarithm, an error function, ...
std::vector<Simplified> other_forms(AtomRules& rules, TermId term, const Box& box,
                                    std::size_t variable);

/// (A r + B)(A r - B) = A^2 r^2 - B^2 for a square root r.
std::optional<Simplified> conjugate_of(AtomRules& rules, TermId term, const Box& box);

/// (A, exp R) for a term c log A - c R, c > 0.
std::optional<std::pair<TermId, TermId>> logarithm_of(AtomRules& rules, TermId term);

/// (A, B) with exp A - exp B = the term; with `of_sums`: one of A, B is the logarithm of a sum,
/// otherwise none is.
std::optional<std::pair<TermId, TermId>> exponentials_of(AtomRules& rules, TermId term,
                                                         bool of_sums);

/// A polynomial as a product: x - a for the ends a of sides, x - y and x + y to their powers; the
/// rest, if it is a polynomial in one kernel, without multiple zeros. nullopt if there is one
/// factor only.
std::optional<TermId> factored_form(AtomRules& rules, TermId term, const Box& box);

/// The term with sines and cosines of sums expanded: products of sines with factors in the rest.
std::optional<TermId> by_single_angles(AtomRules& rules, TermId term);

/// How hard an atom of this term looks.
int difficulty(const NormalForms& forms, const Fraction& form);

/// How often the term vanishes where the variable has the value; 0: not, or more than 8 times.
int order_of_zero(Terms& terms, NormalForms& forms, TermId term, const VariableTerm& where);

/// Terms P without the variable such that the goal's term seems to vanish at variable = P.
std::vector<TermId> proposed_zeros(AtomRules& rules, const Goal& goal, std::size_t variable,
                                   std::span<const std::size_t> free);

/// A point of the box, of its variables `free`, at which the term vanishes.
std::optional<std::vector<TermId>> proposed_zero_point(Terms& terms, NormalForms& forms,
                                                       TermId term, const Box& box,
                                                       const std::vector<std::size_t>& free);

/// Multiples of well-known numbers, such as pi and square roots, within `tolerance` of x.
std::vector<TermId> named_numbers(Terms& terms, double x, double tolerance);

/// The number with the least denominator up to `most` within `tolerance` (relative above 1).
std::optional<Rational> simple_near(double x, int most, double tolerance);

/// The course of a term of one variable.
struct Profile {
  bool is_clear = false;         ///< away from 0, also towards the ends
  std::vector<Rational> zeros;   ///< rational places of local minima where it seems to be 0
  std::vector<double> minima;    ///< all such places
  std::vector<Rational> splits;  ///< where to split, best first
  std::vector<Rational> end_zeros;
  bool vanishes_at(const Rational& end) const;
};
Profile profile_of(const Terms& terms, TermId term, const Box& box, std::size_t variable);

/// Whether the term has a factor, or a root, that becomes 0 at the end of the side.
bool has_factor_at(AtomRules& rules, TermId term, std::size_t variable, const Rational& end);

}  // namespace rigor
