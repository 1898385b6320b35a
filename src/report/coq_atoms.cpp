// Signs of terms: by enclosures, and by derivatives.
#include <algorithm>

#include "report/coq_exporter.hpp"

namespace rigor {

void CoqExporter::prove_atom(const Proof& node, TermId term, Relation rel) {
  switch (node.rule) {
    case Rule::empty:
      line("exfalso; lra.");
      return;
    case Rule::split:
      if (error_operands(term).empty() && is_bisection(node, node.variable)) {
        line("{}.", bisection_tactic(names_[node.variable]));
        return;
      }
      split(node, [&](const Proof& child) { prove_atom(child, term, rel); });
      return;
    case Rule::interval:
    case Rule::mean:
    case Rule::taylor:
      prove_by_enclosure(node, term);
      return;
    case Rule::face:
    case Rule::slope:
    case Rule::ends:
      if (box_[node.variable].integer) {
        prove_on_reals(node, node.variable, term, rel);
      } else if (node.rule == Rule::ends) {
        prove_concave(node, term, rel);
      } else {
        prove_monotone(node, term, rel);
      }
      return;
    case Rule::multiply:
      prove_by_product(node, term, rel);
      return;
    case Rule::combine:
      prove_combination(node, term, rel);
      return;
    case Rule::order:
      prove_by_order(node, rel);
      return;
    case Rule::cases:
      prove_by_cases(node, rel);
      return;
    case Rule::positive:
      prove_polynomial(term, rel);
      return;
    case Rule::zero:
      if (node.where.size() != 1) throw coq_refusal(node.rule, "several variables");
      if (box_[node.where[0].variable].integer) {
        prove_on_reals(node, node.where[0].variable, term, rel);
      } else {
        prove_zero(node, term, rel);
      }
      return;
    case Rule::identity:
      line("{}{}.", rel == Relation::at_least ? "apply Req_le; symmetry; " : "",
           algebra_tactic(term, node.rule));
      return;
    default:
      throw coq_refusal(node.rule, "it has no counterpart in Coq here");
  }
}

void CoqExporter::prove_on_reals(const Proof& node, std::size_t v, TermId term, Relation rel) {
  const std::string name = fresh("Real");
  Side side = box_[v];
  side.integer = false;
  for_side(name, v, side, term, rel, [&] { prove_atom(node, term, rel); });
  line("apply ({} ({})); lra.", name, values_[v]);
}

std::vector<std::size_t> CoqExporter::free_variables(TermId term) const {
  std::vector<std::size_t> free;
  for (const std::size_t i : variables_of(terms_, term)) {
    if (!is_bound(i)) continue;
    if (box_[i].lower && box_[i].upper && *box_[i].lower == *box_[i].upper) continue;
    free.push_back(i);
  }
  return free;
}

bool CoqExporter::is_bisection(const Proof& node, std::size_t variable) const {
  switch (node.rule) {
    case Rule::split:
      return node.variable == variable && !box_[variable].integer &&
             is_bisection(node.children[0], variable) && is_bisection(node.children[1], variable);
    case Rule::interval:
    case Rule::mean:
    case Rule::taylor:
      return true;
    default:
      return false;
  }
}

std::string CoqExporter::bisection_tactic(const std::string& name) {
  return fmt::format(
      "first [interval with (i_bisect {0}, i_depth 10) | interval with (i_bisect {0}, i_taylor "
      "{0}, i_depth 20) | interval with (i_prec 100, i_bisect {0}, i_taylor {0}, i_degree 15, "
      "i_depth 25)]",
      name);
}

std::string CoqExporter::enclosure_tactic(const std::vector<std::string>& free, int bits) const {
  const int precision = std::max(bits, 70);
  std::string text = fmt::format("first [interval | interval with (i_prec {})", precision);
  if (free.size() == 1) {
    text += fmt::format(
        " | interval with (i_taylor {0}) | interval with (i_prec {1}, i_taylor {0}, i_degree 12, "
        "i_bisect {0}, i_depth 12)",
        free[0], precision);
  } else if (!free.empty()) {
    std::string bisections;
    for (const std::string& name : free) bisections += "i_bisect " + name + ", ";
    text += fmt::format(
        " | interval with ({0}i_autodiff {1}, i_depth 12) | interval with ({0}i_depth 18) | "
        "interval with (i_prec {2}, {0}i_depth 24)",
        bisections, free[0], precision);
  }
  return text + " | solve [positive] | lra | nra]";
}

void CoqExporter::prove_by_enclosure(const Proof& node, TermId term) {
  for (const TermId id : subterms(terms_, std::vector<TermId>{term})) {
    if (terms_[id].op == Op::min || terms_[id].op == Op::max) {
      line(
          "unfold Rmin, Rmax; repeat match goal with |- context [Rle_dec ?a ?b] => destruct "
          "(Rle_dec a b) end;");
      break;
    }
  }
  if (const std::optional<Proof> halves = halves_for_errors(node, term)) {
    split(*halves, [&](const Proof& half) { prove_by_enclosure(half, term); });
    return;
  }
  replace_errors(term);
  std::vector<std::string> free;
  for (const std::size_t i : free_variables(term)) {
    if (values_[i] == names_[i]) free.push_back(names_[i]);
  }
  line("{}.", enclosure_tactic(free, node.bits));
}

TermId CoqExporter::slope_of(TermId term, std::size_t v) {
  for (const TermId id : subterms(terms_, std::vector<TermId>{term})) {
    if (terms_[id].op == Op::asin || terms_[id].op == Op::acos) {
      throw CoqRefusal("derivatives of asin and acos, which `field` does not prove");
    }
  }
  std::map<TermId, TermId> done;
  const std::function<TermId(TermId)> tidy = [&](TermId id) -> TermId {
    const auto found = done.find(id);
    if (found != done.end()) return found->second;
    const Term t = terms_[id];
    TermId result = id;
    if (operand_count(t.op) > 0) {
      const TermId a = tidy(t.a);
      const TermId b = operand_count(t.op) == 2 ? tidy(t.b) : 0;
      result = terms_.rebuild(t, a, b);
      const Term u = terms_[result];
      if (u.op == Op::divide && terms_[u.a].op == Op::root && terms_[u.a].index == 2 &&
          u.b == terms_.multiply(terms_.number(2), terms_[u.a].a)) {
        result = terms_.divide(terms_.number(1), terms_.multiply(terms_.number(2), u.a));
      }
    }
    return done[id] = result;
  };
  return tidy(derivative(terms_, term, v));
}

void CoqExporter::prove_monotone(const Proof& node, TermId term, Relation rel) {
  const std::size_t v = node.variable;
  const bool is_lower = node.end == End::lower;
  const bool is_open = is_lower ? box_[v].lower_open : box_[v].upper_open;
  const bool is_strict_slope = is_strict(rel) && is_open;
  const std::string end = coq_number(is_lower ? *box_[v].lower : *box_[v].upper);
  const Relation at_face = is_strict_slope ? Relation::at_least : rel;
  const std::string face = fresh("Face");
  at_end(face, v, node.end, term, at_face, node.children.at(0));
  const TermId slope = slope_of(term, v);
  const Relation slope_relation = is_lower
                                      ? (is_strict_slope ? Relation::greater : Relation::at_least)
                                      : (is_strict_slope ? Relation::less : Relation::at_most);
  const std::string sign = fresh("Slope");
  // Inside the side: its ends are not needed.
  Side inside = closed(v);
  inside.lower_open = inside.lower.has_value();
  inside.upper_open = inside.upper.has_value();
  if (node.rule == Rule::face) {
    for_side(sign, v, inside, slope, slope_relation, [&] { prove_by_enclosure(node, slope); });
  } else {
    const TermId s = node.terms.at(0);
    const Relation positive = is_strict_slope ? Relation::greater : Relation::at_least;
    for_side(sign, v, inside, slope, slope_relation, [&] {
      line("assert (S : {}).", relation(s, positive));
      block([&] { prove_atom(node.children.at(1), s, positive); });
      line("assert (E : {} = {}{}) by {}.", basic(slope), is_lower ? "" : "- ",
           is_lower ? basic(s) : "(" + basic(s) + ")",
           algebra_tactic(is_lower ? terms_.subtract(slope, s) : terms_.add(slope, s), node.rule));
      line("lra.");
    });
  }
  const std::string h = hypothesis(v);
  const std::string value = names_[v];
  const char* transitive = is_strict_slope  ? "Rle_lt_trans"
                           : is_strict(rel) ? "Rlt_le_trans"
                                            : "Rle_trans";
  line("refine ({} _ _ _ {} ({} {} {} {} {} _ _ _)).", transitive, face,
       is_lower ? (is_strict_slope ? "rises_strictly" : "rises")
                : (is_strict_slope ? "falls_strictly" : "falls"),
       function_of(v, term), function_of(v, slope), is_lower ? end : value, is_lower ? value : end);
  line("{{ lra. }}");
  line("{{ intros z Hz; assert (Z : {}) by lra; clear {}{}; derived. }}", coq_side(closed(v), "z"),
       "Hz", " " + h);
  line("{{ intros z Hz; apply ({} z); lra. }}", sign);
}

void CoqExporter::prove_concave(const Proof& node, TermId term, Relation rel) {
  const std::size_t v = node.variable;
  const Side side = box_[v];
  if (is_strict(rel) && (side.lower_open || side.upper_open)) {
    throw coq_refusal(node.rule, "a strict inequality at an open end");
  }
  const std::string lower = fresh("Face");
  at_end(lower, v, End::lower, term, rel, node.children.at(0));
  const std::string upper = fresh("Face");
  at_end(upper, v, End::upper, term, rel, node.children.at(1));
  const TermId first = slope_of(term, v);
  const TermId second = slope_of(first, v);
  const std::string sign = fresh("Curve");
  Side inside = closed(v);
  inside.lower_open = inside.upper_open = true;
  for_side(sign, v, inside, second, Relation::at_most, [&] { prove_by_enclosure(node, second); });
  const std::string a = coq_number(*side.lower);
  const std::string b = coq_number(*side.upper);
  line("refine ({} _ _ _ ({} _ _ _ {} {}) (above_ends {} {} {} {} {} {} _ _ _ _)).",
       is_strict(rel) ? "Rlt_le_trans" : "Rle_trans", is_strict(rel) ? "Rmin_glb_lt" : "Rmin_glb",
       lower, upper, function_of(v, term), function_of(v, first), function_of(v, second), a, b,
       names_[v]);
  line("{{ lra. }}");
  line("{{ intros z Hz; clear {}; derived. }}", hypothesis(v));
  line("{{ intros z Hz; clear {}; derived. }}", hypothesis(v));
  line("{{ intros z Hz; apply ({} z); lra. }}", sign);
}

}  // namespace rigor
