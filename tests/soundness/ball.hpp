// Ball: an Arb ball as a C++ value.
#pragma once

#include <arb.h>

#include "soundness/real.hpp"

namespace rigor::soundness {

class Ball {
 public:
  Ball() { arb_init(x_); }
  explicit Ball(const Real& x) : Ball() { arb_set_arf(x_, x.get()); }
  Ball(const Ball& other) : Ball() { arb_set(x_, other.x_); }
  Ball& operator=(const Ball& other) {
    arb_set(x_, other.x_);
    return *this;
  }
  ~Ball() { arb_clear(x_); }

  arb_ptr get() { return x_; }
  arb_srcptr get() const { return x_; }

  /// Bounds of the members, of the precision.
  Real lower(long precision) const {
    Real r;
    arb_get_lbound_arf(r.get(), x_, precision);
    return r;
  }
  Real upper(long precision) const {
    Real r;
    arb_get_ubound_arf(r.get(), x_, precision);
    return r;
  }

 private:
  arb_t x_;
};

}  // namespace rigor::soundness
