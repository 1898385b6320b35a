#include "number/self_test.hpp"

#include <gtest/gtest.h>
#include <mpfr.h>
#include <xmmintrin.h>

#include <cfenv>

namespace rigor {
namespace {

// Sets control bits of the SSE unit for the life of the object.
class SseState {
 public:
  explicit SseState(unsigned bits) : saved_(_mm_getcsr()) { _mm_setcsr(saved_ | bits); }
  ~SseState() { _mm_setcsr(saved_); }
  SseState(const SseState&) = delete;
  SseState& operator=(const SseState&) = delete;

 private:
  unsigned saved_;
};

constexpr unsigned kFlushToZero = 0x8000;
constexpr unsigned kDenormalsAreZero = 0x0040;
constexpr unsigned kRoundDown = 0x2000;
constexpr unsigned kRoundUp = 0x4000;
constexpr unsigned kRoundTowardZero = 0x6000;

std::string fault_under(unsigned bits) {
  const SseState state(bits);
  return arithmetic_fault().value_or("");
}

TEST(SelfTest, AcceptsThisProcess) {
  EXPECT_EQ(arithmetic_fault(), std::nullopt);
}

TEST(SelfTest, SeesFlushedSubnormals) {
  EXPECT_NE(fault_under(kFlushToZero).find("FTZ or DAZ"), std::string::npos);
  EXPECT_NE(fault_under(kDenormalsAreZero).find("FTZ or DAZ"), std::string::npos);
}

TEST(SelfTest, SeesWrongRoundingModes) {
  for (const unsigned mode : {kRoundDown, kRoundUp, kRoundTowardZero}) {
    EXPECT_NE(fault_under(mode).find("round to nearest"), std::string::npos) << mode;
  }
}

TEST(SelfTest, SeesANarrowedExponentRange) {
  const mpfr_exp_t saved = mpfr_get_emin();
  mpfr_set_emin(-1000);
  const auto fault = arithmetic_fault();
  mpfr_set_emin(saved);
  ASSERT_TRUE(fault.has_value());
  EXPECT_NE(fault->find("MPFR"), std::string::npos);
}

}  // namespace
}  // namespace rigor
