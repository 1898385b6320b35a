#include "conjecture/kink_clauses.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <utility>

#include "conjecture/affine.hpp"
#include "conjecture/following.hpp"
#include "conjecture/kink_course.hpp"
#include "conjecture/tactic_parts.hpp"
#include "number/rational_rounding.hpp"

namespace rigor {
namespace {

using Clause = std::vector<Atom>;
using Cnf = std::vector<Clause>;

constexpr std::size_t kMostClauses = 96;
constexpr std::size_t kMostAtoms = 12;
constexpr int kMostKinks = 9;

struct TooManyCases {};

bool is_order(Relation relation) {
  return relation == Relation::greater || relation == Relation::at_least;
}

bool is_same(const Atom& x, const Atom& y) {
  return x.term == y.term && x.relation == y.relation;
}

/// Which kind of case a kink is in: d > 0, d = 0, d < 0. Without `sign` d = 0 belongs to d > 0.
enum class Case { positive, zero, negative };

class Writer {
 public:
  Writer(Terms& terms, const ClosedFormula& formula, Differences differences)
      : terms_(terms),
        formula_(formula),
        differences_(differences),
        variables_(formula.variables),
        forms_(terms),
        rules_(terms, forms_, formula.variables.size()) {
    for (const QuantifiedVariable& variable : formula.variables) box_.push_back(variable.range);
  }

  std::optional<Clauses> run() {
    try {
      Clauses result;
      result.clauses = of_node(formula_.nodes.size() - 1, true);
      result.variables = variables_;
      if (!changed_) return std::nullopt;
      return result;
    } catch (const TooManyCases&) {
    } catch (const NormalFormLimit&) {
    }
    return std::nullopt;
  }

 private:
  Cnf of_node(std::size_t node, bool is_conclusion) {
    const FormulaNode& formula = formula_.nodes[node];
    if (formula.connective == Connective::atom) {
      return expand(formula.atom, is_conclusion, 0);
    }
    const bool is_both = formula.connective == Connective::both;
    Cnf result = is_both ? Cnf() : Cnf{Clause()};
    for (std::size_t i = 0; i < formula.parts.size(); ++i) {
      const bool last = is_conclusion && (is_both || i + 1 == formula.parts.size());
      Cnf part = of_node(formula.parts[i], last);
      result = is_both ? both(std::move(result), std::move(part)) : either(result, part);
    }
    return result;
  }

  static Cnf both(Cnf x, Cnf y) {
    for (Clause& clause : y) x.push_back(std::move(clause));
    if (x.size() > kMostClauses) throw TooManyCases();
    return x;
  }

  static Cnf either(const Cnf& x, const Cnf& y) {
    Cnf result;
    for (const Clause& a : x) {
      for (const Clause& b : y) {
        Clause clause = a;
        for (const Atom& atom : b) {
          const auto same = [&](const Atom& other) { return is_same(atom, other); };
          if (std::none_of(clause.begin(), clause.end(), same)) clause.push_back(atom);
        }
        if (clause.size() > kMostAtoms) throw TooManyCases();
        result.push_back(std::move(clause));
        if (result.size() > kMostClauses) throw TooManyCases();
      }
    }
    return result;
  }

  /// One kink after the other: first those that need no condition, then from the inside.
  Cnf expand(Atom atom, bool is_conclusion, int depth) {
    if (depth > kMostKinks) throw TooManyCases();
    atom.term = decided(atom.term);
    std::vector<TermId> kinks = kinks_in(atom.term);
    if (kinks.empty()) return {{atom}};
    if (is_order(atom.relation)) {
      for (const bool of_all : {true, false}) {
        for (auto kink = kinks.rbegin(); kink != kinks.rend(); ++kink) {
          const auto cnf = by_course(atom, *kink, of_all, is_conclusion, depth);
          if (cnf) return *cnf;
        }
      }
    }
    std::erase_if(kinks, [this](TermId kink) { return stays(kink); });
    if (kinks.empty()) return {{atom}};
    changed_ = true;
    const Op op = terms_[kinks.front()].op;
    if (op == Op::floor) return by_integer(atom, kinks.front(), depth);
    return by_sign(atom, kinks, is_conclusion, depth);
  }

