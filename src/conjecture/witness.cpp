#include "conjecture/witness.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "analysis/term_program.hpp"
#include "conjecture/atom_trial.hpp"
#include "conjecture/following.hpp"
#include "expression/normal_form.hpp"

namespace rigor {
namespace {

/// Terms at a point: the variables are numbers, and arithmetic of numbers is done.
class PointTerms {
 public:
  PointTerms(const Terms& terms, const std::vector<Rational>& point)
      : terms_(terms), point_(point) {}

  Terms& folded() { return folded_; }

  TermId fold(TermId root) {
    for (const TermId id : subterms(terms_, {&root, 1})) {
      if (places_.contains(id)) continue;
      const Term& term = terms_[id];
      if (term.op == Op::variable) {
        places_[id] = folded_.number(point_.at(term.index));
      } else {
        const int operands = operand_count(term.op);
        const TermId a = operands >= 1 ? places_.at(term.a) : 0;
        const TermId b = operands >= 2 ? places_.at(term.b) : 0;
        places_[id] = folded_.rebuild(term, a, b);
      }
    }
    return places_.at(root);
  }

 private:
  const Terms& terms_;
  const std::vector<Rational>& point_;
  Terms folded_;
  std::map<TermId, TermId> places_;
};

/// The folded formula with its guards, evaluated at one precision.
template <IntervalNumber I>
std::optional<Proof> prove_at(const std::vector<FormulaNode>& nodes,
                              const std::vector<FormulaNode>& folded, const Terms& terms,
                              const Following& following, std::span<const TermId> roots, int bits,
                              const std::vector<bool>& is_zero) {
  const TermProgram<I> program(terms, roots, 0, Precision{bits});
  auto work = program.workspace();
  program.evaluate(Ranges<I>{}, work);
  const auto is_identity = [&](std::size_t i) {
    return is_zero[i] && (folded[i].atom.relation == Relation::equal ||
                          folded[i].atom.relation == Relation::at_least);
  };
  const auto is_shown = [&](const Atom& atom) {
    return truth_on(program.range(work, atom.term), program.is_nonzero(work, atom.term),
                    atom.relation) == Truth::yes;
  };
  Proof result;
  result.rule = Rule::atoms;
  std::vector<ProvedAtom> proved;
  std::vector<std::size_t> origin;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (folded[i].connective != Connective::atom) continue;
    if (!is_shown(folded[i].atom) && !is_identity(i)) continue;
    proved.push_back({folded[i].atom, {}});
    origin.push_back(i);
  }
  if (!following.holds(folded.size() - 1, proved, is_shown)) return std::nullopt;
  // All of them are stated: folding may have made one atom of several, of which a checker that
  // folds less needs each.
  for (std::size_t i = 0; i < proved.size(); ++i) {
    Proof leaf;
    leaf.rule = is_shown(proved[i].atom) ? Rule::interval : Rule::identity;
    leaf.bits = bits;
    result.atoms.push_back({nodes[origin[i]].atom, {}});
    result.children.push_back(std::move(leaf));
  }
  return result;
}

/// Which atoms have a term that is 0 by its normal form, where rounding can't tell.
std::vector<bool> identities(const Terms& terms, const std::vector<FormulaNode>& nodes) {
  std::vector<bool> is_zero(nodes.size(), false);
  Terms scratch = terms;
  NormalForms forms(scratch);
  std::vector<TermId> roots;
  for (const FormulaNode& node : nodes) {
    if (node.connective == Connective::atom) roots.push_back(node.atom.term);
  }
  const TermProgram<BigInterval> program(terms, roots, 0, Precision{256});
  auto work = program.workspace();
  program.evaluate(Ranges<BigInterval>{}, work);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].connective != Connective::atom) continue;
    if (!contains_zero(program.range(work, nodes[i].atom.term))) continue;
    is_zero[i] = forms.is_zero(nodes[i].atom.term);
  }
  return is_zero;
}

}  // namespace

std::optional<Proof> prove_at_point(const Terms& terms, const std::vector<FormulaNode>& nodes,
                                    const std::vector<Rational>& point, int max_bits) {
  PointTerms at_point(terms, point);
  std::vector<FormulaNode> folded = nodes;
  std::vector<TermId> roots;
  for (FormulaNode& node : folded) {
    if (node.connective != Connective::atom) continue;
    node.atom.term = at_point.fold(node.atom.term);
    roots.push_back(node.atom.term);
  }
  const Following following(at_point.folded(), folded);
  for (std::size_t i = 0; i < folded.size(); ++i) {
    for (const Atom& guard : following.guards(i)) roots.push_back(guard.term);
  }
  const Terms& folded_terms = at_point.folded();
  std::vector<bool> is_zero(folded.size(), false);
  auto proof = prove_at<Interval>(nodes, folded, folded_terms, following, roots, 53, is_zero);
  if (!proof && max_bits >= 128) {
    proof = prove_at<BigInterval>(nodes, folded, folded_terms, following, roots, 128, is_zero);
  }
  if (!proof && max_bits >= 256) {
    // Perhaps both sides are equal.
    is_zero = identities(folded_terms, folded);
    for (int bits = 128; !proof && bits <= max_bits; bits *= 2) {
      proof = prove_at<BigInterval>(nodes, folded, folded_terms, following, roots, bits, is_zero);
    }
  }
  return proof;
}

