#include "conjecture/constant_value.hpp"

#include <span>

#include "analysis/term_program.hpp"

namespace rigor {

std::optional<Bounds> bounds_of_term(const Terms& terms, TermId term, const Box& box, int bits) {
  if (terms[term].op == Op::number) return Bounds{terms[term].number, terms[term].number};
  const Precision precision{bits};
  const TermProgram<BigInterval> program(terms, std::span(&term, 1), box.size(), precision);
  auto work = program.workspace();
  program.evaluate(enclose_box<BigInterval>(box, precision), work);
  if (!program.is_defined(work, 0)) return std::nullopt;
  const BigInterval& range = program.root_range(work, 0);
  if (is_empty(range)) return std::nullopt;
  Bounds bounds;
  if (!range.lower().is_infinite()) bounds.lower = lower_rational(range);
  if (!range.upper().is_infinite()) bounds.upper = upper_rational(range);
  return bounds;
}

std::optional<int> sign_of_constant(const Terms& terms, TermId term) {
  for (int bits = 128; bits <= 1024; bits *= 2) {
    const auto bounds = bounds_of_term(terms, term, {}, bits);
    if (!bounds || !bounds->lower || !bounds->upper) continue;
    if (*bounds->lower > 0) return 1;
    if (*bounds->upper < 0) return -1;
    if (*bounds->lower == 0 && *bounds->upper == 0) return 0;
  }
  return std::nullopt;
}

}  // namespace rigor
