// Places where terms seem to vanish.
#include <algorithm>
#include <cmath>
#include <random>

#include "conjecture/counterexample.hpp"
#include "conjecture/tactic_parts.hpp"

namespace rigor {
namespace {

// The number with the least denominator up to `most` within `tolerance`.
std::optional<Rational> simple_near(double x, int most, double tolerance) {
  for (int q = 1; q <= most; ++q) {
    const double p = std::round(x * q);
    if (std::fabs(p) < 1e12 && std::fabs(p / q - x) <= tolerance * std::max(1.0, std::fabs(x))) {
      return Rational(static_cast<std::int64_t>(p), q);
    }
  }
  return std::nullopt;
}

bool seems_zero(const GuessedValue& value, long double scale) {
  return std::fabs(value.value) <= 64 * value.error + 1e-15L * scale;
}

// A minimum of the values between a and b.
double least_between(const GuessedTerm& guess, std::vector<double>& point, std::size_t v, double a,
                     double b) {
  const double golden = (std::sqrt(5.0) - 1) / 2;
  const auto value = [&](double x) {
    point[v] = x;
    return guess.at(point).value;
  };
  double c = b - golden * (b - a);
  double d = a + golden * (b - a);
  for (int i = 0; i < 90; ++i) {
    if (value(c) < value(d)) {
      b = d;
    } else {
      a = c;
    }
    c = b - golden * (b - a);
    d = a + golden * (b - a);
  }
  return (a + b) / 2;
}

// The least numbers of few bits near x.
Rational short_number(double x) {
  if (x == 0) return 0;
  const int exponent = std::ilogb(x);
  return to_rational(std::ldexp(std::round(std::ldexp(x, 4 - exponent)), exponent - 4));
}

}  // namespace

void for_samples(const Box& box, std::span<const std::size_t> free, int count,
                 const std::function<void(std::span<const double>)>& use) {
  std::vector<double> point(box.size(), 0);
  for (std::size_t v = 0; v < box.size(); ++v) {
    const std::vector<double> values = sample_side(box[v], 3);
    if (!values.empty()) point[v] = values[values.size() / 2];
  }
  std::vector<std::vector<double>> values;
  double total = 1;
  for (const std::size_t v : free) {
    values.push_back(sample_side(box[v], count));
    if (values.back().empty()) return;
    total *= static_cast<double>(values.back().size());
  }
  if (total <= 700) {
    std::vector<std::size_t> place(free.size(), 0);
    while (true) {
      for (std::size_t i = 0; i < free.size(); ++i) point[free[i]] = values[i][place[i]];
      use(point);
      std::size_t i = 0;
      while (i < free.size() && ++place[i] == values[i].size()) place[i++] = 0;
      if (i == free.size()) return;
    }
  }
  std::minstd_rand random(1);
  for (int k = 0; k < 500; ++k) {
    for (std::size_t i = 0; i < free.size(); ++i) {
      point[free[i]] = values[i][random() % values[i].size()];
    }
    use(point);
  }
}

bool Profile::vanishes_at(const Rational& end) const {
  return std::find(end_zeros.begin(), end_zeros.end(), end) != end_zeros.end();
}

Profile profile_of(const Terms& terms, TermId term, const Box& box, std::size_t variable) {
  Profile profile;
  const GuessedTerm guess(terms, term);
  const Side& side = box.at(variable);
  std::vector<double> point(box.size(), 0);
  for (std::size_t v = 0; v < box.size(); ++v) {
    const std::vector<double> values = sample_side(box[v], 3);
    if (!values.empty()) point[v] = values[values.size() / 2];
  }
  std::vector<double> xs;
  std::vector<GuessedValue> values;
  for (const double x : sample_side(side, 81)) {
    point[variable] = x;
    const GuessedValue value = guess.at(point);
    if (!std::isfinite(value.value)) continue;
    xs.push_back(x);
    values.push_back(value);
  }
  if (xs.size() < 3) return profile;
  std::vector<long double> sizes;
  for (const GuessedValue& value : values) sizes.push_back(std::fabs(value.value));
  std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2),
                   sizes.end());
  const long double scale = sizes[sizes.size() / 2];
  long double least = values.front().value;
  for (const GuessedValue& value : values) least = std::min(least, value.value);
  profile.is_clear = least > 1e-3L * scale;
  for (const auto* end : {&side.lower, &side.upper}) {
    if (!*end) continue;
    point[variable] = (*end)->convert_to<double>();
    if (seems_zero(guess.at(point), scale)) profile.end_zeros.push_back(**end);
  }
  std::vector<double> tops;
  for (std::size_t i = 1; i + 1 < xs.size(); ++i) {
    if (values[i].value >= values[i - 1].value && values[i].value > values[i + 1].value) {
      tops.push_back(xs[i]);
    }
    if (values[i].value > values[i - 1].value || values[i].value > values[i + 1].value) continue;
    const double x = least_between(guess, point, variable, xs[i - 1], xs[i + 1]);
    point[variable] = x;
    const long double around = std::max(values[i - 1].value, values[i + 1].value);
    const GuessedValue value = guess.at(point);
    if (value.value > 1e-9L * around && !seems_zero(value, around)) {
      if (value.value < 1e-3L * scale) profile.is_clear = false;
      continue;
    }
    profile.is_clear = false;
    profile.minima.push_back(x);
    if (const auto simple = simple_near(x, 60, 1e-6)) {
      point[variable] = simple->convert_to<double>();
      if (guess.at(point).value <= 1e-9L * around) profile.zeros.push_back(*simple);
    }
  }
  const bool from_lower = side.lower && profile.vanishes_at(*side.lower);
  if (!tops.empty()) {
    const double first = tops.front();
    const double last = tops.back();
    if (from_lower) {
      const double a = side.lower->convert_to<double>();
      profile.splits.push_back(short_number(a + 0.7 * (first - a)));
    }
    if (!side.upper) profile.splits.push_back(short_number(last + 0.25 * std::fabs(last) + 0.25));
    if (!side.lower) {
      profile.splits.push_back(short_number(first - 0.25 * std::fabs(first) - 0.25));
    }
    if (side.upper && profile.vanishes_at(*side.upper)) {
      const double b = side.upper->convert_to<double>();
      profile.splits.push_back(short_number(b - 0.7 * (b - last)));
    }
  }
  if (side.lower && side.upper) {
    profile.splits.push_back((*side.lower + *side.upper) / 2);
  } else {
    const Rational at = split_point(side);
    if (abs(at) < 1000000) profile.splits.push_back(at);
  }
  return profile;
}

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

