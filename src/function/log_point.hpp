// The natural logarithm of a number.
#pragma once

#include "number/big_interval.hpp"

namespace rigor {

/// The tightest enclosure of log x for a finite x > 0. Faster than mpfr_log: one exponential of
/// MPFR's and a short series, with bounds proved in the source.
BigInterval log_at(const BigFloat& x, Precision precision);

}  // namespace rigor
