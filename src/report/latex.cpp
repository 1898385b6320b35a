#include "report/latex.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "report/escape.hpp"
#include "report/formula_lines.hpp"
#include "report/grouping.hpp"
#include "report/number_text.hpp"
#include "report/table.hpp"
#include "verdict/version.hpp"
#include "verdict/words.hpp"

namespace rigor {
namespace {

constexpr std::string_view kPreamble = R"(\documentclass[11pt]{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage[a4paper,margin=25mm]{geometry}
\usepackage{amsmath,amssymb,booktabs,longtable,array}
\DeclareMathOperator{\erf}{erf}
\DeclareMathOperator{\erfc}{erfc}
\DeclareMathOperator{\sgn}{sgn}
\DeclareMathOperator{\Var}{Var}
\DeclareMathOperator{\Cov}{Cov}
\DeclareMathOperator{\tr}{tr}
\DeclareMathOperator{\diag}{diag}
\DeclareMathOperator{\rank}{rank}
\DeclareMathOperator{\relu}{ReLU}
\DeclareMathOperator*{\argmax}{arg\,max}
\DeclareMathOperator*{\argmin}{arg\,min}
\setlength{\parindent}{0pt}
\setlength{\parskip}{4pt}
\raggedright
\allowdisplaybreaks
)";

std::string prose(std::string_view text) {
  return render_prose(text, escape_latex,
                      [](std::string_view formula) { return "$" + std::string(formula) + "$"; });
}

std::string number(const Enclosure& value) {
  return "$" + number_latex(compact(value)) + "$";
}

std::string source(const Source& from) {
  if (from.arxiv.empty()) return prose(from.where);
  if (from.version == 0) {
    return "Rigor's own statement" + (from.where.empty() ? "" : ", " + prose(from.where));
  }
  return fmt::format("{}, as printed in arXiv:{}v{}", prose(from.where), escape_latex(from.arxiv),
                     from.version);
}

std::string itemize(const std::vector<std::string>& items) {
  if (items.empty()) return "";
  std::string out = "\\begin{itemize}\n";
  for (const std::string& item : items) out += "\\item {}" + prose(item) + "\n";
  return out + "\\end{itemize}\n";
}

std::string verdict_rows(const std::vector<const Result*>& results) {
  std::string out =
      "\\begin{longtable}{@{}llllr@{}}\n\\toprule\ncase & verdict & scope & margin & bits "
      "\\\\\n\\midrule\n\\endhead\n";
  for (const Result* result : results) {
    const Outcome& outcome = result->outcome;
    out += fmt::format("{} & {} & {} & {} & {} \\tabularnewline\n", escape_latex(result->case_name),
                       word(outcome.verdict), word(outcome.scope),
                       outcome.margin ? number(*outcome.margin) : "", outcome.bits);
  }
  return out + "\\bottomrule\n\\end{longtable}\n";
}

std::string constants(const std::vector<const Result*>& results) {
  std::string rows;
  for (const Result* result : results) {
    for (const Quantity& quantity : result->outcome.quantities) {
      rows += fmt::format("{} & {} & {} \\tabularnewline\n", escape_latex(result->case_name),
                          prose(quantity.name), number(quantity.value));
    }
  }
  if (rows.empty()) return "";
  return "\\begin{longtable}{@{}lp{0.4\\linewidth}l@{}}\n\\toprule\ncase & quantity & enclosure "
         "\\\\\n\\midrule\n\\endhead\n" +
         rows + "\\bottomrule\n\\end{longtable}\n";
}

std::string remarks(const std::vector<const Result*>& results) {
  std::string out;
  for (const Result* result : results) {
    const Outcome& outcome = result->outcome;
    const std::string name = escape_latex(result->case_name);
    if (!outcome.reason.empty()) {
      out += fmt::format("\\emph{{{}}}: {}\n\n", name, prose(outcome.reason));
    }
    if (!outcome.witness) continue;
    out += fmt::format("\\emph{{{}}}, witness", name);
    for (const auto& [coordinate, value] : outcome.witness->coordinates) {
      out += fmt::format(" {} = {},", prose(coordinate), escape_latex(value));
    }
    out += fmt::format(" left side {}, right side {}.\n\n", number(outcome.witness->left),
                       number(outcome.witness->right));
  }
  return out;
}

std::string rests_on(const std::vector<const Result*>& results) {
  std::vector<std::string> lemmas;
  for (const Result* result : results) {
    for (const std::string& lemma : result->outcome.rests_on) {
      if (std::find(lemmas.begin(), lemmas.end(), lemma) == lemmas.end()) lemmas.push_back(lemma);
    }
  }
  return lemmas.empty() ? "" : "\\textbf{Rests on.}\n" + itemize(lemmas);
}

std::string display(const std::string& formula) {
  constexpr std::size_t most_signs = 62;  // on a line of the page
  const std::vector<std::string> lines = formula_lines(formula, most_signs);
  if (lines.size() < 2) return "\\[\n" + formula + "\n\\]\n";
  return fmt::format("\\begin{{gather*}}\n{}\n\\end{{gather*}}\n", fmt::join(lines, " \\\\\n"));
}

std::string claim_part(const Run& run, const Claim& claim) {
  const std::vector<const Result*> results = results_of(run, claim);
  std::string out = fmt::format("\\subsection*{{{}: {}}}\n{}.\n", escape_latex(claim.id()),
                                prose(claim.title), source(claim.source));
  out += display(claim.statement);
  if (!claim.hypotheses.empty()) out += "\\textbf{Hypotheses.}\n" + itemize(claim.hypotheses);
  if (!claim.scope.empty()) out += "\\textbf{Scope.} " + prose(claim.scope) + "\n\n";
  if (!claim.notes.empty()) out += "\\textbf{Notes.} " + prose(claim.notes) + "\n\n";
  return out + verdict_rows(results) + constants(results) + remarks(results) + rests_on(results) +
         "\n";
}

std::string kind_part(const Run& run, Kind kind, std::string_view heading) {
  std::string out;
  for (const Claim* claim : claims_of(run, kind)) out += claim_part(run, *claim);
  return out.empty() ? out : fmt::format("\\section*{{{}}}\n", heading) + out;
}

std::string cases(const Run& run) {
  std::string out =
      "\\section*{Cases}\n\\begin{longtable}{@{}llrrrrl@{}}\n\\toprule\ncase & title & $n$ & "
      "$\\mu$ "
      "& "
      "$\\sigma$ from & to & and \\\\\n\\midrule\n\\endhead\n";
  for (const Case& input : run.cases) {
    const auto noise = [&](const Rational& q) { return input.has_noise() ? to_string(q) : "--"; };
    out += fmt::format("{} & {} & {} & {} & {} & {} & {} \\tabularnewline\n",
                       escape_latex(input.name), escape_latex(input.title), input.points.size(),
                       noise(input.mu), noise(input.sigma.from), noise(input.sigma.to),
                       escape_latex(case_words(input)));
  }
  return out + "\\bottomrule\n\\end{longtable}\n";
}

}  // namespace

std::string to_latex(const Run& run) {
  std::string out(kPreamble);
  out += "\\begin{document}\n\\section*{Verification report}\n" + escape_latex(count_line(run)) +
         fmt::format(".\nRigor {}, {} digits, at most {} bits, {} steps a check.\n\n", version(),
                     run.options.digits, run.options.max_bits, run.options.budget);
  out +=
      "Every number is an enclosure of the exact value, rounded outward; digits in brackets are "
      "the last ones of its lower and of its upper end.\n\n";
  if (!run.complete) out += "\\textbf{Incomplete: the run was interrupted.}\n\n";
  out += cases(run) + kind_part(run, Kind::claim, "Claims") +
         kind_part(run, Kind::printed, "Statements as printed") +
         kind_part(run, Kind::false_variant, "The teeth of the checks");
  return out + "\\end{document}\n";
}

}  // namespace rigor
