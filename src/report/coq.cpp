#include "report/coq.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <utility>

#include "conjecture/following.hpp"
#include "conjecture/leaf_rules.hpp"
#include "expression/normal_form.hpp"
#include "number/rational_rounding.hpp"
#include "report/bernstein_form.hpp"
#include "report/coq_prelude.hpp"

namespace rigor {
namespace {

constexpr std::size_t kMostNodes = 20000;

std::size_t count_nodes(const Proof& proof) {
  std::size_t nodes = 1;
  for (const Proof& child : proof.children) nodes += count_nodes(child);
  return nodes;
}

CoqRefusal refusal(Rule rule, std::string_view why) {
  return CoqRefusal(fmt::format("the rule {}: {}", spelling(rule), why));
}

bool is_strict(Relation relation) {
  return relation == Relation::greater;
}

class Exporter {
 public:
  explicit Exporter(const Certificate& certificate)
      : terms_(certificate.terms),
        formula_(certificate.formula),
        proof_(certificate.proof),
        names_(coq_names(formula_.variables)),
        values_(names_) {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      box_.push_back(formula_.variables[i].range);
      if (box_[i].integer) values_[i] = "IZR " + names_[i];
    }
  }

  std::string text(const std::string& statement) {
    if (count_nodes(proof_) > kMostNodes) {
      throw CoqRefusal(fmt::format("the proof has more than {} nodes", kMostNodes));
    }
    out_ = fmt::format("(* {} *)\n", comment(statement));
    out_ += coq_prelude();
    line("");
    line("Theorem statement : {}.", quantified(0));
    line("Proof.");
    introduce();
    prove_formula(proof_);
    line("Qed.");
    return std::move(out_);
  }

 private:
  template <class... Arguments>
  void line(fmt::format_string<Arguments...> form, Arguments&&... arguments) {
    out_.append(2 * depth_, ' ');
    fmt::format_to(std::back_inserter(out_), form, std::forward<Arguments>(arguments)...);
    out_ += '\n';
  }

  // A block of tactics for one goal.
  void block(const std::function<void()>& body) {
    line("{{");
    ++depth_;
    body();
    --depth_;
    line("}}");
  }

  static std::string comment(std::string text) {
    for (char& c : text) {
      if (c == '*' || c == '"' || c == '\n') c = c == '*' ? '.' : ' ';
    }
    return text;
  }

  // ---- The statement.

  std::string plain(TermId term) const { return coq_term(terms_, term, values_, CoqStyle::plain); }
  std::string basic(TermId term) const { return coq_term(terms_, term, values_, CoqStyle::basic); }
  // As a function of one variable.
  std::string function_of(std::size_t variable, TermId term) const {
    return fmt::format("(fun {} => {})", names_[variable], basic(term));
  }
  std::string relation(TermId term, Relation rel) const { return coq_relation(basic(term), rel); }

  std::string quantified(std::size_t i) {
    if (i == names_.size()) return formula_text(formula_.nodes.size() - 1);
    const QuantifiedVariable& variable = formula_.variables[i];
    const std::string side = coq_side(variable.range, values_[i]);
    const std::string type = variable.range.integer ? "Z" : "R";
    const bool is_all = variable.quantifier == Quantifier::for_all;
    std::string text = fmt::format("{} {} : {}, ", is_all ? "forall" : "exists", names_[i], type);
    if (!side.empty()) text += side + (is_all ? " -> " : " /\\ ");
    const std::string rest = quantified(i + 1);
    return text + (is_all || i + 1 < names_.size() ? rest : "(" + rest + ")");
  }

  const std::vector<Atom>& guards(TermId term) {
    const auto found = guards_.find(term);
    if (found != guards_.end()) return found->second;
    const TermId roots[] = {term};
    return guards_[term] = guards_of(terms_, roots);
  }

  std::string formula_text(std::size_t node) {
    const FormulaNode& f = formula_.nodes[node];
    if (f.connective == Connective::atom) {
      std::string text;
      for (const Atom& guard : guards(f.atom.term)) {
        text += coq_relation(plain(guard.term), guard.relation) + " /\\ ";
      }
      return text + coq_relation(plain(f.atom.term), f.atom.relation);
    }
    std::string text;
    for (const std::size_t part : f.parts) {
      if (!text.empty()) text += f.connective == Connective::both ? " /\\ " : " \\/ ";
      text += "(" + formula_text(part) + ")";
    }
    return text;
  }

