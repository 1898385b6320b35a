#include "report/bernstein_form.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace rigor {
namespace {

using Exponents = std::vector<std::size_t>;
using Sums = std::map<Exponents, Rational>;

bool is_value(const Side& side) {
  return is_bounded(side) && *side.lower == *side.upper;
}

Sums product(const Sums& a, const Sums& b) {
  Sums result;
  for (const auto& [m, c] : a) {
    for (const auto& [n, d] : b) {
      Exponents exponents = m;
      for (std::size_t i = 0; i < n.size(); ++i) exponents[i] += n[i];
      result[exponents] += c * d;
    }
  }
  return result;
}

class Expansion {
 public:
  Expansion(const Terms& terms, const std::vector<std::size_t>& variables, const Box& box)
      : terms_(terms), variables_(variables), box_(box) {}

  Sums of(TermId id) {
    const Term& term = terms_[id];
    switch (term.op) {
      case Op::number:
        return {{Exponents(variables_.size()), term.number}};
      case Op::variable: {
        Exponents exponents(variables_.size());
        if (is_value(box_[term.index])) {
          return {{exponents, *box_[term.index].lower}};
        }
        const auto place = std::find(variables_.begin(), variables_.end(), term.index);
        exponents[static_cast<std::size_t>(place - variables_.begin())] = 1;
        return {{exponents, Rational(1)}};
      }
      case Op::negate:
        return plus({}, of(term.a), -1);
      case Op::add:
        return plus(of(term.a), of(term.b), 1);
      case Op::subtract:
        return plus(of(term.a), of(term.b), -1);
      case Op::multiply:
        return product(of(term.a), of(term.b));
      case Op::divide: {
        const Term& divisor = terms_[term.b];
        if (divisor.op != Op::number || divisor.number == 0) break;
        return plus({}, of(term.a), 1 / divisor.number);
      }
      case Op::power: {
        const Sums base = of(term.a);
        Sums result = base;
        for (std::size_t n = 1; n < term.index; ++n) result = product(result, base);
        return result;
      }
      default:
        break;
    }
    throw std::invalid_argument("a term that is not a polynomial");
  }

 private:
  static Sums plus(Sums a, const Sums& b, const Rational& factor) {
    for (const auto& [exponents, c] : b) a[exponents] += c * factor;
    return a;
  }

  const Terms& terms_;
  const std::vector<std::size_t>& variables_;
  const Box& box_;
};

Rational binomial(std::size_t n, std::size_t k) {
  Rational result = 1;
  for (std::size_t i = 0; i < k; ++i) result = result * Rational(n - i) / Rational(i + 1);
  return result;
}

// a + b u for u = 1, as a polynomial in one letter.
std::vector<Rational> multiply(const std::vector<Rational>& p, const Rational& a,
                               const Rational& b) {
  std::vector<Rational> result(p.size() + 1);
  for (std::size_t i = 0; i < p.size(); ++i) {
    result[i] += p[i] * a;
    result[i + 1] += p[i] * b;
  }
  return result;
}

// x^k of degree d on a side, in the powers of its basis: u^i v^(d - i) on a finite side (u = x - a,
// v = b - x), u^i on a half-line.
std::vector<Rational> in_basis(const Side& side, std::size_t k, std::size_t d) {
  std::vector<Rational> p = {Rational(1)};
  if (is_bounded(side)) {
    const Rational width = *side.upper - *side.lower;
    for (std::size_t n = 0; n < d; ++n) {
      // x = (a v + b u)/w and 1 = (v + u)/w.
      p = n < k ? multiply(p, *side.lower / width, *side.upper / width)
                : multiply(p, 1 / width, 1 / width);
    }
    return p;
  }
  for (std::size_t n = 0; n < k; ++n) {
    p = side.lower ? multiply(p, *side.lower, 1) : multiply(p, *side.upper, -1);
  }
  return p;
}

}  // namespace

BernsteinForm bernstein_form(const Terms& terms, TermId term, const Box& box) {
  std::vector<std::size_t> variables = variables_of(terms, term);
  std::erase_if(variables, [&](std::size_t i) { return is_value(box[i]); });
  Sums sums = Expansion(terms, variables, box).of(term);
  const std::size_t count = variables.size();
  Exponents degrees(count);
  for (const auto& [exponents, c] : sums) {
    if (c == 0) continue;
    for (std::size_t i = 0; i < count; ++i) degrees[i] = std::max(degrees[i], exponents[i]);
  }
  // Change of the basis, one variable after the other.
  for (std::size_t i = 0; i < count; ++i) {
    const Side& side = box[variables[i]];
    if (!side.lower && !side.upper) {
      throw std::invalid_argument("a polynomial on a whole line");
    }
    Sums changed;
    for (const auto& [exponents, c] : sums) {
      if (c == 0) continue;
      const std::vector<Rational> powers = in_basis(side, exponents[i], degrees[i]);
      for (std::size_t n = 0; n < powers.size(); ++n) {
        if (powers[n] == 0) continue;
        Exponents moved = exponents;
        moved[i] = n;
        changed[moved] += c * powers[n];
      }
    }
    sums = std::move(changed);
  }

  // The constant 1 in this basis: binomials over w^d on finite sides.
  Sums one = {{Exponents(count), Rational(1)}};
  for (std::size_t i = 0; i < count; ++i) {
    const Side& side = box[variables[i]];
    if (!is_bounded(side)) continue;
    Sums spread;
    for (const auto& [exponents, c] : one) {
      Rational scale = c;
      for (std::size_t n = 0; n < degrees[i]; ++n) scale /= *side.upper - *side.lower;
      for (std::size_t n = 0; n <= degrees[i]; ++n) {
        Exponents moved = exponents;
        moved[i] = n;
        spread[moved] = scale * binomial(degrees[i], n);
      }
    }
    one = std::move(spread);
  }
  BernsteinForm form;
  bool is_first = true;
  for (const auto& [exponents, weight] : one) {
    const auto found = sums.find(exponents);
    const Rational value = found == sums.end() ? Rational(0) : Rational(found->second / weight);
    form.least = is_first || value < form.least ? value : form.least;
    is_first = false;
  }
  if (form.least < 0) form.least = 0;
  for (const auto& [exponents, weight] : one) sums[exponents] -= form.least * weight;

  for (const auto& [exponents, c] : sums) {
    if (c == 0) continue;
    BernsteinTerm part{c, {}};
    for (std::size_t i = 0; i < count; ++i) {
      const Side& side = box[variables[i]];
      const std::size_t n = exponents[i];
      if (side.lower && n > 0) part.factors.push_back({variables[i], *side.lower, true, n});
      if (!side.lower && n > 0) part.factors.push_back({variables[i], *side.upper, false, n});
      if (is_bounded(side) && degrees[i] > n) {
        part.factors.push_back({variables[i], *side.upper, false, degrees[i] - n});
      }
    }
    form.terms.push_back(std::move(part));
  }
  return form;
}

}  // namespace rigor
