#include "conjecture/constant_value.hpp"

#include <span>

#include "analysis/term_program.hpp"

namespace rigor {

std::optional<std::pair<Rational, Rational>> bounds_of_constant(const Terms& terms, TermId term,
                                                                int bits) {
  if (terms[term].op == Op::number) return std::pair(terms[term].number, terms[term].number);
  const Precision precision{bits};
  const TermProgram<BigInterval> program(terms, std::span(&term, 1), 0, precision);
  auto work = program.workspace();
  program.evaluate(enclose_point<BigInterval>({}, precision), work);
  if (!program.is_defined(work, 0)) return std::nullopt;
  const BigInterval& range = program.root_range(work, 0);
  if (is_empty(range) || !is_bounded(range)) return std::nullopt;
  return std::pair(lower_rational(range), upper_rational(range));
}

std::optional<int> sign_of_constant(const Terms& terms, TermId term) {
  for (int bits = 128; bits <= 1024; bits *= 2) {
    const auto bounds = bounds_of_constant(terms, term, bits);
    if (!bounds) continue;
    if (bounds->first > 0) return 1;
    if (bounds->second < 0) return -1;
    if (bounds->first == 0 && bounds->second == 0) return 0;
  }
  return std::nullopt;
}

}  // namespace rigor
