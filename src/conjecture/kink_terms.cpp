#include "conjecture/kink_terms.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "conjecture/affine.hpp"
#include "conjecture/following.hpp"
#include "conjecture/tactic_parts.hpp"
#include "number/rational_rounding.hpp"

namespace rigor {
namespace {

bool is_same(const Atom& x, const Atom& y) {
  return x.term == y.term && x.relation == y.relation;
}

}  // namespace

TermId KinkTerms::value(TermId kink, bool is_minus, KinkCase where) {
  const Term t = terms_[kink];
  const bool high = (where != KinkCase::negative) != is_minus;
  switch (t.op) {
    case Op::abs:
      return high ? t.a : terms_.negate(t.a);
    case Op::max:
      return high ? t.a : t.b;
    case Op::min:
      return high ? t.b : t.a;
    default:
      return terms_.number(where == KinkCase::zero ? 0 : (high ? 1 : -1));
  }
}

Side KinkTerms::integer_range(TermId term) {
  Side side;
  side.integer = true;
  double least = 0;
  double most = 0;
  bool is_first = true;
  const GuessedTerm guess(terms_, term);
  for_samples(box, variables_of(terms_, term), 21, [&](std::span<const double> point) {
    const double x = static_cast<double>(guess.at(point).value);
    if (!std::isfinite(x)) return;
    least = is_first ? x : std::min(least, x);
    most = is_first ? x : std::max(most, x);
    is_first = false;
  });
  if (is_first || std::fabs(least) > 1e9 || std::fabs(most) > 1e9) return side;
  const Rational low = Rational(static_cast<std::int64_t>(std::floor(least)));
  const Rational high = Rational(static_cast<std::int64_t>(std::ceil(most)));
  if (rules.shown({terms_.subtract(term, terms_.number(low)), Relation::at_least}, box)) {
    side.lower = low;
  }
  if (rules.shown({terms_.subtract(terms_.number(high), term), Relation::at_least}, box)) {
    side.upper = high;
  }
  return side;
}

// floor(a + k) for k + floor(a) and ceil(a) for -floor(-a), so that equal ones are one.
TermId KinkTerms::with_plain_floors(TermId term) {
  for (const TermId id : subterms(terms_, std::span(&term, 1))) {
    const Term t = terms_[id];
    if ((t.op != Op::floor && t.op != Op::ceil) || !is_total(id)) continue;
    const bool is_ceil = t.op == Op::ceil;
    TermId operand = is_ceil ? terms_.negate(t.a) : t.a;
    TermId shift = terms_.number(0);
    if (const auto form = affine_form(terms_, operand)) {
      shift = terms_.number(Rational(floor_of(form->constant)));
      const auto rest = forms.of(terms_.subtract(operand, shift));
      if (!rest) continue;
      operand = forms.term_of(*rest);
    }
    const TermId plain = terms_.add(terms_.apply(Op::floor, operand), shift);
    term = replace_subterm(terms_, term, id, is_ceil ? terms_.negate(plain) : plain);
  }
  return term;
}

TermId KinkTerms::decided(TermId term) {
  term = with_plain_floors(term);
  bool again = true;
  while (again) {
    again = false;
    for (const TermId kink : kinks_in(term)) {
      const auto now = value_in_range(kink);
      if (!now) continue;
      term = replace_subterm(terms_, term, kink, *now);
      again = changed = true;
      break;
    }
  }
  return term;
}

std::optional<TermId> KinkTerms::value_in_range(TermId kink) {
  const Term t = terms_[kink];
  if (t.op == Op::floor) return std::nullopt;
  const TermId d = difference(kink);
  const bool jumps = t.op == Op::sign;
  if (rules.shown({d, jumps ? Relation::greater : Relation::at_least}, box)) {
    return value(kink, false, KinkCase::positive);
  }
  if (rules.shown({d, jumps ? Relation::less : Relation::at_most}, box)) {
    return value(kink, false, KinkCase::negative);
  }
  if (differences_ == Differences::kept && t.op != Op::abs && stays(kink)) {
    const TermId wide = terms_.apply(Op::abs, d);
    const TermId sum = terms_.add(t.a, t.b);
    return terms_.divide(t.op == Op::max ? terms_.add(sum, wide) : terms_.subtract(sum, wide),
                         terms_.number(2));
  }
  return std::nullopt;
}

std::vector<TermId> KinkTerms::kinks_in(TermId term) {
  std::vector<TermId> result;
  for (const TermId id : subterms(terms_, std::span(&term, 1))) {
    const Op op = terms_[id].op;
    if (op < Op::abs) continue;
    if (is_total(id)) result.push_back(id);
  }
  return result;
}

bool KinkTerms::stays_defined(TermId before, TermId after) {
  const std::vector<Atom> known = guards_of(terms_, std::span(&before, 1));
  const std::vector<Atom> wanted = guards_of(terms_, std::span(&after, 1));
  return std::all_of(wanted.begin(), wanted.end(), [&](const Atom& guard) {
    return std::any_of(known.begin(), known.end(),
                       [&](const Atom& other) { return is_same(guard, other); }) ||
           rules.shown(guard, box);
  });
}

bool KinkTerms::is_total(TermId kink) {
  const auto [place, is_new] = total_.try_emplace(kink, false);
  if (is_new) {
    const std::vector<Atom> guards = guards_of(terms_, std::span(&kink, 1));
    place->second = std::all_of(guards.begin(), guards.end(),
                                [this](const Atom& guard) { return rules.shown(guard, box); });
  }
  return place->second;
}

TermId KinkTerms::difference(TermId kink) {
  const Term t = terms_[kink];
  return t.op == Op::min || t.op == Op::max ? terms_.subtract(t.a, t.b) : t.a;
}

TermId KinkTerms::opposite_of(TermId d) {
  const Term t = terms_[d];
  return t.op == Op::subtract ? terms_.subtract(t.b, t.a) : terms_.negate(d);
}

bool KinkTerms::changes_at_a_plane(TermId kink) {
  const auto form = affine_form(terms_, difference(kink));
  return form && form->coefficients.size() == 1;
}

bool KinkTerms::stays(TermId kink) {
  if (differences_ != Differences::kept || terms_[kink].op == Op::sign) return false;
  const auto form = affine_form(terms_, difference(kink));
  if (!form || form->constant != 0 || form->coefficients.size() != 2) return false;
  const Rational first = form->coefficients.begin()->second;
  return abs(first) == 1 && form->coefficients.rbegin()->second == -first;
}

bool KinkTerms::seems_true(const Atom& atom) {
  const GuessedTerm guess(terms_, atom.term);
  const std::vector<std::size_t> free = variables_of(terms_, atom.term);
  const int count = free.size() == 1 ? 41 : free.size() == 2 ? 13 : 5;
  bool holds = true;
  for_samples(box, free, count, [&](std::span<const double> point) {
    if (holds) holds = !guess.at(point).seems_negative();
  });
  return holds;
}

}  // namespace rigor
