// A complex ball of Arb that is released by itself. Private to this folder.
#pragma once

#include <acb.h>

namespace rigor::second_engine {

class AcbValue {
 public:
  AcbValue() { acb_init(value_); }
  AcbValue(const AcbValue&) = delete;
  AcbValue& operator=(const AcbValue&) = delete;
  ~AcbValue() { acb_clear(value_); }
  acb_ptr get() { return value_; }
  acb_srcptr get() const { return value_; }

 private:
  acb_t value_;
};

}  // namespace rigor::second_engine
