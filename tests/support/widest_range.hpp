// Tests under MPFR's widest exponent range.
#pragma once

#include <arb.h>
#include <mpfr.h>

#include <functional>
#include <thread>

#include "number/mpfr_range.hpp"

namespace rigor::test {

/// Runs the body in a thread of its own: the range belongs to the thread, so that other tests keep
/// MPFR's narrower default.
inline void in_widest_range(const std::function<void()>& body) {
  std::thread([&] {
    use_widest_exponent_range();
    body();
    mpfr_free_cache();
    flint_cleanup();
  }).join();
}

}  // namespace rigor::test
