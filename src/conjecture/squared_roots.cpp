#include "conjecture/squared_roots.hpp"

#include <algorithm>
#include <set>

#include "conjecture/following.hpp"
#include "conjecture/tactic_parts.hpp"

namespace rigor {
namespace {

constexpr int kMostRoots = 5;
constexpr std::size_t kMostAtoms = 12;

class Squaring {
 public:
  Squaring(Terms& terms, NormalForms& forms, const Box& box)
      : terms_(terms), forms_(forms), box_(box) {}

  /// Appends atoms that imply the atom; false if it can't.
  bool add(const Atom& atom, int depth) {
    if (!seems_true(atom) || atoms_.size() > kMostAtoms || depth > kMostRoots) return false;
    const auto form = forms_.of(atom.term);
    if (!form) return false;
    const std::set<KernelId> roots = roots_of(form->numerator);
    if (roots.empty() && roots_of(form->denominator).empty()) {
      atoms_.push_back(atom);
      return true;
    }
    if (!form->is_polynomial() &&
        !add_sign({forms_.term_of(form->denominator), Relation::greater})) {
      return false;
    }
    const std::vector<Atom> before = atoms_;
    for (auto root = roots.rbegin(); root != roots.rend(); ++root) {
      if (square(form->numerator, *root, atom.relation, depth)) return true;
      atoms_ = before;
    }
    return false;
  }

  std::vector<Atom> take() && { return std::move(atoms_); }

 private:
  std::set<KernelId> roots_of(const Polynomial& p) const {
    std::set<KernelId> roots;
    for (const auto& [monomial, c] : p.parts()) {
      for (const auto& [id, e] : monomial) {
        if (forms_.kernel(id).kind == KernelKind::root) roots.insert(id);
      }
    }
    return roots;
  }

  bool square(const Polynomial& p, KernelId root, Relation relation, int depth) {
    Polynomial with;
    Polynomial factor;
    for (const auto& [monomial, c] : p.parts()) {
      const Exponent e = exponent_of(monomial, root);
      if (e.sign() == 0) continue;
      if (!(e == Exponent(1, 2))) return false;
      with.add(monomial, c);
      factor.add(product(monomial, {{root, -e}}), c);
    }
    const Polynomial without = p - with;
    const TermId a = forms_.term_of(factor);
    const bool is_above = seems_true({a, Relation::at_least});
    if (!add_sign({is_above ? a : terms_.negate(a), Relation::at_least})) return false;
    if (!is_above && !add({forms_.term_of(without), Relation::at_least}, depth + 1)) return false;
    try {
      const Fraction own = forms_.power(Fraction{with}, 2);
      const Fraction other = forms_.power(Fraction{without}, 2);
      const Fraction& greater = is_above ? own : other;
      const Fraction& less = is_above ? other : own;
      const Fraction rest = forms_.sum(greater, Fraction{-less.numerator, less.denominator});
      return add({forms_.term_of(rest), relation}, depth + 1);
    } catch (const NormalFormLimit&) {
      return false;
    }
  }

  /// Atoms as they are, roots or not.
  bool add_sign(const Atom& atom) {
    if (terms_[atom.term].op == Op::number) return terms_[atom.term].number > 0;
    if (!seems_true(atom)) return false;
    atoms_.push_back(atom);
    return true;
  }

  bool seems_true(const Atom& atom) const {
    const GuessedTerm guess(terms_, atom.term);
    const std::vector<std::size_t> free = variables_of(terms_, atom.term);
    bool holds = true;
    for_samples(box_, free, free.size() < 3 ? 9 : 3, [&](std::span<const double> point) {
      if (holds) holds = !guess.at(point).seems_negative();
    });
    return holds;
  }

  Terms& terms_;
  NormalForms& forms_;
  const Box& box_;
  std::vector<Atom> atoms_;
};

}  // namespace

std::optional<ClosedFormula> with_squared_roots(Terms& terms, NormalForms& forms,
                                                const ClosedFormula& formula) {
  if (formula.nodes.size() != 1) return std::nullopt;
  const Atom& atom = formula.nodes.front().atom;
  if (atom.relation != Relation::greater && atom.relation != Relation::at_least) {
    return std::nullopt;
  }
  const std::vector<TermId> parts = subterms(terms, std::span(&atom.term, 1));
  if (std::none_of(parts.begin(), parts.end(),
                   [&](TermId id) { return terms[id].op == Op::root; })) {
    return std::nullopt;
  }
  Box box;
  for (const QuantifiedVariable& variable : formula.variables) box.push_back(variable.range);
  Squaring squaring(terms, forms, box);
  if (!squaring.add(atom, 0)) return std::nullopt;
  std::vector<Atom> atoms = guards_of(terms, std::span(&atom.term, 1));
  for (const Atom& squared : std::move(squaring).take()) atoms.push_back(squared);
  ClosedFormula result = formula;
  result.nodes.clear();
  FormulaNode root;
  root.connective = Connective::both;
  for (const Atom& part : atoms) {
    FormulaNode node;
    node.atom = part;
    root.parts.push_back(result.nodes.size());
    result.nodes.push_back(std::move(node));
  }
  if (root.parts.size() > 1) result.nodes.push_back(std::move(root));
  return result;
}

}  // namespace rigor
