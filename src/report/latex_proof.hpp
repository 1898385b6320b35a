// Certificates as proofs in LaTeX.
#pragma once

#include <string>

#include "conjecture/proof.hpp"

namespace rigor {

/// A complete article (amsmath, amssymb, amsthm, booktabs, longtable): the statement as typed and
/// in symbols, and its proof, which follows the certificate case by case. Every enclosure is
/// computed anew, at the certificate's precision, and printed with its lower end rounded down and
/// its upper end rounded up. A case with more than 30 boxes is given as a table: how many boxes
/// each rule settles, the least lower bound, the narrowest sides.
std::string to_latex_proof(const Certificate& certificate);

}  // namespace rigor
