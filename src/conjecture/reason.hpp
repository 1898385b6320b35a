// Why a search did not end.
#pragma once

#include "conjecture/prover.hpp"
#include "conjecture/search.hpp"

namespace rigor {

/// What the box on which the search is stuck tells about `forall x: F`.
Reason find_reason(Terms& terms, const ClosedFormula& formula, const SearchResult& search);

}  // namespace rigor