  /// T is rising or falling in min, max, abs: no condition is needed.
  std::optional<Cnf> by_course(const Atom& atom, TermId kink, bool of_all, bool is_conclusion,
                               int depth) {
    const Term choice = terms_[kink];
    if (choice.op != Op::abs && choice.op != Op::min && choice.op != Op::max) return std::nullopt;
    const Course course = course_of(rules_, atom.term, kink, box_);
    if (course != Course::rising && course != Course::falling) return std::nullopt;
    if (of_all != ((choice.op == Op::min) == (course == Course::rising))) return std::nullopt;
    if (is_conclusion && changes_at_a_plane(kink)) return std::nullopt;
    if (!of_all && is_conclusion && stays(kink)) return std::nullopt;
    const TermId other = choice.op == Op::abs ? terms_.negate(choice.a) : choice.b;
    const Atom first{replace_subterm(terms_, atom.term, kink, choice.a), atom.relation};
    const Atom second{replace_subterm(terms_, atom.term, kink, other), atom.relation};
    if (!stays_defined(atom.term, first.term) || !stays_defined(atom.term, second.term)) {
      return std::nullopt;
    }
    if (of_all) {
      changed_ = true;
      return both(expand(first, is_conclusion, depth + 1),
                  expand(second, is_conclusion, depth + 1));
    }
    if (!is_conclusion) {
      changed_ = true;
      return either(expand(first, false, depth + 1), expand(second, false, depth + 1));
    }
    for (const auto& [holds, rest] : {std::pair(first, second), std::pair(second, first)}) {
      if (!seems_true(holds)) continue;
      changed_ = true;
      return either({{rest}}, expand(holds, true, depth + 1));
    }
    return std::nullopt;
  }

  Cnf by_sign(const Atom& atom, const std::vector<TermId>& kinks, bool is_conclusion, int depth) {
    const TermId d = difference(kinks.front());
    const TermId minus = terms_.negate(d);
    std::vector<std::pair<TermId, bool>> group;  // whether its difference is -d
    bool has_sign = false;
    for (const TermId kink : kinks) {
      const Op op = terms_[kink].op;
      if (op == Op::floor) continue;
      const TermId own = difference(kink);
      const bool same = own == d || forms_.identical(own, d);
      if (!same && !forms_.identical(own, minus)) continue;
      group.emplace_back(kink, !same);
      has_sign = has_sign || op == Op::sign;
    }
    const auto part = [&](Case where, const Atom& fails) {
      // From the outside in: what is inside of another kink goes with it.
      Atom there = atom;
      std::map<TermId, TermId> images;
      for (const auto& [kink, is_minus] : group) {
        TermId now = kink;
        for (const auto& [from, to] : images) now = replace_subterm(terms_, now, from, to);
        const TermId to = value(now, is_minus, where);
        there.term = replace_subterm(terms_, there.term, now, to);
        images.emplace(now, to);
      }
      return either({{fails}}, expand(there, is_conclusion, depth + 1));
    };
    if (!has_sign) {
      return both(part(Case::positive, {opposite_of(d), Relation::greater}),
                  part(Case::negative, {d, Relation::at_least}));
    }
    Cnf result = part(Case::positive, {opposite_of(d), Relation::at_least});
    result = both(std::move(result), part(Case::negative, {d, Relation::at_least}));
    return both(std::move(result), part(Case::zero, {d, Relation::not_equal}));
  }

  TermId value(TermId kink, bool is_minus, Case where) {
    const Term t = terms_[kink];
    const bool high = (where != Case::negative) != is_minus;
    switch (t.op) {
      case Op::abs:
        return high ? t.a : terms_.negate(t.a);
      case Op::max:
        return high ? t.a : t.b;
      case Op::min:
        return high ? t.b : t.a;
      default:
        return terms_.number(where == Case::zero ? 0 : (high ? 1 : -1));
    }
  }

  Cnf by_integer(const Atom& atom, TermId kink, int depth) {
    const Term t = terms_[kink];
    const TermId n = integer_variable(kink);
    const TermId above = terms_.subtract(t.a, n);
    const TermId one_less = terms_.subtract(above, terms_.number(1));
    const Atom there{replace_subterm(terms_, atom.term, kink, n), atom.relation};
    return either({{{opposite_of(above), Relation::greater}, {one_less, Relation::at_least}}},
                  expand(there, true, depth + 1));
  }