  // ---- Hypotheses on the variables.

  std::string hypothesis(std::size_t i) const { return "H" + names_[i]; }
  // It is a variable of the context, not a number or a term in its place.
  bool is_bound(std::size_t i) const {
    return i < introduced_ && (values_[i] == names_[i] || values_[i] == "IZR " + names_[i]);
  }
  bool chosen(std::size_t i) const {
    return formula_.variables[i].quantifier == Quantifier::exists;
  }
  std::string side_text(std::size_t i, const Side& side) const {
    return coq_side(side, values_[i]);
  }

  // Names the variables up to the next one that has to be chosen.
  void introduce() {
    while (introduced_ < names_.size() && !chosen(introduced_)) {
      const std::size_t i = introduced_++;
      const bool has_side = !side_text(i, box_[i]).empty();
      line("intros {}{}.", names_[i], has_side ? " " + hypothesis(i) : "");
      if (!box_[i].integer && is_bounded(box_[i]) && *box_[i].lower == *box_[i].upper &&
          !is_empty(box_[i])) {
        values_[i] = coq_number(*box_[i].lower);
        line("assert (E : {} = {}) by lra; rewrite E in *; clear {} E.", names_[i], values_[i],
             hypothesis(i));
      }
    }
  }

  // The hypotheses on all variables but those listed.
  std::string kept(std::initializer_list<std::size_t> without) const {
    std::string text;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (!is_bound(i) || side_text(i, box_[i]).empty()) continue;
      if (std::find(without.begin(), without.end(), i) == without.end()) {
        text += " " + hypothesis(i);
      }
    }
    return text;
  }

  // A fact about all values of a variable in a side, proved by `body` with box_ set to that side.
  void for_side(const std::string& name, std::size_t variable, const Side& side, TermId term,
                Relation rel, const std::function<void()>& body) {
    const Side saved = std::exchange(box_[variable], side);
    const std::string value = std::exchange(values_[variable], names_[variable]);
    const std::string range = coq_side(side, names_[variable]);
    const std::string fact = relation(term, rel);
    line("assert ({} : forall {} : R, {}{}).", name, names_[variable],
         range.empty() ? "" : range + " -> ", fact);
    block([&] {
      const std::string others = kept({variable});
      line("clear{}.", others.empty() ? "" : " -" + others);
      line("intros {}{}.", names_[variable], range.empty() ? "" : " " + hypothesis(variable));
      body();
    });
    box_[variable] = saved;
    values_[variable] = value;
  }

  // The same at the end of a side: the variable is a number there.
  void at_end(const std::string& name, std::size_t variable, End end, TermId term, Relation rel,
              const Proof& child) {
    const Side saved = std::exchange(box_[variable], thin(variable, end));
    const std::string value = std::exchange(values_[variable], coq_number(*box_[variable].lower));
    line("assert ({} : {}).", name, relation(term, rel));
    block([&] {
      const std::string others = kept({variable});
      line("clear{}.", others.empty() ? "" : " -" + others);
      prove_atom(child, term, rel);
    });
    box_[variable] = saved;
    values_[variable] = value;
  }

  std::string fresh(std::string_view base) { return fmt::format("{}{}", base, ++names_made_); }

  // ---- Case distinctions.

  void split(const Proof& node, const std::function<void(const Proof&)>& child) {
    const std::size_t v = node.variable;
    const auto parts = rigor::split(box_[v], node.at, node.owner);
    const std::string h = hypothesis(v);
    const std::string c = coq_number(node.at);
    const bool had = !side_text(v, box_[v]).empty();
    if (box_[v].integer) {
      const std::string floor = to_string(Rational(floor_of(node.at)));
      line("destruct (Z_le_gt_dec {} ({})) as [C | C].", names_[v], floor);
    } else {
      line("destruct ({} {} {}) as [C | C].",
           node.owner == Owner::right ? "Rlt_or_le" : "Rle_or_lt", names_[v], c);
    }
    const Side whole = box_[v];
    for (int part = 0; part < 2; ++part) {
      box_[v] = part == 0 ? parts.first : parts.second;
      block([&] {
        if (whole.integer) {
          if (part == 1) {
            line("assert (C' : ({} <= {})%Z) by lia.", to_string(Rational(floor_of(node.at) + 1)),
                 names_[v]);
          }
          line("apply IZR_le in C{}.", part == 1 ? "'" : "");
        }
        Side closed = box_[v];
        // `both` and `left` leave the right part the strict hypothesis; a closed one follows.
        line("assert (N : {}) by lra.", side_text(v, closed));
        line("clear C{}{}; rename N into {}.", whole.integer && part == 1 ? " C'" : "",
             had ? " " + h : "", h);
        child(node.children[static_cast<std::size_t>(part)]);
      });
    }
    box_[v] = whole;
  }

