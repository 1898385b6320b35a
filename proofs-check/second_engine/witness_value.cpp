#include "second_engine/witness_value.hpp"

#include <arf.h>
#include <mpfr.h>

#include <stdexcept>

#include "number/decimal.hpp"
#include "second_engine/certificate_walk.hpp"

namespace rigor::second_engine {
namespace {

std::string decimal_of(const Arf& end, int digits, bool up) {
  const slong bits = arf_bits(end.get());
  mpfr_t number;
  mpfr_init2(number, bits < 2 ? 2 : bits);
  arf_get_mpfr(number, end.get(), up ? MPFR_RNDU : MPFR_RNDD);
  std::string text = up ? upper_decimal(number, digits) : lower_decimal(number, digits);
  mpfr_clear(number);
  return text;
}

}  // namespace

WitnessValue evaluate_at_witness(const std::string& terms, const std::vector<Rational>& point,
                                 int digits) {
  WitnessValue result;
  Graph graph;
  std::vector<Id> ids;
  try {
    Lines lines(terms);
    while (lines.next_exists()) ids.push_back(read_term(lines, graph, ids, point.size()));
  } catch (const Rejected& fault) {
    throw std::invalid_argument(fault.reason);
  }
  if (ids.empty()) throw std::invalid_argument("expected a term");
  const Program program = graph.program(ids.back());
  Box box;
  for (const Rational& coordinate : point) box.push_back(thin(coordinate));
  const long wanted = 4L * digits + 10;
  for (long bits = wanted; bits <= 16 * wanted; bits *= 2) {
    const Arithmetic<BigEnds> a(BigEnds{bits});
    const Sides<BigEnds> sides(a, program, box);
    const Values<BigEnds> values = Evaluator<BigEnds>(a, graph, program).values(sides.place(), {});
    const Range<BigEnds>& range = values.ranges.back();
    if (Arithmetic<BigEnds>::empty(range)) return result;
    result.defined = values.open.empty();
    result.lower = decimal_of(range.lower, digits, false);
    result.upper = decimal_of(range.upper, digits, true);
    Ball ball;
    arb_set_interval_arf(ball.get(), range.lower.get(), range.upper.get(), bits);
    if (result.defined && arb_rel_accuracy_bits(ball.get()) >= wanted - 10) break;
  }
  return result;
}

}  // namespace rigor::second_engine