  TermId integer_variable(TermId kink) {
    const auto [place, is_new] = integers_.try_emplace(kink, variables_.size());
    if (is_new) {
      QuantifiedVariable variable;
      variable.name = "floor" + std::to_string(place->second);
      variable.range = integer_range(terms_[kink].a);
      variables_.push_back(variable);
      box_.push_back(variable.range);
    }
    return terms_.variable(place->second);
  }

  /// Integers that enclose the term, if there are some.
  Side integer_range(TermId term) {
    Side side;
    side.integer = true;
    double least = 0;
    double most = 0;
    bool is_first = true;
    const GuessedTerm guess(terms_, term);
    for_samples(box_, variables_of(terms_, term), 21, [&](std::span<const double> point) {
      const double x = static_cast<double>(guess.at(point).value);
      if (!std::isfinite(x)) return;
      least = is_first ? x : std::min(least, x);
      most = is_first ? x : std::max(most, x);
      is_first = false;
    });
    if (is_first || std::fabs(least) > 1e9 || std::fabs(most) > 1e9) return side;
    const Rational low = Rational(static_cast<std::int64_t>(std::floor(least)));
    const Rational high = Rational(static_cast<std::int64_t>(std::ceil(most)));
    if (rules_.shown({terms_.subtract(term, terms_.number(low)), Relation::at_least}, box_)) {
      side.lower = low;
    }
    if (rules_.shown({terms_.subtract(terms_.number(high), term), Relation::at_least}, box_)) {
      side.upper = high;
    }
    return side;
  }

  /// floor(a + k) for k + floor(a) and ceil(a) for -floor(-a), so that equal ones are one.
  TermId with_plain_floors(TermId term) {
    for (const TermId id : subterms(terms_, std::span(&term, 1))) {
      const Term t = terms_[id];
      if ((t.op != Op::floor && t.op != Op::ceil) || !is_total(id)) continue;
      const bool is_ceil = t.op == Op::ceil;
      TermId operand = is_ceil ? terms_.negate(t.a) : t.a;
      TermId shift = terms_.number(0);
      if (const auto form = affine_form(terms_, operand)) {
        shift = terms_.number(Rational(floor_of(form->constant)));
        const auto rest = forms_.of(terms_.subtract(operand, shift));
        if (!rest) continue;
        operand = forms_.term_of(*rest);
      }
      const TermId plain = terms_.add(terms_.apply(Op::floor, operand), shift);
      term = replace_subterm(terms_, term, id, is_ceil ? terms_.negate(plain) : plain);
    }
    return term;
  }

  /// Kinks of one sign replaced by their value.
  TermId decided(TermId term) {
    term = with_plain_floors(term);
    bool again = true;
    while (again) {
      again = false;
      for (const TermId kink : kinks_in(term)) {
        const auto now = value_in_range(kink);
        if (!now) continue;
        term = replace_subterm(terms_, term, kink, *now);
        again = changed_ = true;
        break;
      }
    }
    return term;
  }

  std::optional<TermId> value_in_range(TermId kink) {
    const Term t = terms_[kink];
    if (t.op == Op::floor) return std::nullopt;
    const TermId d = difference(kink);
    const bool jumps = t.op == Op::sign;
    if (rules_.shown({d, jumps ? Relation::greater : Relation::at_least}, box_)) {
      return value(kink, false, Case::positive);
    }
    if (rules_.shown({d, jumps ? Relation::less : Relation::at_most}, box_)) {
      return value(kink, false, Case::negative);
    }
    if (differences_ == Differences::kept && t.op != Op::abs && stays(kink)) {
      const TermId wide = terms_.apply(Op::abs, d);
      const TermId sum = terms_.add(t.a, t.b);
      return terms_.divide(t.op == Op::max ? terms_.add(sum, wide) : terms_.subtract(sum, wide),
                           terms_.number(2));
    }
    return std::nullopt;
  }