  // ---- Formula goals.

  void prove_formula(const Proof& node) {
    switch (node.rule) {
      case Rule::empty:
        line("exfalso; lra.");
        return;
      case Rule::split:
        split(node, [this](const Proof& child) { prove_formula(child); });
        return;
      case Rule::choose:
        choose(node);
        return;
      case Rule::atoms:
        prove_atoms(node);
        return;
      default:
        throw refusal(node.rule, "it has no counterpart in Coq here");
    }
  }

  void choose(const Proof& node) {
    const std::size_t v = node.variable;
    if (v != introduced_) throw refusal(node.rule, "the variables are chosen in another order");
    const TermId term = node.terms.at(0);
    const bool is_integer = box_[v].integer;
    if (is_integer && terms_[term].op != Op::number) {
      throw refusal(node.rule, "an integer that is not a number");
    }
    const std::string value = basic(term);
    line("exists {}{}.", is_integer || value.front() == '(' ? value : "(" + value + ")",
         is_integer ? "%Z" : "");
    const std::size_t introduced = introduced_;
    values_[v] =
        terms_[term].op == Op::number ? coq_number(terms_[term].number) : "(" + value + ")";
    if (!coq_side(box_[v], values_[v]).empty()) {
      line("split.");
      line("{{ side_condition. }}");
    }
    ++introduced_;
    introduce();
    prove_formula(node.children.at(0));
    introduced_ = introduced;
    values_[v] = names_[v];
  }

  void prove_atoms(const Proof& node) {
    std::vector<std::string> facts;
    for (std::size_t i = 0; i < node.atoms.size(); ++i) {
      const ProvedAtom& proved = node.atoms[i];
      const std::string name = fresh("A");
      std::string fact = relation(proved.atom.term, proved.atom.relation);
      if (proved.given) {
        fact = relation(proved.given->term, proved.given->relation) + " -> " + fact;
      }
      line("assert ({} : {}).", name, fact);
      block([&] {
        given_ = proved.given;
        if (given_) line("intros G.");
        prove_atom(node.children[i], proved.atom.term, proved.atom.relation);
        given_.reset();
      });
    }
    line("{}.", follow(formula_.nodes.size() - 1));
  }

  // A tactic that proves a part of the formula from what is proved.
  std::string follow(std::size_t node) {
    const FormulaNode& f = formula_.nodes[node];
    if (f.connective == Connective::atom) return "(repeat split; known)";
    if (f.connective == Connective::both) {
      std::string text = follow(f.parts.back());
      for (std::size_t i = f.parts.size() - 1; i-- > 0;) {
        text = fmt::format("(split; [{} | {}])", follow(f.parts[i]), text);
      }
      return text;
    }
    std::string direct;
    for (std::size_t i = 0; i < f.parts.size(); ++i) {
      if (i > 0) direct += " | ";
      direct += fmt::format("solve [{}{}]", way(i, f.parts.size()), follow(f.parts[i]));
    }
    // If no part holds by itself: decide those that are atoms, then one holds under the assumption
    // that they don't.
    std::string decided = "idtac";
    for (std::size_t i = 0; i < f.parts.size(); ++i) {
      const FormulaNode& part = formula_.nodes[f.parts[i]];
      if (part.connective != Connective::atom) continue;
      decided += fmt::format("; try (destruct {} as [D | D]; [solve [{}{}] | ])",
                             decision(part.atom), way(i, f.parts.size()), follow(f.parts[i]));
    }
    return fmt::format("first [{} | {}; first [{}]]", direct, decided, direct);
  }

