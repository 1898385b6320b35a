// Signs of terms that follow from identities and from polynomials.
#include <utility>

#include "expression/normal_form.hpp"
#include "report/bernstein_form.hpp"
#include "report/coq_exporter.hpp"

namespace rigor {

void CoqExporter::prove_by_product(const Proof& node, TermId term, Relation rel) {
  if (rel != Relation::greater && rel != Relation::at_least) {
    throw coq_refusal(node.rule, "an equation");
  }
  const TermId d = node.terms.at(0);
  const TermId n = node.terms.at(1);
  const std::string algebra =
      algebra_tactic(terms_.subtract(terms_.multiply(term, d), n), node.rule);
  line("apply (from_product{} ({}) ({}) ({})).", is_strict(rel) ? "_strictly" : "", basic(term),
       basic(d), basic(n));
  line("{{ {}. }}", algebra);
  block([&] { prove_atom(node.children.at(0), d, Relation::greater); });
  block([&] { prove_atom(node.children.at(1), n, rel); });
}

void CoqExporter::prove_combination(const Proof& node, TermId term, Relation rel) {
  if (!given_) throw coq_refusal(node.rule, "no assumption is given");
  const Atom given = *given_;
  given_.reset();
  const TermId l = node.terms.at(0);
  const TermId r = node.terms.at(1);
  const bool is_down = given.relation == Relation::less || given.relation == Relation::at_most;
  const TermId w = is_down ? terms_.negate(given.term) : given.term;
  const std::string algebra =
      algebra_tactic(terms_.subtract(term, terms_.add(terms_.multiply(l, w), r)), node.rule);
  line("assert (E : {} = ({}) * ({}) + ({})) by {}.", basic(term), basic(l), basic(w), basic(r),
       algebra);
  std::size_t child = 0;
  if (given.relation != Relation::equal) {
    line("assert (L : 0 <= {}).", basic(l));
    block([&] { prove_atom(node.children.at(child), l, Relation::at_least); });
  }
  if (node.children.size() > 1) ++child;
  line("assert (Rest : {}).", relation(r, rel));
  block([&] { prove_atom(node.children.at(child), r, rel); });
  if (given.relation == Relation::equal) {
    line("assert (P : ({}) * ({}) = 0) by (rewrite G; ring).", basic(l), basic(w));
  } else {
    line("assert (P : 0 <= ({}) * ({})) by (apply Rmult_le_pos; lra).", basic(l), basic(w));
  }
  line("rewrite E; lra.");
}

void CoqExporter::prove_by_order(const Proof& node, Relation rel) {
  const std::size_t v = node.variable;
  const std::size_t w = node.other;
  if (box_[v].integer || box_[w].integer) throw coq_refusal(node.rule, "an integer variable");
  line("destruct (Rle_or_lt {} {}) as [C | C].", names_[w], names_[v]);
  for (int part = 0; part < 2; ++part) {
    const std::size_t x = part == 0 ? v : w;
    const std::size_t y = part == 0 ? w : v;
    block([&] {
      const TermId inner = node.terms.at(static_cast<std::size_t>(part));
      Side side;
      side.lower = Rational(0);
      if (box_[x].upper && box_[y].lower) side.upper = *box_[x].upper - *box_[y].lower;
      const std::string name = fresh("Order");
      for_side(name, x, side, inner, rel,
               [&] { prove_atom(node.children.at(static_cast<std::size_t>(part)), inner, rel); });
      line("specialize ({} ({} - {}) ltac:(lra)).", name, names_[x], names_[y]);
      line(
          "match type of {} with {} => match goal with {} => replace u with t by algebra; exact "
          "{} end end.",
          name, pattern("t", rel), "|- " + pattern("u", rel), name);
    });
  }
}

void CoqExporter::prove_by_cases(const Proof& node, Relation rel) {
  const TermId m = node.terms.at(0);
  const Term& choice = terms_[m];
  const std::string a = basic(choice.a);
  const std::string b = choice.op == Op::abs ? "0" : basic(choice.b);
  for (int part = 0; part < 2; ++part) {
    line("assert (Case{} : {}).", part,
         relation(node.terms.at(static_cast<std::size_t>(part) + 1), rel));
    block([&] {
      prove_atom(node.children.at(static_cast<std::size_t>(part)),
                 node.terms.at(static_cast<std::size_t>(part) + 1), rel);
    });
  }
  line("destruct (Rle_or_lt ({}) ({})) as [C | C].", choice.op == Op::min ? a : b,
       choice.op == Op::min ? b : a);
  for (int part = 0; part < 2; ++part) {
    const char* lemma = choice.op == Op::abs   ? (part == 0 ? "Rabs_pos_eq" : "Rabs_left")
                        : choice.op == Op::min ? (part == 0 ? "Rmin_left" : "Rmin_right")
                                               : (part == 0 ? "Rmax_left" : "Rmax_right");
    line(
        "{{ rewrite {} by lra; match type of Case{} with {} => match goal with {} => replace u "
        "with t by algebra; exact Case{} end end. }}",
        lemma, part, pattern("t", rel), "|- " + pattern("u", rel), part);
  }
}

void CoqExporter::prove_polynomial(TermId term, Relation rel) {
  const BernsteinForm form = bernstein_form(terms_, term, box_);
  // A strict inequality needs a part that is positive on the whole box; it stands first.
  std::string first = is_strict(rel) ? coq_number(form.least) : "0";
  bool has_first = !is_strict(rel) || form.least > 0;
  std::string rest;
  for (const BernsteinTerm& part : form.terms) {
    std::string product = coq_number(part.coefficient);
    bool is_positive = true;
    for (const BernsteinFactor& factor : part.factors) {
      const std::string& x = values_[factor.variable];
      const Side& side = box_[factor.variable];
      is_positive = is_positive && (factor.is_above ? side.lower_open : side.upper_open);
      const std::string end = coq_number(factor.end);
      product += fmt::format(" * ({}) ^ {}", factor.is_above ? x + " - " + end : end + " - " + x,
                             factor.power);
    }
    if (!has_first && is_positive) {
      first = product;
      has_first = true;
    } else {
      rest += " + " + product;
    }
  }
  if (!has_first) throw coq_refusal(Rule::positive, "a strict inequality without a positive part");
  line("match goal with |- _ ?t => replace t with ({}{}) by field end.", first, rest);
  line("repeat apply Rplus_{}le_0_compat; first [lra | positive_product].",
       is_strict(rel) ? "lt_" : "le_");
}

std::string CoqExporter::algebra_tactic(TermId term, Rule rule) {
  // Terms with functions in the place of which unknowns may stand; among them exponentials.
  std::map<TermId, TermId> unknowns;
  std::vector<TermId> exponentials;
  std::function<TermId(TermId)> generic = [&](TermId id) -> TermId {
    const auto found = unknowns.find(id);
    if (found != unknowns.end()) return found->second;
    const Term t = terms_[id];
    TermId result = id;
    switch (t.op) {
      case Op::number:
      case Op::pi:
      case Op::variable:
        break;
      case Op::negate:
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::divide:
      case Op::power: {
        const TermId a = generic(t.a);
        const TermId b = operand_count(t.op) == 2 ? generic(t.b) : 0;
        result = terms_.rebuild(t, a, b);
        break;
      }
      default:
        if (t.op == Op::exp) exponentials.push_back(id);
        result = terms_.variable(names_.size() + unknowns.size());
    }
    return unknowns[id] = result;
  };
  NormalForms forms(terms_);
  if (forms.is_zero(generic(term))) return "algebra";

  // Once more, with the powers of one exponential in the place of the others.
  for (const TermId base : exponentials) {
    std::map<TermId, TermId> powers;
    std::string steps;
    for (const TermId other : exponentials) {
      for (int k = -4; k <= 4 && other != base; ++k) {
        if (k == 0) continue;
        const TermId multiple = terms_.multiply(terms_.number(k), terms_[base].a);
        if (!forms.identical(terms_[other].a, multiple)) continue;
        const TermId power =
            terms_.power(unknowns.at(base), static_cast<std::size_t>(k < 0 ? -k : k));
        powers[other] = k < 0 ? terms_.divide(terms_.number(1), power) : power;
        steps += fmt::format("try rewrite ({} ({}) ({}) {}) by (simpl; field); ",
                             k < 0 ? "exp_inverse" : "exp_power", basic(terms_[other].a),
                             basic(terms_[base].a), k < 0 ? -k : k);
        break;
      }
    }
    if (powers.empty()) continue;
    const std::map<TermId, TermId> saved = std::exchange(unknowns, {});
    for (const auto& [id, by] : saved) {
      if (terms_[by].op == Op::variable && terms_[by].index >= names_.size()) unknowns[id] = by;
    }
    for (const auto& [id, by] : powers) unknowns[id] = by;
    if (forms.is_zero(generic(term))) return "(" + steps + "algebra)";
    unknowns = saved;
  }
  throw coq_refusal(rule, "an identity of functions that the tactic field does not prove");
}

}  // namespace rigor
