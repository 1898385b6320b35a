#include "report/coq.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "conjecture/following.hpp"
#include "report/coq_exporter.hpp"
#include "report/coq_prelude.hpp"

namespace rigor {
namespace {

constexpr std::size_t kMostNodes = 20000;

std::size_t count_nodes(const Proof& proof) {
  std::size_t nodes = 1;
  for (const Proof& child : proof.children) nodes += count_nodes(child);
  return nodes;
}

}  // namespace

CoqRefusal coq_refusal(Rule rule, std::string_view why) {
  return CoqRefusal(fmt::format("the rule {}: {}", spelling(rule), why));
}

CoqExporter::CoqExporter(const Certificate& certificate)
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

std::string CoqExporter::text(const std::string& statement) {
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

std::string CoqExporter::comment(std::string text) {
  for (char& c : text) {
    if (c == '*' || c == '"' || c == '\n') c = c == '*' ? '.' : ' ';
  }
  return text;
}

std::string CoqExporter::quantified(std::size_t i) {
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

const std::vector<Atom>& CoqExporter::guards(TermId term) {
  const auto found = guards_.find(term);
  if (found != guards_.end()) return found->second;
  const TermId roots[] = {term};
  return guards_[term] = guards_of(terms_, roots);
}

std::string CoqExporter::formula_text(std::size_t node) {
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

void CoqExporter::prove_formula(const Proof& node) {
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
      throw coq_refusal(node.rule, "it has no counterpart in Coq here");
  }
}

void CoqExporter::choose(const Proof& node) {
  const std::size_t v = node.variable;
  if (v != introduced_) throw coq_refusal(node.rule, "the variables are chosen in another order");
  const TermId term = node.terms.at(0);
  const bool is_integer = box_[v].integer;
  if (is_integer && terms_[term].op != Op::number) {
    throw coq_refusal(node.rule, "an integer that is not a number");
  }
  const std::string value = basic(term);
  line("exists {}{}.", is_integer || value.front() == '(' ? value : "(" + value + ")",
       is_integer ? "%Z" : "");
  const std::size_t introduced = introduced_;
  values_[v] = terms_[term].op == Op::number ? coq_number(terms_[term].number) : "(" + value + ")";
  if (!coq_side(box_[v], values_[v]).empty()) {
    line("split.");
    line("{{ side_condition. }}");
  }
  ++introduced_;
  introduce();
  const Side range = box_[v];
  if (terms_[term].op == Op::number) box_[v] = thin_side(terms_[term].number);
  prove_formula(node.children.at(0));
  box_[v] = range;
  introduced_ = introduced;
  values_[v] = names_[v];
}

void CoqExporter::prove_atoms(const Proof& node) {
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

std::string CoqExporter::follow(std::size_t node) {
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
    decided += fmt::format("; try (destruct {} as [D | D]; [solve [{}{}] | ])", decision(part.atom),
                           way(i, f.parts.size()), follow(f.parts[i]));
  }
  return fmt::format("first [{} | {}; first [{}]]", direct, decided, direct);
}

std::string CoqExporter::way(std::size_t part, std::size_t parts) {
  std::string text;
  for (std::size_t i = 0; i < part; ++i) text += "right; ";
  if (part + 1 < parts) text += "left; ";
  return text;
}

std::string CoqExporter::decision(const Atom& atom) const {
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

std::string to_coq(const Certificate& certificate) {
  return CoqExporter(certificate).text(certificate.statement);
}

}  // namespace rigor