  static std::string way(std::size_t part, std::size_t parts) {
    std::string text;
    for (std::size_t i = 0; i < part; ++i) text += "right; ";
    if (part + 1 < parts) text += "left; ";
    return text;
  }

  std::string decision(const Atom& atom) const {
    const std::string t = "(" + plain(atom.term) + ")";
    switch (atom.relation) {
      case Relation::greater:
        return fmt::format("(Rlt_or_le 0 {})", t);
      case Relation::at_least:
        return fmt::format("(Rle_or_lt 0 {})", t);
      case Relation::equal:
        return fmt::format("(Req_dec {} 0)", t);
      default:
        return fmt::format("(or_comm _ _ : _ -> _) (Req_dec {} 0)", t);
    }
  }

  // ---- Atom goals. The goal in Coq is relation(term, rel).

  void prove_atom(const Proof& node, TermId term, Relation rel) {
    switch (node.rule) {
      case Rule::empty:
        line("exfalso; lra.");
        return;
      case Rule::split:
        if (is_bisection(node, node.variable)) {
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
        if (node.where.size() != 1) throw refusal(node.rule, "several variables");
        if (box_[node.where[0].variable].integer) {
          prove_on_reals(node, node.where[0].variable, term, rel);
        } else {
          prove_zero(node, term, rel);
        }
        return;
      case Rule::identity:
        require_algebra(term, node.rule);
        line("{}algebra.", rel == Relation::at_least ? "apply Req_le; symmetry; " : "");
        return;
      default:
        throw refusal(node.rule, "it has no counterpart in Coq here");
    }
  }

  // A rule of calculus for an integer variable: the goal holds for the reals between the integers.
  void prove_on_reals(const Proof& node, std::size_t v, TermId term, Relation rel) {
    const std::string name = fresh("Real");
    Side side = box_[v];
    side.integer = false;
    for_side(name, v, side, term, rel, [&] { prove_atom(node, term, rel); });
    line("apply ({} ({})); lra.", name, values_[v]);
  }

  // The variables of a term that are not thin.
  std::vector<std::size_t> free_variables(TermId term) const {
    std::vector<std::size_t> free;
    for (const std::size_t i : variables_of(terms_, term)) {
      if (!is_bound(i)) continue;
      if (box_[i].lower && box_[i].upper && *box_[i].lower == *box_[i].upper) continue;
      free.push_back(i);
    }
    return free;
  }

  // Whether the tree only bisects one real variable until enclosures settle every part: then
  // CoqInterval does the same by itself, and faster.
  bool is_bisection(const Proof& node, std::size_t variable) const {
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

  static std::string bisection_tactic(const std::string& name) {
    return fmt::format(
        "first [interval with (i_bisect {0}, i_depth 10) | interval with (i_bisect {0}, i_taylor "
        "{0}, i_depth 20) | interval with (i_prec 100, i_bisect {0}, i_taylor {0}, i_degree 15, "
        "i_depth 25)]",
        name);
  }

  std::string enclosure_tactic(const std::vector<std::string>& free, int bits) const {
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

  void prove_by_enclosure(const Proof& node, TermId term) {
    for (const TermId id : subterms(terms_, std::vector<TermId>{term})) {
      if (terms_[id].op == Op::min || terms_[id].op == Op::max) {
        line(
            "unfold Rmin, Rmax; repeat match goal with |- context [Rle_dec ?a ?b] => destruct "
            "(Rle_dec a b) end;");
        break;
      }
    }
    std::vector<std::string> free;
    for (const std::size_t i : free_variables(term)) {
      if (values_[i] == names_[i]) free.push_back(names_[i]);
    }
    line("{}.", enclosure_tactic(free, node.bits));
  }

  Side thin(std::size_t v, End end) const {
    return thin_side(end == End::lower ? *box_[v].lower : *box_[v].upper);
  }

  Side closed(std::size_t v) const {
    Side side = box_[v];
    side.lower_open = side.upper_open = side.integer = false;
    return side;
  }

  // The derivative, with 1/(2 sqrt a) for sqrt a/(2 a), which `field` takes for another number.
  TermId slope_of(TermId term, std::size_t v) {
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

  void prove_monotone(const Proof& node, TermId term, Relation rel) {
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
        require_algebra(is_lower ? terms_.subtract(slope, s) : terms_.add(slope, s), node.rule);
        line("assert (E : {} = {}{}) by algebra.", basic(slope), is_lower ? "" : "- ",
             is_lower ? basic(s) : "(" + basic(s) + ")");
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
         function_of(v, term), function_of(v, slope), is_lower ? end : value,
         is_lower ? value : end);
    line("{{ lra. }}");
    line("{{ intros z Hz; assert (Z : {}) by lra; clear {}{}; derived. }}",
         coq_side(closed(v), "z"), "Hz", " " + h);
    line("{{ intros z Hz; apply ({} z); lra. }}", sign);
  }

  void prove_concave(const Proof& node, TermId term, Relation rel) {
    const std::size_t v = node.variable;
    const Side side = box_[v];
    if (is_strict(rel) && (side.lower_open || side.upper_open)) {
      throw refusal(node.rule, "a strict inequality at an open end");
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

  void prove_by_product(const Proof& node, TermId term, Relation rel) {
    if (rel != Relation::greater && rel != Relation::at_least) {
      throw refusal(node.rule, "an equation");
    }
    const TermId d = node.terms.at(0);
    const TermId n = node.terms.at(1);
    require_algebra(terms_.subtract(terms_.multiply(term, d), n), node.rule);
    line("apply (from_product{} ({}) ({}) ({})).", is_strict(rel) ? "_strictly" : "", basic(term),
         basic(d), basic(n));
    line("{{ algebra. }}");
    block([&] { prove_atom(node.children.at(0), d, Relation::greater); });
    block([&] { prove_atom(node.children.at(1), n, rel); });
  }

  void prove_combination(const Proof& node, TermId term, Relation rel) {
    if (!given_) throw refusal(node.rule, "no assumption is given");
    const Atom given = *given_;
    given_.reset();
    const TermId l = node.terms.at(0);
    const TermId r = node.terms.at(1);
    const bool is_down = given.relation == Relation::less || given.relation == Relation::at_most;
    const TermId w = is_down ? terms_.negate(given.term) : given.term;
    require_algebra(terms_.subtract(term, terms_.add(terms_.multiply(l, w), r)), node.rule);
    line("assert (E : {} = ({}) * ({}) + ({})) by algebra.", basic(term), basic(l), basic(w),
         basic(r));
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

  void prove_by_order(const Proof& node, Relation rel) {
    const std::size_t v = node.variable;
    const std::size_t w = node.other;
    if (box_[v].integer || box_[w].integer) throw refusal(node.rule, "an integer variable");
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

  static std::string pattern(const std::string& name, Relation rel) {
    return coq_relation("?" + name, rel);
  }

  void prove_by_cases(const Proof& node, Relation rel) {
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

  void prove_polynomial(TermId term, Relation rel) {
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
    if (!has_first) throw refusal(Rule::positive, "a strict inequality without a positive part");
    line("match goal with |- _ ?t => replace t with ({}{}) by field end.", first, rest);
    line("repeat apply Rplus_{}le_0_compat; first [lra | positive_product].",
         is_strict(rel) ? "lt_" : "le_");
  }

  // f (p) = ... = f^(K-1) (p) = 0, and the sign of f^(K) between p and x.
  void prove_zero(const Proof& node, TermId term, Relation rel) {
    const std::size_t v = node.where[0].variable;
    const TermId at = node.where[0].term;
    const std::optional<Side> range = range_of(at);
    if (!range) throw refusal(node.rule, "a zero that is neither a number nor a variable");
    std::vector<TermId> derivatives = {term};
    for (int j = 0; j < node.order; ++j) derivatives.push_back(slope_of(derivatives.back(), v));
    // The sign of the last derivative, on the side hulled with p.
    Side hull = closed(v);
    if (!range->lower || (hull.lower && *range->lower < *hull.lower)) hull.lower = range->lower;
    if (!range->upper || (hull.upper && *range->upper > *hull.upper)) hull.upper = range->upper;
    const bool is_odd = node.order % 2 == 1;
    const bool is_down = is_odd && falls_on(derivatives.back(), v, hull);
    const std::string sign = fresh("Sign");
    for_side(sign, v, hull, derivatives.back(),
             is_strict(rel) ? (is_down ? Relation::less : Relation::greater)
                            : (is_down ? Relation::at_most : Relation::at_least),
             [&] { prove_by_enclosure(node, derivatives.back()); });
    const std::string p = "(" + basic(at) + ")";
    line("destruct (Rlt_or_le {} {}) as [C | C].", p, values_[v]);
    for (const bool is_right : {true, false}) {
      block([&] {
        if (is_odd && is_right == is_down) {
          // No point of the box is on this side, but perhaps p itself.
          if (is_right || is_strict(rel)) {
            line("exfalso; lra.");
          } else {
            line("replace {} with {} by lra; apply Req_le; symmetry; at_values.", values_[v], p);
          }
        } else {
          climb(derivatives, v, p, is_right, sign, is_strict(rel), coq_side(hull, "z"));
        }
      });
    }
  }

  // The values of a number or a variable.
  std::optional<Side> range_of(TermId id) const {
    const Term& t = terms_[id];
    if (t.op == Op::number) return thin_side(t.number);
    if (t.op != Op::variable || box_[t.index].integer) return std::nullopt;
    return closed(t.index);
  }

  // Whether doubles show that the term is not positive where variable v is in the side.
  bool falls_on(TermId term, std::size_t v, const Side& side) const {
    Box box = box_;
    box[v] = side;
    LeafRules<Interval> rules(terms_, term, box.size(), Precision{53});
    EnclosedBox<Interval> enclosed(Precision{53});
    enclosed.enter(box);
    rules.enter(enclosed, true);
    return certainly(rules.range() <= enclose<Interval>(0L, Precision{53}));
  }

  // The goal is the sign of f on one side of p; each step uses the sign of the next derivative.
  void climb(const std::vector<TermId>& derivatives, std::size_t v, const std::string& p,
             bool is_right, const std::string& sign, bool is_strictly, const std::string& hull) {
    std::string x = values_[v];
    bool is_up = true;  // the sign that is asked of the present function
    const char* suffix = is_strictly ? "_strictly" : "";
    for (std::size_t k = 0; k + 1 < derivatives.size(); ++k) {
      const bool next_is_up = is_right ? is_up : !is_up;
      const std::string f = function_of(v, derivatives[k]);
      const std::string g = function_of(v, derivatives[k + 1]);
      line("assert (V{} : {} {} = 0) by (cbv beta; at_values).", k, f, p);
      line("refine (sign_{}{} {} {} {} V{} ({}{} {} {} {} _ _ _)).", is_up ? "up" : "down", suffix,
           f, p, x, k, next_is_up ? "rises" : "falls", suffix, f, g,
           is_right ? p + " " + x : x + " " + p);
      line("{{ lra. }}");
      line("{{ intros z Hz; {}derived. }}",
           hull.empty() ? "" : "assert (Z : " + hull + ") by lra; ");
      x = fmt::format("z{}", k);
      line("intros {0} H{0}; cbv beta.", x);
      is_up = next_is_up;
    }
    line("apply ({} {}); lra.", sign, x);
  }

  // `field` proves that the term is 0: it treats functions as unknowns.
  void require_algebra(TermId term, Rule rule) {
    std::map<TermId, TermId> unknowns;
    std::size_t next = names_.size();
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
          result = terms_.variable(next++);
      }
      return unknowns[id] = result;
    };
    const TermId unknown = generic(term);
    NormalForms forms(terms_);
    if (!forms.is_zero(unknown)) {
      throw refusal(rule, "an identity of functions that the tactic field does not prove");
    }
  }

  Terms terms_;
  const ClosedFormula& formula_;
  const Proof& proof_;
  std::vector<std::string> names_;
  std::vector<std::string> values_;
  Box box_;
  std::map<TermId, std::vector<Atom>> guards_;
  std::optional<Atom> given_;
  std::size_t introduced_ = 0;
  std::size_t names_made_ = 0;
  std::size_t depth_ = 0;
  std::string out_;
};

}  // namespace

std::string to_coq(const Certificate& certificate) {
  return Exporter(certificate).text(certificate.statement);
}

}  // namespace rigor