Proof choose_values(Terms& terms, const std::vector<Rational>& point, Proof proof) {
  for (std::size_t v = point.size(); v-- > 0;) {
    Proof choice;
    choice.rule = Rule::choose;
    choice.variable = v;
    choice.terms = {terms.number(point[v])};
    choice.children.push_back(std::move(proof));
    proof = std::move(choice);
  }
  return proof;
}

Box leading_values(const Terms& terms, const ClosedFormula& formula, const Proof& proof) {
  std::map<std::size_t, Side> values;
  const Proof* node = &proof;
  for (; node->rule == Rule::choose || node->rule == Rule::root; node = &node->children.front()) {
    if (node->rule == Rule::choose) {
      const Term& value = terms[node->terms.front()];
      if (value.op == Op::number) values[node->variable] = thin_side(value.number);
    }
    for (std::size_t k = 0; k < node->solved.size(); ++k) {
      values[node->solved[k]] =
          Side{.lower = node->solution_box[2 * k], .upper = node->solution_box[2 * k + 1]};
    }
  }
  Box result;
  for (const QuantifiedVariable& variable : formula.variables) {
    if (variable.quantifier == Quantifier::for_all) break;
    const auto value = values.find(result.size());
    if (value == values.end()) return {};
    result.push_back(value->second);
  }
  return result;
}

std::optional<std::vector<Rational>> point_of(const Box& box) {
  std::vector<Rational> point;
  for (const Side& side : box) {
    if (!side.lower || side.lower != side.upper) return std::nullopt;
    point.push_back(*side.lower);
  }
  return point;
}

std::optional<Enclosure> enclose_at_point(const Terms& terms, TermId term,
                                          const std::vector<Rational>& point) {
  PointTerms at_point(terms, point);
  const TermId root = at_point.fold(term);
  return enclose_on_box(at_point.folded(), root, {});
}

std::optional<Enclosure> enclose_on_box(const Terms& terms, TermId term, const Box& box) {
  const TermProgram<BigInterval> program(terms, {&term, 1}, box.size(), Precision{128});
  auto work = program.workspace();
  program.evaluate(enclose_box<BigInterval>(box, Precision{128}), work);
  const BigInterval& range = program.root_range(work, 0);
  if (is_empty(range)) return std::nullopt;
  const auto [lower, upper] = decimal(range, 20);
  return Enclosure{lower, upper};
}

std::optional<TermId> undefined_part(const Terms& terms, TermId term,
                                     const std::vector<Rational>& point) {
  for (const TermId id : subterms(terms, {&term, 1})) {
    PointTerms at_point(terms, point);
    const TermId root = at_point.fold(id);
    const std::vector<Atom> guards = guards_of(at_point.folded(), {&root, 1});
    if (guards.empty()) continue;
    std::vector<TermId> roots;
    for (const Atom& guard : guards) roots.push_back(guard.term);
    const TermProgram<BigInterval> program(at_point.folded(), roots, 0, Precision{128});
    auto work = program.workspace();
    program.evaluate(Ranges<BigInterval>{}, work);
    for (const Atom& guard : guards) {
      if (truth_on(program.range(work, guard.term), program.is_nonzero(work, guard.term),
                   guard.relation) == Truth::no) {
        return id;
      }
    }
  }
  return std::nullopt;
}

std::optional<Atom> failed_atom(const Terms& terms, const ClosedFormula& formula,
                                const ClosedFormula& opposite,
                                std::span<const std::size_t> failed_hypotheses,
                                const std::vector<Rational>& point) {
  std::set<std::size_t> hypotheses;
  std::vector<std::size_t> open(failed_hypotheses.begin(), failed_hypotheses.end());
  while (!open.empty()) {
    const std::size_t node = open.back();
    open.pop_back();
    if (!hypotheses.insert(node).second) continue;
    const FormulaNode& failure = formula.nodes[node];
    if (failure.connective != Connective::either) continue;
    open.insert(open.end(), failure.parts.begin(), failure.parts.end());
  }
  std::vector<std::size_t> conclusions{formula.nodes.size() - 1};
  for (std::size_t k = 0; k < conclusions.size(); ++k) {
    const FormulaNode& node = formula.nodes[conclusions[k]];
    if (node.connective == Connective::atom) {
      if (prove_at_point(terms, {opposite.nodes[conclusions[k]]}, point, 256)) return node.atom;
      continue;
    }
    std::vector<std::size_t> parts;
    for (const std::size_t part : node.parts) {
      if (!hypotheses.contains(part)) parts.push_back(part);
    }
    if (node.connective == Connective::either && parts.size() != 1) continue;
    conclusions.insert(conclusions.end(), parts.begin(), parts.end());
  }
  return std::nullopt;
}

}  // namespace rigor
