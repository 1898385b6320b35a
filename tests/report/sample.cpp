#include "report/sample.hpp"

#include <cmath>

#include "number/rational.hpp"

namespace rigor::sample {
namespace {

std::string decimal(double x) {
  return std::to_string(x);
}

Plot wave_plot(const Case& input) {
  Plot plot{"The wave of " + input.name, "y", "value", {{"sin", {}}, {"cos < 1", {}}}};
  for (int k = -100; k < 100; ++k) {
    const double x0 = k / 20.0;
    const double x1 = (k + 1) / 20.0;
    const auto box = [&](double a, double b) {
      return PlotBox{decimal(x0), decimal(x1), decimal(std::min(a, b) - 1e-3),
                     decimal(std::max(a, b) + 1e-3)};
    };
    plot.curves[0].boxes.push_back(box(10 * std::sin(x0), 10 * std::sin(x1)));
    plot.curves[1].boxes.push_back(box(3 * std::cos(4 * x0) - 0.5, 3 * std::cos(4 * x1) + 0.5));
  }
  plot.curves[1].boxes[50].upper = "inf";
  return plot;
}

Plot decay_plot() {
  Plot plot{"A bound that falls", "sigma", "bound", {{"bound", {}}}};
  for (int k = 0; k < 60; ++k) {
    const double low = std::pow(10.0, -0.1 * (k + 1));
    plot.curves[0].boxes.push_back({decimal(k / 60.0), decimal((k + 1) / 60.0), decimal(low),
                                    decimal(std::pow(10.0, -0.1 * k))});
  }
  return plot;
}

Outcome variance_outcome(const Case& input, const Effort& effort) {
  Outcome out;
  out.hypotheses = {{"sigma > 0", Verdict::verified},
                    {"$\\delta \\ge 2\\sigma$", Verdict::verified}};
  if (!input.sigma.is_point()) {
    out.verdict = Verdict::inapplicable;
    out.hypotheses[1].verdict = Verdict::violated;
    out.reason = "$\\delta \\ge 2\\sigma$ is false: delta = 1/2 < 1 = 2 sigma";
    return out;
  }
  out.verdict = Verdict::verified;
  out.margin = Enclosure{"0.12345678901234567890", "0.12345678901234567899"};
  out.quantities = {{"variance at $m_1$", {"1.1000000000000000000", "1.1000000000000000001"}},
                    {"weight", {"-3.5400000000000000001e-271", "-3.5399999999999999999e-271"}},
                    {"third cumulant", {"0", "0"}}};
  out.rests_on = {"Lemma V (docs/claims.md): the two nearest atoms have equal weight at $m_i$"};
  out.wants_precision = effort.is_double();
  return out;
}

Outcome split_outcome(const Case& input, const Effort&) {
  Outcome out;
  out.scope = Scope::box;
  out.margin = Enclosure{"-0.5", "2.25"};
  if (input.sigma.is_point()) {
    out.verdict = Verdict::inconclusive;
    out.reason = "budget: 1000 boxes left a gap < 1e-3 near y = 0; try --budget 2000";
    out.quantities = {{"sharpest constant", {"0.9", "1.1"}, false}};
    return out;
  }
  out.verdict = Verdict::verified;
  out.scope = Scope::unbounded;
  out.parts = {{"$0 < \\sigma \\le 1/16$", Verdict::verified, ""},
               {"$1/16 < \\sigma \\le 1/8$", Verdict::inapplicable, "the gap is too small"}};
  return out;
}

Outcome printed_outcome(const Case&, const Effort&) {
  Outcome out;
  out.verdict = Verdict::violated;
  out.margin = Enclosure{"-0.0083316", "-0.0075416"};
  out.hypotheses = {{"sigma > 0", Verdict::verified}};
  out.witness = Witness{{{"y", "891/101"}, {"i", "9"}},
                        {"0.00078998471300000000000", "0.00078998471399999999999"},
                        {"0.0083316831683168316831", "0.0083316831683168316832"},
                        true};
  return out;
}

Registry make_registry() {
  const Source paper{"2502.03435", 1, "Proposition 2"};
  Claim first;
  first.base = "WAVE-1";
  first.part = "a";
  first.title = "The variance at midpoints is at least a quarter of the squared gap & <more>";
  first.statement =
      "\\operatorname{Var}(W \\mid Y=m_i) \\ge \\frac{(x_{i+1}-x_i)^2}{4(1+S)}, \\quad "
      "S=\\sum_{k\\ge 1} q^{k(k+1)/2},\\ q=\\exp\\left(-\\frac{\\delta^2}{\\sigma^2}\\right)";
  first.hypotheses = {"sigma > 0", "$\\delta \\ge 2\\sigma$"};
  first.source = paper;
  first.scope = "every midpoint of the case, at the given $\\sigma$";
  first.notes = "Sharper than the paper's by a factor of $n/2$.";
  first.check = variance_outcome;
  first.plot = [](const Case& input) { return std::vector<Plot>{wave_plot(input), decay_plot()}; };

  Claim second = first;
  second.part = "b";
  second.title = "A bound on the whole range";
  second.statement =
      "\\int_{\\mathbb{R}} |s''| \\le \\sqrt{\\frac{\\pi}{2}} \\max_{i<j} \\lvert "
      "c_j-c_i\\rvert \\erfc(\\tfrac{\\delta}{8\\sqrt2\\,\\sigma})";
  second.source = {"2502.03435", 0, "sharper form of Theorem 4"};
  second.notes = "";
  second.check = split_outcome;
  second.plot = nullptr;

  Claim printed = second;
  printed.base = "WEIGHT-9";
  printed.part = "";
  printed.variant = "printed";
  printed.kind = Kind::printed;
  printed.title = "The lower bound of the weight, as printed";
  printed.statement =
      "\\pi(y) \\ge \\frac{\\mu}{n^2}\\left(\\frac12-e^{-\\delta^2/2\\sigma^2}"
      "\\right)\\min\\left(\\frac{i^2(i-1)}{2},\\frac{(n-i)^2(n-i+1)}{2}\\right)\\Delta";
  printed.source = {"2502.03435", 1, "Proposition 9"};
  printed.own_input = true;
  printed.input_name = "C";
  printed.check = printed_outcome;

  Claim false_one = printed;
  false_one.variant = "false-a";
  false_one.kind = Kind::false_variant;
  false_one.title = "With radius $\\delta/2$ in place of $\\delta/4$";
  false_one.input_name = "A";
  return {first, second, printed, false_one};
}

}  // namespace

const Registry& registry() {
  static const Registry instance = make_registry();
  return instance;
}

std::vector<Case> cases() {
  Case two;
  two.name = "two";
  two.title = "two points <b>&amp; a 'quote'</b> 100% #1 x_1";
  two.file = "cases/two.toml";
  two.hash = std::string(64, 'a');
  two.points = {{Rational(-1)}, {Rational(1)}};
  two.mu = Rational(1) / 2;
  two.sigma = {Rational(1) / 4, Rational(1) / 4};
  Case range = two;
  range.name = "range & co";
  range.title = "a range of σ";
  range.sigma = {Rational(0), Rational(1) / 8};
  return {two, range};
}

Run run_all(unsigned jobs) {
  RunOptions options;
  options.jobs = jobs;
  options.printed = true;
  options.plots = true;
  return run(registry(), cases(), options);
}

}  // namespace rigor::sample
