// Proofs as the certificates of docs/certificates.md have them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "conjecture/formula.hpp"

namespace rigor {

/// The nodes of a proof; docs/certificates.md says what each of them proves, and from what.
enum class Rule {
  empty,
  split,
  choose,
  atoms,
  face,
  ends,
  multiply,
  combine,
  slope,
  limit,
  order,
  shift,
  cases,
  through,
  interval,
  mean,
  taylor,
  positive,
  zero,
  identity,
  root
};

std::string_view spelling(Rule rule);

enum class End { lower, upper };

/// A child of `atoms`: what it proves, perhaps only where `given` holds.
struct ProvedAtom {
  Atom atom;
  std::optional<Atom> given;
};

/// x_variable = value.
struct VariableTerm {
  std::size_t variable = 0;
  TermId term = 0;
};

/// A node with its children; what a rule doesn't use stays as it is here.
struct Proof {
  Rule rule = Rule::interval;
  int bits = 53;
  std::size_t variable = 0;            ///< split, choose, face, ends, slope, limit, order, shift
  std::size_t other = 0;               ///< order: the second variable
  Op function = Op::exp;               ///< through
  Rational at;                         ///< split
  Owner owner = Owner::both;           ///< split
  End end = End::lower;                ///< face, slope, limit, shift
  std::vector<TermId> terms;           ///< choose T; multiply D N; combine L R; slope S; limit S;
                                       ///< order A B; shift P A; cases M A B; through A B N
  int order = 0;                       ///< zero
  std::vector<VariableTerm> where;     ///< zero
  std::vector<ProvedAtom> atoms;       ///< atoms, one a child; root
  std::vector<std::size_t> solved;     ///< root: the variables
  std::vector<Rational> solution_box;  ///< root: lower, upper of each; shift: C, if finite
  std::vector<Proof> children;
};

/// A verdict that can be proved again: `formula` is the statement, or its negation if violated.
struct Certificate {
  bool violated = false;
  std::string statement;  ///< as typed
  Terms terms;
  ClosedFormula formula;
  Proof proof;
};

/// The text of docs/certificates.md. Only terms that occur are written.
std::string certificate_text(const Certificate& certificate);

/// The lines of the term list of a certificate that make the term, which is the last one.
std::string term_lines(const Terms& terms, TermId term);

/// Reads what certificate_text writes. Throws InputError with file, line and what was expected.
Certificate read_certificate(const std::string& text, const std::string& name);

}  // namespace rigor
