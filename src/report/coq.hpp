// Certificates as Coq files.
#pragma once

#include <string>

#include "conjecture/proof.hpp"
#include "report/coq_terms.hpp"

namespace rigor {

/// A file for Coq 8.16 with CoqInterval 4.6 (Debian: coq, libcoq-interval) whose last theorem is
/// the certificate's formula over the real numbers: ranges as hypotheses, an atom with its guards
/// (b <> 0 for a quotient, and so on) and its relation. The proof follows the certificate: the same
/// cases, the same reductions, and on the leaves the tactic `interval`, which computes anew.
///
/// erf is defined as an integral, and bounded by `integral` at a point of each leaf.
///
/// Throws CoqRefusal, naming the rule or the function, where there is no such proof: floor, ceil,
/// sign, roots that are not 2^k-th ones, erf on unbounded ranges; the rules limit, root, through,
/// zero in several variables, ends for > at an open end, identities that `field` doesn't prove,
/// derivatives of asin and acos; more than 20000 nodes. Coq may still refuse a file whose leaves
/// CoqInterval bounds less tightly than this program does (derivatives without bound at an end,
/// logarithms at 0).
std::string to_coq(const Certificate& certificate);

}  // namespace rigor
