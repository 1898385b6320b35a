// Places where terms seem to vanish.
#include <algorithm>
#include <cmath>
#include <random>

#include "conjecture/counterexample.hpp"
#include "conjecture/tactic_parts.hpp"

namespace rigor {
int order_of_zero(Terms& terms, NormalForms& forms, TermId term, const VariableTerm& where) {
  TermId slope = term;
  for (int k = 0; k <= 8; ++k) {
    const auto value = forms.of(substitute(terms, slope, where.variable, where.term));
    if (!value) return 0;
    if (!forms.is_zero(*value)) return k;
    slope = derivative(terms, slope, where.variable);
  }
  return 0;
}

namespace {

// Solutions of A k^e + B = 0, k a kernel that depends on the variable, A and B without it.
std::vector<TermId> solutions(Terms& terms, NormalForms& forms, TermId slope,
                              std::size_t variable) {
  const std::optional<Fraction> form = forms.of(slope);
  if (!form) return {};
  std::optional<std::pair<KernelId, Exponent>> kernel;
  Polynomial with;
  Polynomial without;
  Monomial common;
  for (const auto& [monomial, c] : form->numerator.parts()) {
    Monomial rest;
    bool found = false;
    for (const auto& factor : monomial) {
      if (!depends_on(terms, forms.kernel(factor.first).term, variable)) {
        rest.push_back(factor);
        continue;
      }
      if (found || (kernel && *kernel != factor)) return {};
      kernel = factor;
      found = true;
    }
    (found ? with : without).add(std::move(rest), c);
  }
  if (!kernel || with.is_zero() || without.is_zero()) return {};
  Fraction ratio;
  try {
    ratio = forms.quotient(Fraction{-without}, Fraction{with});
  } catch (const NormalFormLimit&) {
    return {};
  }
  const TermId r = forms.term_of(ratio);
  const Kernel& k = forms.kernel(kernel->first);
  const Exponent e = kernel->second;
  const bool of_variable = terms[k.term].op == Op::variable;
  const auto to_power = [&](TermId x, std::int64_t p, std::int64_t q) {
    if (p < 0) {
      x = terms.divide(terms.number(1), x);
      p = -p;
    }
    x = terms.power(x, static_cast<std::size_t>(p));
    return q == 1 ? x : terms.root(x, static_cast<std::size_t>(q));
  };
  if (of_variable && e.num() > 0) {
    const TermId root = to_power(r, e.den(), e.num());
    if (k.kind == KernelKind::variable && e.num() % 2 == 0) return {root, terms.negate(root)};
    return {root};
  }
  if (of_variable && e.num() < 0) return {to_power(r, -e.den(), -e.num())};
  if (k.kind == KernelKind::exp && terms[k.term].op == Op::exp &&
      terms[terms[k.term].a].op == Op::variable) {
    return {terms.divide(terms.apply(Op::log, r), terms.number(e.rational()))};
  }
  if (k.kind == KernelKind::log && terms[k.term].op == Op::log &&
      terms[terms[k.term].a].op == Op::variable && e == Exponent(1)) {
    return {terms.apply(Op::exp, r)};
  }
  return {};
}

}  // namespace

std::vector<TermId> named_numbers(Terms& terms, double x, double tolerance) {
  std::vector<std::pair<TermId, double>> bases = {{terms.pi(), M_PI}};
  for (const int n : {2, 3, 5, 6, 7}) {
    bases.emplace_back(terms.root(terms.number(n), 2), std::sqrt(n));
  }
  bases.emplace_back(terms.root(terms.pi(), 2), std::sqrt(M_PI));
  bases.emplace_back(terms.apply(Op::log, terms.number(2)), std::log(2.0));
  bases.emplace_back(terms.apply(Op::log, terms.number(3)), std::log(3.0));
  bases.emplace_back(terms.apply(Op::exp, terms.number(1)), std::exp(1.0));
  std::vector<TermId> found;
  for (const auto& [term, value] : bases) {
    if (const auto factor = simple_near(x / value, 12, tolerance)) {
      found.push_back(terms.multiply(terms.number(*factor), term));
    }
  }
  return found;
}

std::vector<TermId> proposed_zeros(AtomRules& rules, const Goal& goal, std::size_t variable,
                                   std::span<const std::size_t> free) {
  Terms& terms = rules.terms();
  const TermId term = goal.atom.term;
  const Side& side = goal.box.at(variable);
  std::vector<TermId> proposals;
  if (free.size() == 1) {
    const Profile profile =
        profile_of(terms, at_thin_sides(terms, term, goal.box), goal.box, variable);
    for (const Rational& zero : profile.zeros) proposals.push_back(terms.number(zero));
    for (const Rational& zero : profile.end_zeros) proposals.push_back(terms.number(zero));
    if (profile.zeros.empty() && !profile.minima.empty()) {
      proposals = solutions(terms, rules.forms(), derivative(terms, term, variable), variable);
      for (const double x : profile.minima) {
        for (const TermId named : named_numbers(terms, x, 1e-7)) proposals.push_back(named);
      }
    }
    return proposals;
  }
  for (const std::size_t w : free) {
    if (w == variable) continue;
    proposals.push_back(terms.variable(w));
    proposals.push_back(terms.negate(terms.variable(w)));
  }
  for (const int n : {0, 1, -1}) proposals.push_back(terms.number(n));
  for (const auto* end : {&side.lower, &side.upper}) {
    if (*end && abs(**end) > 1) proposals.push_back(terms.number(**end));
  }
  const std::vector<TermId> solved =
      solutions(terms, rules.forms(), derivative(terms, term, variable), variable);
  proposals.insert(proposals.begin(), solved.begin(), solved.end());
  std::vector<std::size_t> others;
  std::copy_if(free.begin(), free.end(), std::back_inserter(others),
               [&](std::size_t w) { return w != variable; });
  std::erase_if(proposals, [&](TermId place) {
    const GuessedTerm guess(terms, substitute(terms, term, variable, place));
    bool vanishes = true;
    bool seen = false;
    for_samples(goal.box, others, 5, [&](std::span<const double> point) {
      if (!vanishes) return;
      const GuessedValue value = guess.at(point);
      if (std::isnan(value.value)) return;
      seen = true;
      vanishes = vanishes && !value.seems_negative() && !value.seems_positive();
    });
    return !seen || !vanishes;
  });
  return proposals;
}

std::optional<std::vector<TermId>> proposed_zero_point(Terms& terms, NormalForms& forms,
                                                       TermId term, const Box& box,
                                                       const std::vector<std::size_t>& free) {
  FormulaNode node;
  node.atom = {terms.negate(term), Relation::at_least};
  const auto place = [&](double x, double tolerance, bool named) -> std::optional<TermId> {
    if (named && !simple_near(x, 24, 1e-7)) {
      const std::vector<TermId> found = named_numbers(terms, x, tolerance);
      if (!found.empty()) return found.front();
    }
    const auto simple = simple_near(x, 24, tolerance);
    return simple ? std::optional(terms.number(*simple)) : std::nullopt;
  };
  for (const ProposedPoint& proposed : propose_points(terms, {node}, box, 0.5)) {
    for (const bool named : {false, true}) {
      for (const double tolerance : {1e-6, 1e-3, 2e-2}) {
        if (named && tolerance > 1e-3) continue;
        std::vector<TermId> point;
        TermId value = term;
        for (const std::size_t v : free) {
          const auto at = place(proposed.point.at(v), tolerance, named);
          if (!at) break;
          point.push_back(*at);
          value = substitute(terms, value, v, *at);
        }
        if (point.size() == free.size() && forms.is_zero(value)) return point;
      }
    }
  }
  return std::nullopt;
}

}  // namespace rigor
