#include "conjecture/kink_clauses.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "conjecture/kink_course.hpp"
#include "conjecture/kink_terms.hpp"

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

Box range_of(const ClosedFormula& formula) {
  Box box;
  for (const QuantifiedVariable& variable : formula.variables) box.push_back(variable.range);
  return box;
}

class Writer {
 public:
  Writer(Terms& terms, const ClosedFormula& formula, Differences differences)
      : terms_(terms),
        formula_(formula),
        variables_(formula.variables),
        kinks_(terms, range_of(formula), differences) {}

  std::optional<Clauses> run() {
    try {
      Clauses result;
      result.clauses = of_node(formula_.nodes.size() - 1, true);
      result.variables = variables_;
      if (!kinks_.changed) return std::nullopt;
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
    atom.term = kinks_.decided(atom.term);
    std::vector<TermId> kinks = kinks_.kinks_in(atom.term);
    if (kinks.empty()) return {{atom}};
    if (is_order(atom.relation)) {
      for (const bool of_all : {true, false}) {
        for (auto kink = kinks.rbegin(); kink != kinks.rend(); ++kink) {
          const auto cnf = by_course(atom, *kink, of_all, is_conclusion, depth);
          if (cnf) return *cnf;
        }
      }
    }
    std::erase_if(kinks, [this](TermId kink) { return kinks_.stays(kink); });
    if (kinks.empty()) return {{atom}};
    kinks_.changed = true;
    const Op op = terms_[kinks.front()].op;
    if (op == Op::floor) return by_integer(atom, kinks.front(), depth);
    return by_sign(atom, kinks, is_conclusion, depth);
  }

  /// T is rising or falling in min, max, abs: no condition is needed.
  std::optional<Cnf> by_course(const Atom& atom, TermId kink, bool of_all, bool is_conclusion,
                               int depth) {
    const Term choice = terms_[kink];
    if (choice.op != Op::abs && choice.op != Op::min && choice.op != Op::max) return std::nullopt;
    const Course course = course_of(kinks_.rules, atom.term, kink, kinks_.box);
    if (course != Course::rising && course != Course::falling) return std::nullopt;
    if (of_all != ((choice.op == Op::min) == (course == Course::rising))) return std::nullopt;
    if (is_conclusion && kinks_.changes_at_a_plane(kink)) return std::nullopt;
    if (!of_all && is_conclusion && kinks_.stays(kink)) return std::nullopt;
    const TermId other = choice.op == Op::abs ? terms_.negate(choice.a) : choice.b;
    const Atom first{replace_subterm(terms_, atom.term, kink, choice.a), atom.relation};
    const Atom second{replace_subterm(terms_, atom.term, kink, other), atom.relation};
    if (!kinks_.stays_defined(atom.term, first.term) ||
        !kinks_.stays_defined(atom.term, second.term)) {
      return std::nullopt;
    }
    if (of_all) {
      kinks_.changed = true;
      return both(expand(first, is_conclusion, depth + 1),
                  expand(second, is_conclusion, depth + 1));
    }
    if (!is_conclusion) {
      kinks_.changed = true;
      return either(expand(first, false, depth + 1), expand(second, false, depth + 1));
    }
    for (const auto& [holds, rest] : {std::pair(first, second), std::pair(second, first)}) {
      if (!kinks_.seems_true(holds)) continue;
      kinks_.changed = true;
      return either({{rest}}, expand(holds, true, depth + 1));
    }
    return std::nullopt;
  }

  Cnf by_sign(const Atom& atom, const std::vector<TermId>& kinks, bool is_conclusion, int depth) {
    const TermId d = kinks_.difference(kinks.front());
    const TermId minus = terms_.negate(d);
    std::vector<std::pair<TermId, bool>> group;  // whether its difference is -d
    bool has_sign = false;
    for (const TermId kink : kinks) {
      const Op op = terms_[kink].op;
      if (op == Op::floor) continue;
      const TermId own = kinks_.difference(kink);
      const bool same = own == d || kinks_.forms.identical(own, d);
      if (!same && !kinks_.forms.identical(own, minus)) continue;
      group.emplace_back(kink, !same);
      has_sign = has_sign || op == Op::sign;
    }
    const auto part = [&](KinkCase where, const Atom& fails) {
      // From the outside in: what is inside of another kink goes with it.
      Atom there = atom;
      std::map<TermId, TermId> images;
      for (const auto& [kink, is_minus] : group) {
        TermId now = kink;
        for (const auto& [from, to] : images) now = replace_subterm(terms_, now, from, to);
        const TermId to = kinks_.value(now, is_minus, where);
        there.term = replace_subterm(terms_, there.term, now, to);
        images.emplace(now, to);
      }
      return either({{fails}}, expand(there, is_conclusion, depth + 1));
    };
    if (!has_sign) {
      return both(part(KinkCase::positive, {kinks_.opposite_of(d), Relation::greater}),
                  part(KinkCase::negative, {d, Relation::at_least}));
    }
    Cnf result = part(KinkCase::positive, {kinks_.opposite_of(d), Relation::at_least});
    result = both(std::move(result), part(KinkCase::negative, {d, Relation::at_least}));
    return both(std::move(result), part(KinkCase::zero, {d, Relation::not_equal}));
  }

  Cnf by_integer(const Atom& atom, TermId kink, int depth) {
    const Term t = terms_[kink];
    const TermId n = integer_variable(kink);
    const TermId above = terms_.subtract(t.a, n);
    const TermId one_less = terms_.subtract(above, terms_.number(1));
    const Atom there{replace_subterm(terms_, atom.term, kink, n), atom.relation};
    return either(
        {{{kinks_.opposite_of(above), Relation::greater}, {one_less, Relation::at_least}}},
        expand(there, true, depth + 1));
  }

  TermId integer_variable(TermId kink) {
    const auto [place, is_new] = integers_.try_emplace(kink, variables_.size());
    if (is_new) {
      QuantifiedVariable variable;
      variable.name = "floor" + std::to_string(place->second);
      variable.range = kinks_.integer_range(terms_[kink].a);
      variables_.push_back(variable);
      kinks_.box.push_back(variable.range);
    }
    return terms_.variable(place->second);
  }

  Terms& terms_;
  const ClosedFormula& formula_;
  std::vector<QuantifiedVariable> variables_;
  KinkTerms kinks_;
  std::map<TermId, std::size_t> integers_;
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
