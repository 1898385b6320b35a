// Arithmetic of BigInterval for all precisions and all ends, by MPFR. Internal: the operators use
// it where the kernels of 128 bits end.
#pragma once

#include "number/big_interval.hpp"

namespace rigor::general {

BigInterval sum(const BigInterval& a, const BigInterval& b);
BigInterval difference(const BigInterval& a, const BigInterval& b);
BigInterval product(const BigInterval& a, const BigInterval& b);
BigInterval square(const BigInterval& x);
/// a += b, a -= b.
BigInterval& add(BigInterval& a, const BigInterval& b);
BigInterval& subtract(BigInterval& a, const BigInterval& b);

}  // namespace rigor::general
