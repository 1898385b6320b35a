#include "report/latex_proof.hpp"

#include <utility>

#include "report/escape.hpp"
#include "report/latex_steps.hpp"

namespace rigor {
namespace {

constexpr std::string_view kPreamble = R"(\documentclass[11pt]{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage[a4paper,margin=25mm]{geometry}
\usepackage{amsmath,amssymb,amsthm,booktabs,longtable}
\DeclareMathOperator{\erf}{erf}
\DeclareMathOperator{\erfc}{erfc}
\DeclareMathOperator{\sgn}{sgn}
\newtheorem*{theorem}{Theorem}
\setlength{\parindent}{0pt}
\setlength{\parskip}{4pt}
\raggedright
\allowdisplaybreaks
\begin{document}
)";

}  // namespace

LatexProof::LatexProof(const Certificate& certificate)
    : certificate_(certificate), terms_(certificate.terms), formula_(certificate.formula) {
  for (const QuantifiedVariable& variable : formula_.variables) {
    names_.push_back(variable.name);
    box_.push_back(variable.range);
  }
}

std::string LatexProof::text() {
  out_ = kPreamble;
  line("\\begin{{theorem}}");
  if (certificate_.violated) {
    line("The statement {{\\ttfamily {}}} is false. In fact", escape_latex(certificate_.statement));
  } else {
    line("{{\\ttfamily {}}}\\par It is, or follows from,", escape_latex(certificate_.statement));
  }
  line("\\begin{{multline*}} {} \\end{{multline*}}", latex_formula(terms_, formula_, names_));
  line("\\end{{theorem}}");
  line("\\begin{{proof}}");
  line(
      "Enclosures are computed in interval arithmetic; of each, the lower end is printed rounded "
      "down ($\\downarrow$), the upper end rounded up ($\\uparrow$). All other numbers are "
      "exact.");
  if (certificate_.violated) {
    line(
        "A relation holds where both of its sides are defined, so the statement fails at the "
        "values that are given now.");
  }
  prove_formula(certificate_.proof, "");
  line("\\end{{proof}}");
  line("\\end{{document}}");
  return std::move(out_);
}

void LatexProof::split(const Proof& node, const std::string& label, const Child& child) {
  const std::size_t v = node.variable;
  const auto parts = rigor::split(box_[v], node.at, node.owner);
  const Side whole = box_[v];
  line("We distinguish two cases by ${}$ at ${}$.", name(v), latex_number(node.at));
  for (int part = 0; part < 2; ++part) {
    box_[v] = part == 0 ? parts.first : parts.second;
    const std::string case_label = label + (label.empty() ? "" : ".") + (part == 0 ? "1" : "2");
    line("\n\\textbf{{Case {}:}} ${} \\in {}$.", case_label, name(v), latex_side(box_[v]));
    child(node.children[static_cast<std::size_t>(part)], case_label);
  }
  box_[v] = whole;
}

std::string LatexProof::function_of(TermId id) const {
  const auto found = functions_.find(id);
  return found == functions_.end() ? "\\left(" + term(id) + "\\right)" : found->second;
}

void LatexProof::introduce(TermId id) {
  if (functions_.contains(id)) return;
  const std::string f = fmt::format("f_{{{}}}", functions_.size() + 1);
  line("Let \\[ {} = {}. \\]", f, term(id));
  functions_.emplace(id, f);
}

std::string LatexProof::box_text() const {
  std::string text;
  for (std::size_t i = 0; i < box_.size(); ++i) {
    if (!text.empty()) text += ",\\; ";
    text += name(i) +
            (is_value(i) ? " = " + latex_number(*box_[i].lower) : " \\in " + latex_side(box_[i]));
  }
  return text;
}

void LatexProof::prove_formula(const Proof& node, const std::string& label) {
  switch (node.rule) {
    case Rule::empty:
      line("There is no such point.");
      return;
    case Rule::split:
      if (is_large(node)) {
        tabulate(node, std::nullopt);
        return;
      }
      split(node, label,
            [this](const Proof& child, const std::string& at) { prove_formula(child, at); });
      return;
    case Rule::choose: {
      const std::string saved = names_[node.variable];
      line("We choose ${} = {}$.", name(node.variable), term(node.terms.at(0)));
      const Term& value = terms_[node.terms.at(0)];
      const Side range = box_[node.variable];
      if (value.op == Op::number) box_[node.variable] = thin_side(value.number);
      prove_formula(node.children.at(0), label);
      box_[node.variable] = range;
      return;
    }
    case Rule::root:
      prove_solution(node, label);
      return;
    default:
      prove_atoms(node, label);
  }
}

void LatexProof::prove_solution(const Proof& node, const std::string& label) {
  std::string equations;
  for (const ProvedAtom& equation : node.atoms) {
    equations += (equations.empty() ? "" : ",\\quad ") + term(equation.atom.term) + " = 0";
  }
  std::string where;
  for (std::size_t i = 0; i < node.solved.size(); ++i) {
    Side side;
    side.lower = node.solution_box.at(2 * i);
    side.upper = node.solution_box.at(2 * i + 1);
    where += (where.empty() ? "" : ",\\; ") + name(node.solved[i]) + " \\in " + latex_side(side);
    box_[node.solved[i]] = side;
  }
  line(
      "The equations \\[ {} \\] have a solution with ${}$: Krawczyk's operator, at {} bits, maps "
      "this box into its interior. From here on it is that solution.",
      equations, where, node.bits);
  if (!node.children.empty()) prove_formula(node.children[0], label);
}

void LatexProof::prove_atoms(const Proof& node, const std::string& label) {
  std::string facts;
  for (std::size_t i = 0; i < node.atoms.size(); ++i) {
    const ProvedAtom& proved = node.atoms[i];
    introduce(proved.atom.term);
    if (proved.given) {
      line("We show that ${}$ wherever ${}$.", goal(proved.atom.term, proved.atom.relation),
           latex_atom(terms_, *proved.given, names_));
    } else {
      line("We show that ${}$.", goal(proved.atom.term, proved.atom.relation));
    }
    prove_atom(node.children.at(i), proved.atom.term, proved.atom.relation, label);
  }
  if (formula_.nodes.size() > 1 || node.atoms.size() > 1) {
    line("From this the claim follows{}.", label.empty() ? "" : " in this case");
  }
}

std::string to_latex_proof(const Certificate& certificate) {
  return LatexProof(certificate).text();
}

}  // namespace rigor
