#include "report/html_claim.hpp"

#include <fmt/format.h>

#include "report/escape.hpp"
#include "report/formula_lines.hpp"
#include "report/grouping.hpp"
#include "report/html_parts.hpp"
#include "report/math.hpp"
#include "report/svg.hpp"
#include "verdict/words.hpp"

namespace rigor {
namespace {

std::string fact(std::string_view name, const std::string& value) {
  return value.empty() ? "" : fmt::format("<dt>{}</dt><dd>{}</dd>\n", name, value);
}

std::string list(const std::vector<std::string>& items) {
  if (items.empty()) return "";
  std::string out;
  for (const std::string& item : items) out += "<li>" + prose_html(item) + "</li>";
  return "<ul>" + out + "</ul>";
}

std::string quantities(const Outcome& outcome) {
  if (outcome.quantities.empty()) return "";
  std::string rows;
  for (const Quantity& quantity : outcome.quantities) {
    rows += fmt::format(
        "<tr><th scope=\"row\">{}</th><td class=\"number\">{}{}</td><td class=\"end\">{}</td>"
        "<td class=\"end\">{}</td></tr>\n",
        prose_html(quantity.name), enclosure_html(quantity.value),
        quantity.digits_reached ? "" : " <span class=\"soft\">(fewer digits than asked)</span>",
        escape_html(quantity.value.lower), escape_html(quantity.value.upper));
  }
  return "<h4>Enclosures</h4><div "
         "class=\"scroll\"><table><thead><tr><th>quantity</th><th>value</th>"
         "<th>lower end</th><th>upper end</th></tr></thead><tbody>\n" +
         rows + "</tbody></table></div>\n";
}

std::string witness(const Outcome& outcome) {
  if (!outcome.witness) return "";
  const Witness& found = *outcome.witness;
  std::string place;
  for (const auto& [name, value] : found.coordinates) {
    place += (place.empty() ? "" : ", ") + prose_html(name) + " = <span class=\"range\">" +
             escape_html(value) + "</span>";
  }
  return fmt::format("<h4>Witness</h4><p>At {}: left side {}, right side {}. {}</p>\n",
                     place.empty() ? "the given input" : place, enclosure_html(found.left),
                     enclosure_html(found.right),
                     found.confirmed ? "A second engine (Arb) evaluated it again and agrees." : "");
}

std::string parts(const Outcome& outcome) {
  if (outcome.parts.empty()) return "";
  std::string rows;
  for (const Part& part : outcome.parts) {
    rows += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n",
                        prose_html(part.range), badge(part.verdict), prose_html(part.reason));
  }
  return "<h4>Parts of the range</h4><div class=\"scroll\"><table><thead><tr><th>range</th>"
         "<th>verdict</th><th></th></tr></thead><tbody>\n" +
         rows + "</tbody></table></div>\n";
}

std::string hypotheses(const Outcome& outcome) {
  if (outcome.hypotheses.empty()) return "";
  std::string items;
  for (const Hypothesis& hypothesis : outcome.hypotheses) {
    items += fmt::format("<li>{} {}</li>", prose_html(hypothesis.text), badge(hypothesis.verdict));
  }
  return "<h4>Hypotheses on this input</h4><ul>" + items + "</ul>\n";
}

/// What a closed block shows.
std::string glance(const Outcome& outcome) {
  std::string out;
  if (outcome.margin) out += "margin " + enclosure_html(*outcome.margin) + " \u00b7 ";
  out += std::string(word(outcome.scope)) + " \u00b7 ";
  return out + (outcome.bits == 53 ? "double intervals" : fmt::format("{} bits", outcome.bits));
}

std::string result_block(const Result& result, bool open) {
  const Outcome& outcome = result.outcome;
  std::string out = fmt::format(
      "<details id=\"{}\"{}><summary><span class=\"case\">{}</span> {} <span "
      "class=\"glance\">{}</span></summary>\n",
      result_anchor(result), open ? " open" : "", escape_html(result.case_name),
      badge(outcome.verdict), glance(outcome));
  if (!outcome.reason.empty()) out += "<p>" + prose_html(outcome.reason) + "</p>\n";
  out += witness(outcome) + parts(outcome) + quantities(outcome) + hypotheses(outcome);
  if (!outcome.rests_on.empty()) out += "<h4>Rests on</h4>" + list(outcome.rests_on) + "\n";
  if (!result.plots.empty()) {
    out += "<div class=\"plots\">";
    for (const Plot& plot : result.plots) out += to_svg(plot) + "\n";
    out += "</div>";
  }
  return out + "</details>\n";
}

std::string display(const std::string& formula) {
  constexpr std::size_t most_signs = 84;  // across the page
  std::string out;
  for (const std::string& line : formula_lines(formula, most_signs)) {
    out += to_mathml(line, MathStyle::display);
  }
  return out;
}

}  // namespace

std::string claim_section(const Run& run, const Claim& claim) {
  std::string out = fmt::format(
      "<section class=\"claim\" id=\"{}\">\n<h3><span class=\"id\">{}</span> {}</h3>\n"
      "<p class=\"source\">{}</p>\n<div class=\"statement\">{}</div>\n<dl class=\"facts\">\n",
      claim_anchor(claim), escape_html(claim.id()), prose_html(claim.title),
      source_html(claim.source), display(claim.statement));
  out += fact("Hypotheses", list(claim.hypotheses));
  out += fact("Scope", prose_html(claim.scope));
  out += fact("Notes", prose_html(claim.notes));
  out += "</dl>\n";
  bool plotted = false;
  for (const Result* result : results_of(run, claim)) {
    const Verdict verdict = result->outcome.verdict;
    const bool first_plot = !plotted && !result->plots.empty();
    plotted = plotted || first_plot;
    const bool surprising = claim.kind != Kind::false_variant &&
                            (verdict == Verdict::violated || verdict == Verdict::inconclusive);
    out += result_block(*result, surprising || first_plot);
  }
  return out + "</section>\n";
}

}  // namespace rigor