// Multiples of well-known numbers near x.
std::vector<TermId> named_numbers(Terms& terms, double x) {
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
    if (const auto factor = simple_near(x / value, 12, 1e-7)) {
      found.push_back(terms.multiply(terms.number(*factor), term));
    }
  }
  return found;
}

}  // namespace

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
    if (profile.zeros.empty()) {
      for (const double x : profile.minima) {
        for (const TermId named : named_numbers(terms, x)) proposals.push_back(named);
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

std::optional<std::vector<Rational>> proposed_zero_point(Terms& terms, NormalForms& forms,
                                                         TermId term, const Box& box,
                                                         const std::vector<std::size_t>& free) {
  FormulaNode node;
  node.atom = {terms.negate(term), Relation::at_least};
  for (const ProposedPoint& proposed : propose_points(terms, {node}, box, 0.5)) {
    for (const double tolerance : {1e-6, 1e-3, 2e-2}) {
      std::vector<Rational> point;
      TermId value = term;
      for (const std::size_t v : free) {
        const auto simple = simple_near(proposed.point.at(v), 24, tolerance);
        if (!simple) break;
        point.push_back(*simple);
        value = substitute(terms, value, v, terms.number(*simple));
      }
      if (point.size() == free.size() && forms.is_zero(value)) return point;
    }
  }
  return std::nullopt;
}

}  // namespace rigor