  /// In the order of their making, inner ones first; those whose operands are defined.
  std::vector<TermId> kinks_in(TermId term) {
    std::vector<TermId> result;
    for (const TermId id : subterms(terms_, std::span(&term, 1))) {
      const Op op = terms_[id].op;
      if (op < Op::abs) continue;
      if (is_total(id)) result.push_back(id);
    }
    return result;
  }

  /// The new term is defined wherever the old one is.
  bool stays_defined(TermId before, TermId after) {
    const std::vector<Atom> known = guards_of(terms_, std::span(&before, 1));
    const std::vector<Atom> wanted = guards_of(terms_, std::span(&after, 1));
    return std::all_of(wanted.begin(), wanted.end(), [&](const Atom& guard) {
      return std::any_of(known.begin(), known.end(),
                         [&](const Atom& other) { return is_same(guard, other); }) ||
             rules_.shown(guard, box_);
    });
  }

  bool is_total(TermId kink) {
    const auto [place, is_new] = total_.try_emplace(kink, false);
    if (is_new) {
      const std::vector<Atom> guards = guards_of(terms_, std::span(&kink, 1));
      place->second = std::all_of(guards.begin(), guards.end(),
                                  [this](const Atom& guard) { return rules_.shown(guard, box_); });
    }
    return place->second;
  }

  TermId difference(TermId kink) {
    const Term t = terms_[kink];
    return t.op == Op::min || t.op == Op::max ? terms_.subtract(t.a, t.b) : t.a;
  }

  TermId opposite_of(TermId d) {
    const Term t = terms_[d];
    return t.op == Op::subtract ? terms_.subtract(t.b, t.a) : terms_.negate(d);
  }

  /// The range can be cut there.
  bool changes_at_a_plane(TermId kink) {
    const auto form = affine_form(terms_, difference(kink));
    return form && form->coefficients.size() == 1;
  }

  /// The difference of two variables, and these are kept.
  bool stays(TermId kink) {
    if (differences_ != Differences::kept || terms_[kink].op == Op::sign) return false;
    const auto form = affine_form(terms_, difference(kink));
    if (!form || form->constant != 0 || form->coefficients.size() != 2) return false;
    const Rational first = form->coefficients.begin()->second;
    return abs(first) == 1 && form->coefficients.rbegin()->second == -first;
  }

  bool seems_true(const Atom& atom) {
    const GuessedTerm guess(terms_, atom.term);
    const std::vector<std::size_t> free = variables_of(terms_, atom.term);
    const int count = free.size() == 1 ? 41 : free.size() == 2 ? 13 : 5;
    bool holds = true;
    for_samples(box_, free, count, [&](std::span<const double> point) {
      if (holds) holds = !guess.at(point).seems_negative();
    });
    return holds;
  }

  Terms& terms_;
  const ClosedFormula& formula_;
  Differences differences_;
  std::vector<QuantifiedVariable> variables_;
  NormalForms forms_;
  AtomRules rules_;
  Box box_;
  std::map<TermId, std::size_t> integers_;
  std::map<TermId, bool> total_;
  bool changed_ = false;
};

}  // namespace

std::optional<Clauses> write_out_kinks(Terms& terms, const ClosedFormula& formula,
                                       Differences differences) {
  return Writer(terms, formula, differences).run();
}

ClosedFormula formula_of(const Clauses& clauses) {
  ClosedFormula result;
  result.variables = clauses.variables;
  std::map<std::pair<TermId, Relation>, std::size_t> places;
  std::vector<std::size_t> parts;
  for (const Clause& clause : clauses.clauses) {
    std::vector<std::size_t> atoms;
    for (const Atom& atom : clause) {
      const auto [place, is_new] =
          places.try_emplace({atom.term, atom.relation}, result.nodes.size());
      if (is_new) result.nodes.push_back({Connective::atom, atom, {}});
      atoms.push_back(place->second);
    }
    if (atoms.size() > 1) {
      result.nodes.push_back({Connective::either, {}, std::move(atoms)});
      parts.push_back(result.nodes.size() - 1);
    } else if (std::find(parts.begin(), parts.end(), atoms.front()) == parts.end()) {
      parts.push_back(atoms.front());
    }
  }
  if (parts.size() > 1) result.nodes.push_back({Connective::both, {}, std::move(parts)});
  return result;
}

}  // namespace rigor
