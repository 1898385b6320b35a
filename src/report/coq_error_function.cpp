// The error function, which CoqInterval doesn't evaluate, by values at points.
#include <algorithm>

#include "conjecture/constant_value.hpp"
#include "number/rational_rounding.hpp"
#include "report/coq_exporter.hpp"

namespace rigor {
namespace {

constexpr int kBits = 300;
const Rational kLongest(1, 4);

Rational power_of(long base, int n) {
  Rational result = 1;
  for (int i = 0; i < n; ++i) result *= base;
  return result;
}

Rational floor_on(const Rational& x, const Rational& grid) {
  return Rational(floor_of(x * grid)) / grid;
}

Rational ceil_on(const Rational& x, const Rational& grid) {
  return -floor_on(-x, grid);
}

}  // namespace

std::vector<TermId> CoqExporter::error_operands(TermId term) const {
  std::vector<TermId> operands;
  for (const TermId id : subterms(terms_, std::vector<TermId>{term})) {
    const Term& t = terms_[id];
    if (t.op != Op::erf && t.op != Op::erfc) continue;
    if (std::find(operands.begin(), operands.end(), t.a) == operands.end()) {
      operands.push_back(t.a);
    }
  }
  return operands;
}

std::optional<Proof> CoqExporter::halves_for_errors(const Proof& node, TermId term) const {
  const std::vector<std::size_t> free = free_variables(term);
  if (free.size() != 1 || error_operands(term).empty()) return std::nullopt;
  const Side& side = box_[free[0]];
  if (side.integer || !is_bounded(side) || *side.upper - *side.lower <= kLongest) {
    return std::nullopt;
  }
  Proof halves;
  halves.rule = Rule::split;
  halves.variable = free[0];
  halves.at = (*side.lower + *side.upper) / 2;
  halves.owner = Owner::both;
  halves.children = {node, node};
  return halves;
}

// Bounds of erf c have so many digits that 1 - erf c keeps 12.
void CoqExporter::replace_errors(TermId term) {
  for (const TermId u : error_operands(term)) {
    if (!error_operands(u).empty()) throw CoqRefusal("an error function of another one");
    const std::optional<Bounds> range = bounds_of_term(terms_, u, box_, kBits);
    if (!range || !range->lower || !range->upper) {
      throw CoqRefusal("an error function on an unbounded range");
    }
    Rational c = *range->lower;
    const std::string z = fresh("z_");
    if (terms_[u].op != Op::number) {
      // Ends with few digits, about 1/64 of the length outside of it.
      Rational grid = 16;
      for (int k = 0; k < 80 && (*range->upper - *range->lower) * grid < 64; ++k) grid *= 2;
      const Rational lower = floor_on(*range->lower, grid);
      const Rational upper = ceil_on(*range->upper, grid);
      c = floor_on((lower + upper) / 2, grid);
      const std::string at = coq_number(c);
      line("destruct (erf_near {0} {1} {2} ({3})) as [{4} [Z{4} E{4}]];", coq_number(lower),
           coq_number(upper), at, basic(u), z);
      line(
          "  [lra | first [lra | interval | interval with (i_prec 100)] | rewrite E{0}; clear "
          "E{0}].",
          z);
      // The remainder as a number of its own: in a Taylor model it would cost more.
      const std::string rest =
          fmt::format("2 / sqrt PI * ({0} * exp (- {0} ^ 2)) * ({1} - {2}) ^ 2", z, basic(u), at);
      line("interval_intro ({0}) with (i_prec 90) as R{1}; generalize dependent ({0});", rest, z);
      line("  intros r{0} R{0}; clear {0} Z{0}.", z);
    }
    const TermId value = terms_.apply(Op::erf, terms_.number(c));
    const std::optional<Bounds> bounds = bounds_of_term(terms_, value, box_, kBits);
    if (!bounds || !bounds->lower || !bounds->upper) throw CoqRefusal("an error function");
    int digits = 12;
    for (Rational square = c * c; square > Rational(23, 10); square -= Rational(23, 10)) ++digits;
    const Rational grid = power_of(10, digits);
    const std::string at = coq_number(c);
    line("assert (K{} : {} <= erf {} <= {}).", z, coq_number(floor_on(*bounds->lower, grid)), at,
         coq_number(ceil_on(*bounds->upper, grid)));
    line(
        "{{ first [rewrite erf_0; lra | unfold erf; split; integral with (i_prec {}, i_fuel 400, "
        "i_degree 15)]. }}",
        digits * 10 / 3 + 30);
    line("generalize dependent (erf {}); intros e{} K{}.", at, z, z);
  }
}

}  // namespace rigor
