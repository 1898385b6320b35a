#include "report/latex_proof.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "conjecture/leaf_rules.hpp"
#include "report/escape.hpp"
#include "report/latex_terms.hpp"
#include "report/number_text.hpp"
#include "verdict/evidence.hpp"

namespace rigor {
namespace {

constexpr std::size_t kMostCases = 30;

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

// The leaves below a node of case distinctions.
std::size_t count_leaves(const Proof& proof) {
  if (proof.children.empty()) return 1;
  std::size_t leaves = 0;
  for (const Proof& child : proof.children) leaves += count_leaves(child);
  return leaves;
}

// What a table says of the boxes that one rule settles.
struct Tally {
  std::size_t boxes = 0;
  std::optional<Enclosure> weakest;
  double least = 0;
};

class Writer {
 public:
  explicit Writer(const Certificate& certificate)
      : certificate_(certificate), terms_(certificate.terms), formula_(certificate.formula) {
    for (const QuantifiedVariable& variable : formula_.variables) {
      names_.push_back(variable.name);
      box_.push_back(variable.range);
    }
  }

  std::string text() {
    out_ = kPreamble;
    line("\\begin{{theorem}}");
    if (certificate_.violated) {
      line("The statement {{\\ttfamily {}}} is false. In fact",
           escape_latex(certificate_.statement));
    } else {
      line("{{\\ttfamily {}}}\\par That is,", escape_latex(certificate_.statement));
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

 private:
  template <class... Arguments>
  void line(fmt::format_string<Arguments...> form, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(out_), form, std::forward<Arguments>(arguments)...);
    out_ += '\n';
  }

  std::string term(TermId id) const { return latex_term(terms_, id, names_); }
  std::string goal(TermId id, Relation relation) const {
    return fmt::format("{} {} 0", function_of(id), latex_relation(relation));
  }
  std::string name(std::size_t variable) const { return latex_name(names_[variable]); }

  // f_1, f_2, ... for long terms that were introduced; else the term.
  std::string function_of(TermId id) const {
    const auto found = functions_.find(id);
    return found == functions_.end() ? "\\left(" + term(id) + "\\right)" : found->second;
  }

  // Names a term that is spoken of from here on.
  void introduce(TermId id) {
    if (functions_.contains(id)) return;
    const std::string f = fmt::format("f_{{{}}}", functions_.size() + 1);
    line("Let \\[ {} = {}. \\]", f, term(id));
    functions_.emplace(id, f);
  }

  std::string box_text() const {
    std::string text;
    for (std::size_t i = 0; i < box_.size(); ++i) {
      if (!text.empty()) text += ",\\; ";
      text += name(i) +
              (is_value(i) ? " = " + latex_number(*box_[i].lower) : " \\in " + latex_side(box_[i]));
    }
    return text;
  }

  bool is_value(std::size_t i) const {
    const Side& side = box_[i];
    return is_bounded(side) && *side.lower == *side.upper;
  }

  static std::string arrows(const Enclosure& range) {
    return number_latex(compact(range)) + "{}^{\\downarrow\\uparrow}";
  }

  // The enclosure that a leaf rests on.
  Enclosure enclosure(const Proof& node, TermId id) const {
    return node.bits <= 53 ? enclosure_by<Interval>(node, id) : enclosure_by<BigInterval>(node, id);
  }

  template <class I>
  Enclosure enclosure_by(const Proof& node, TermId id) const {
    const Precision precision{node.bits};
    LeafRules<I> rules(terms_, id, box_.size(), precision);
    EnclosedBox<I> box(precision);
    box.enter(box_);
    rules.enter(box, true);
    switch (node.rule) {
      case Rule::mean:
        return to_enclosure(rules.mean_value());
      case Rule::taylor:
        return to_enclosure(rules.taylor());
      case Rule::face:
        return to_enclosure(rules.partial(node.variable));
      case Rule::ends:
        return to_enclosure(rules.second_partial(node.variable, node.variable));
      default:
        return to_enclosure(rules.range());
    }
  }

  // ---- Case distinctions.

  template <class Child>
  void split(const Proof& node, const std::string& label, const Child& child) {
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

  void prove_formula(const Proof& node, const std::string& label) {
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

  void prove_solution(const Proof& node, const std::string& label) {
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

  void prove_atoms(const Proof& node, const std::string& label) {
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
      given_ = proved.given;
      prove_atom(node.children.at(i), proved.atom.term, proved.atom.relation, label);
      given_.reset();
    }
    if (formula_.nodes.size() > 1 || node.atoms.size() > 1) {
      line("From this the claim follows{}.", label.empty() ? "" : " in this case");
    }
  }

  // ---- Atoms.

  void prove_atom(const Proof& node, TermId id, Relation relation, const std::string& label) {
    const std::string f = function_of(id);
    switch (node.rule) {
      case Rule::empty:
        line("There is no such point.");
        return;
      case Rule::split:
        if (is_large(node)) {
          tabulate(node, id);
          return;
        }
        split(node, label, [&](const Proof& child, const std::string& at) {
          prove_atom(child, id, relation, at);
        });
        return;
      case Rule::interval:
      case Rule::mean:
      case Rule::taylor:
        prove_by_enclosure(node, id, relation);
        return;
      case Rule::face: {
        const char* monotone = node.end == End::lower ? "does not fall" : "does not rise";
        line(
            "The partial derivative $\\partial {}/\\partial {}$ is contained in ${}$ here, so ${}$ "
            "{} in ${}$, and it suffices to consider the {} end of its range.",
            f, name(node.variable), arrows(enclosure(node, id)), f, monotone, name(node.variable),
            node.end == End::lower ? "lower" : "upper");
        on_face(node.variable, node.end,
                [&] { prove_atom(node.children.at(0), id, at_face(node, relation), label); });
        return;
      }
      case Rule::ends:
        line(
            "The second derivative $\\partial^2 {}/\\partial {}^2$ is contained in ${}$ here, so "
            "${}$ is concave in ${}$, and it suffices to consider both ends of its range.",
            f, name(node.variable), arrows(enclosure(node, id)), f, name(node.variable));
        on_face(node.variable, End::lower,
                [&] { prove_atom(node.children.at(0), id, relation, label); });
        on_face(node.variable, End::upper,
                [&] { prove_atom(node.children.at(1), id, relation, label); });
        return;
      default:
        prove_by_identity(node, id, relation, label);
    }
  }

  Relation at_face(const Proof& node, Relation relation) const {
    const Side& side = box_[node.variable];
    const bool is_open = node.end == End::lower ? side.lower_open : side.upper_open;
    return relation == Relation::greater && is_open ? Relation::at_least : relation;
  }

  template <class Body>
  void on_face(std::size_t variable, End end, const Body& body) {
    const Side saved = box_[variable];
    box_[variable] = thin_side(end == End::lower ? *saved.lower : *saved.upper);
    line("\nAt ${} = {}$:", name(variable), latex_number(*box_[variable].lower));
    body();
    box_[variable] = saved;
  }

  void prove_by_enclosure(const Proof& node, TermId id, Relation relation) {
    const char* form = node.rule == Rule::interval ? "natural interval extension"
                       : node.rule == Rule::mean   ? "mean value form"
                                                   : "second-order form";
    line("The {} of ${}$ over ${}$ is contained in ${}$, so ${}$.", form, function_of(id),
         box_text(), arrows(enclosure(node, id)), goal(id, relation));
  }

  // Reductions that rest on an identity of terms.
  void prove_by_identity(const Proof& node, TermId id, Relation relation,
                         const std::string& label) {
    const std::string f = function_of(id);
    const auto child = [&](std::size_t i, TermId of, Relation rel) {
      introduce(of);
      line("Now ${}$:", goal(of, rel));
      prove_atom(node.children.at(i), of, rel, label);
    };
    switch (node.rule) {
      case Rule::multiply:
        line("We multiply: $\\left({}\\right) \\cdot {} = {}$, identically.",
             term(node.terms.at(0)), f, term(node.terms.at(1)));
        child(0, node.terms.at(0), Relation::greater);
        child(1, node.terms.at(1), relation);
        return;
      case Rule::combine:
        line(
            "Identically, ${} = \\left({}\\right) \\cdot w + {}$, where $w$ is the term whose sign "
            "is given.",
            f, term(node.terms.at(0)), term(node.terms.at(1)));
        if (node.children.size() == 2) child(0, node.terms.at(0), Relation::at_least);
        child(node.children.size() - 1, node.terms.at(1), relation);
        return;
      case Rule::slope: {
        const bool is_lower = node.end == End::lower;
        const Relation face = at_face(node, relation);
        line(
            "$\\partial {}/\\partial {} = {}\\left({}\\right)$; if the last factor is not "
            "negative, it "
            "suffices to consider the {} end of the range of ${}$.",
            f, name(node.variable), is_lower ? "" : "-", term(node.terms.at(0)),
            is_lower ? "lower" : "upper", name(node.variable));
        on_face(node.variable, node.end, [&] { prove_atom(node.children.at(0), id, face, label); });
        child(1, node.terms.at(0), face == relation ? Relation::at_least : Relation::greater);
        return;
      }
      case Rule::limit:
        line(
            "As ${}$ tends to infinity, ${}$ tends to a limit that is not negative, and its "
            "derivative, away from there, has the sign of ${}$.",
            name(node.variable), f, term(node.terms.at(0)));
        child(0, node.terms.at(0),
              relation == Relation::greater ? Relation::greater : Relation::at_least);
        return;
      case Rule::order:
        line(
            "Either ${0} \\ge {1}$, and we write ${0} + {1}$ for ${0}$ with a new ${0} \\ge 0$; or "
            "the "
            "other way round.",
            name(node.variable), name(node.other));
        prove_shifted(node, relation, label);
        return;
      case Rule::cases:
        line("The term ${}$ is one of two others at each point.", term(node.terms.at(0)));
        child(0, node.terms.at(1), relation);
        child(1, node.terms.at(2), relation);
        return;
      case Rule::through:
        line(
            "${}$ is the difference of the values of an increasing function, so it has the sign of "
            "the difference of their arguments.",
            f);
        child(0, node.terms.at(2), relation);
        return;
      case Rule::positive:
        line(
            "In the Bernstein basis of the box (on half-lines: in powers of the distance to the "
            "end) all coefficients of the polynomial ${}$ are nonnegative, exactly, so ${}$.",
            f, goal(id, relation));
        return;
      case Rule::zero: {
        std::string where;
        for (const VariableTerm& equation : node.where) {
          where += (where.empty() ? "" : ",\\; ") + name(equation.variable) + " = " +
                   term(equation.term);
        }
        line(
            "${}$ vanishes identically for ${}$, together with its derivatives of order below {}; "
            "those of order {} have the right sign between this zero and the box (by interval "
            "evaluation at 128 bits), so by Taylor's formula ${}$.",
            f, where, node.order, node.order, goal(id, relation));
        return;
      }
      default:
        line("${} = 0$ is an identity.", f);
    }
  }

  void prove_shifted(const Proof& node, Relation relation, const std::string& label) {
    for (std::size_t part = 0; part < 2; ++part) {
      const std::size_t x = part == 0 ? node.variable : node.other;
      const std::size_t y = part == 0 ? node.other : node.variable;
      const Side saved = box_[x];
      Side side;
      side.lower = Rational(0);
      if (saved.upper && box_[y].lower) side.upper = *saved.upper - *box_[y].lower;
      box_[x] = side;
      introduce(node.terms.at(part));
      line("Now ${}$:", goal(node.terms.at(part), relation));
      prove_atom(node.children.at(part), node.terms.at(part), relation, label);
      box_[x] = saved;
    }
  }

  // ---- Large trees.

  static bool is_large(const Proof& node) { return count_leaves(node) > kMostCases; }

  // `id`: the term whose sign is proved on the boxes; if absent, the nodes are of the formula.
  void tabulate(const Proof& node, std::optional<TermId> id) {
    std::map<std::string, Tally> tallies;
    std::vector<Rational> narrowest(box_.size());
    std::size_t boxes = 0;
    collect(node, id, tallies, narrowest, boxes);
    line(
        "The box ${}$ is cut into {} boxes, on each of which one enclosure or reduction settles "
        "the "
        "claim; the certificate lists them. By rules:",
        box_text(), boxes);
    line(
        "\\begin{{longtable}}{{@{{}}lrl@{{}}}}\n\\toprule\nrule & boxes & enclosure nearest to 0 "
        "\\\\\n\\midrule");
    for (const auto& [rule, tally] : tallies) {
      line("{} & {} & {} \\\\", rule, tally.boxes,
           tally.weakest ? "$" + arrows(*tally.weakest) + "$" : "");
    }
    line("\\bottomrule\n\\end{{longtable}}");
    std::string widths;
    for (std::size_t i = 0; i < narrowest.size(); ++i) {
      if (narrowest[i] == 0) continue;
      widths += (widths.empty() ? "" : ",\\; ") + name(i) + ":\\ " + latex_number(narrowest[i]);
    }
    if (!widths.empty()) line("The narrowest sides have the widths ${}$.", widths);
  }

  void collect(const Proof& node, std::optional<TermId> id, std::map<std::string, Tally>& tallies,
               std::vector<Rational>& narrowest, std::size_t& boxes) {
    if (node.rule == Rule::split) {
      const auto parts = rigor::split(box_[node.variable], node.at, node.owner);
      const Side whole = box_[node.variable];
      for (std::size_t part = 0; part < 2; ++part) {
        Side& side = box_[node.variable];
        side = part == 0 ? parts.first : parts.second;
        if (is_bounded(side)) {
          const Rational width = *side.upper - *side.lower;
          Rational& least = narrowest[node.variable];
          if (width > 0 && (least == 0 || width < least)) least = width;
        }
        collect(node.children[part], id, tallies, narrowest, boxes);
      }
      box_[node.variable] = whole;
      return;
    }
    if (node.rule == Rule::atoms) {
      for (std::size_t i = 0; i < node.atoms.size(); ++i) {
        collect(node.children.at(i), node.atoms[i].atom.term, tallies, narrowest, boxes);
      }
      return;
    }
    ++boxes;
    Tally& tally = tallies[std::string(spelling(node.rule))];
    ++tally.boxes;
    const bool is_enclosure =
        node.rule == Rule::interval || node.rule == Rule::mean || node.rule == Rule::taylor;
    if (!id || !is_enclosure) return;
    const Enclosure range = enclosure(node, *id);
    // For the eye only: which one to print.
    const double lower = std::strtod(range.lower.c_str(), nullptr);
    if (!tally.weakest || lower < tally.least) {
      tally.weakest = range;
      tally.least = lower;
    }
  }

  const Certificate& certificate_;
  const Terms& terms_;
  const ClosedFormula& formula_;
  std::vector<std::string> names_;
  Box box_;
  std::map<TermId, std::string> functions_;
  std::optional<Atom> given_;
  std::string out_;
};

}  // namespace

std::string to_latex_proof(const Certificate& certificate) {
  return Writer(certificate).text();
}

}  // namespace rigor
