// Rule `positive`.
#include <algorithm>

#include "conjecture/atom_rules.hpp"

namespace rigor {
namespace {

using Exponents = std::vector<unsigned char>;
using Coefficients = std::map<Exponents, Rational>;

constexpr std::size_t kMostCoefficients = 40000;
constexpr int kMostDegree = 60;

// Which ends of t in [0, oo] are points of the box: t = 0, t = oo.
struct VertexEnds {
  bool zero = false;
  bool infinity = false;
  int degree = 0;
};

bool is_rational(const Terms& terms, TermId term) {
  const std::vector<TermId> parts = subterms(terms, std::span(&term, 1));
  return std::all_of(parts.begin(), parts.end(), [&](TermId id) {
    switch (terms[id].op) {
      case Op::number:
      case Op::variable:
      case Op::negate:
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::power:
        return true;
      case Op::divide:
        return terms[terms[id].b].op == Op::number && terms[terms[id].b].number != 0;
      default:
        return false;
    }
  });
}

// (c0 + c1 t)^n.
std::vector<Rational> power_of(const Rational& c0, const Rational& c1, int n) {
  std::vector<Rational> result = {Rational(1)};
  for (int i = 0; i < n; ++i) {
    std::vector<Rational> next(result.size() + 1, Rational(0));
    for (std::size_t j = 0; j < result.size(); ++j) {
      next[j] += result[j] * c0;
      next[j + 1] += result[j] * c1;
    }
    result = std::move(next);
  }
  return result;
}

std::vector<Rational> product(const std::vector<Rational>& a, const std::vector<Rational>& b) {
  std::vector<Rational> result(a.size() + b.size() - 1, Rational(0));
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size(); ++j) result[i + j] += a[i] * b[j];
  }
  return result;
}

// What x^k becomes in t, times (1 + t)^degree for finite sides.
std::optional<std::vector<Rational>> in_t(const Side& side, int k, int degree) {
  if (side.lower && side.upper) {
    if (*side.lower == *side.upper) return power_of(*side.lower, Rational(0), k);
    return product(power_of(*side.lower, *side.upper, k),
                   power_of(Rational(1), Rational(1), degree - k));
  }
  if (side.lower) return power_of(*side.lower, Rational(1), k);
  if (side.upper) return power_of(*side.upper, Rational(-1), k);
  return std::nullopt;
}

// x -> t in the place i; false if there are too many coefficients.
bool substitute(Coefficients& p, std::size_t i, const Side& side, int degree) {
  std::vector<std::vector<Rational>> powers;
  for (int k = 0; k <= degree; ++k) {
    const auto power = in_t(side, k, degree);
    if (!power) return false;
    powers.push_back(*power);
  }
  Coefficients result;
  for (const auto& [exponents, coefficient] : p) {
    const std::vector<Rational>& power = powers[exponents[i]];
    Exponents place = exponents;
    for (std::size_t j = 0; j < power.size(); ++j) {
      if (power[j] == 0) continue;
      place[i] = static_cast<unsigned char>(j);
      result[place] += coefficient * power[j];
    }
    if (result.size() > kMostCoefficients) return false;
  }
  std::erase_if(result, [](const auto& entry) { return entry.second == 0; });
  p = std::move(result);
  return true;
}

// At every choice of ends some monomial isn't 0; inside, every monomial is positive.
bool is_strict(const Coefficients& p, const std::vector<VertexEnds>& ends) {
  if (p.empty()) return false;
  std::vector<std::size_t> choices;  // variables with both ends
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (ends[i].zero && ends[i].infinity) choices.push_back(i);
  }
  if (choices.size() > 12) return false;
  for (std::size_t pattern = 0; pattern < (std::size_t{1} << choices.size()); ++pattern) {
    std::vector<int> at(ends.size(), 0);  // 1: t = 0, 2: t = oo, 0: inside
    for (std::size_t i = 0; i < ends.size(); ++i)
      at[i] = ends[i].zero ? 1 : ends[i].infinity ? 2 : 0;
    for (std::size_t j = 0; j < choices.size(); ++j) {
      at[choices[j]] = ((pattern >> j) & 1U) != 0 ? 2 : 1;
    }
    const bool covered = std::any_of(p.begin(), p.end(), [&](const auto& entry) {
      for (std::size_t i = 0; i < ends.size(); ++i) {
        if (at[i] == 1 && entry.first[i] != 0) return false;
        if (at[i] == 2 && entry.first[i] != ends[i].degree) return false;
      }
      return true;
    });
    if (!covered) return false;
  }
  return true;
}

}  // namespace

bool prove_positive(const Terms& terms, NormalForms& forms, const Goal& goal) {
  const Relation relation = goal.atom.relation;
  if (relation != Relation::greater && relation != Relation::at_least) return false;
  if (!is_rational(terms, goal.atom.term)) return false;
  const std::optional<Fraction> form = forms.of(goal.atom.term);
  if (!form || !form->is_polynomial()) return false;
  const std::vector<std::size_t> variables = variables_of(terms, goal.atom.term);
  const auto place_of = [&](std::size_t variable) {
    return static_cast<std::size_t>(std::lower_bound(variables.begin(), variables.end(), variable) -
                                    variables.begin());
  };
  Coefficients p;
  std::vector<int> degrees(variables.size(), 0);
  for (const auto& [monomial, coefficient] : form->numerator.parts()) {
    Exponents exponents(variables.size(), 0);
    for (const auto& [id, exponent] : monomial) {
      const Kernel& kernel = forms.kernel(id);
      if (kernel.kind != KernelKind::variable || !exponent.is_integer() || exponent.num() < 0 ||
          exponent.num() > kMostDegree) {
        return false;
      }
      const std::size_t place = place_of(kernel.index);
      exponents[place] = static_cast<unsigned char>(exponent.num());
      degrees[place] = std::max(degrees[place], static_cast<int>(exponent.num()));
    }
    p.emplace(std::move(exponents), coefficient);
  }
  std::vector<VertexEnds> ends(variables.size());
  for (std::size_t i = 0; i < variables.size(); ++i) {
    const Side& side = goal.box.at(variables[i]);
    if (degrees[i] == 0) continue;
    if (!substitute(p, i, side, degrees[i])) return false;
    const bool is_thin = side.lower && side.upper && *side.lower == *side.upper;
    ends[i].degree = is_thin ? 0 : degrees[i];
    if (side.lower && side.upper) {
      ends[i].zero = !is_thin && !side.lower_open;
      ends[i].infinity = !is_thin && !side.upper_open;
    } else {
      ends[i].zero = side.lower ? !side.lower_open : !side.upper_open;
    }
  }
  const bool none_negative =
      std::all_of(p.begin(), p.end(), [](const auto& entry) { return entry.second > 0; });
  return none_negative && (relation == Relation::at_least || is_strict(p, ends));
}

}  // namespace rigor
