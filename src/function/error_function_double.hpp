// erf, erfc and the normal law at doubles, fast.
#pragma once

#include <array>
#include <cstdint>

#include "number/interval.hpp"

namespace rigor {

/// The tightest enclosures at a double x, not NaN: erf(x), erfc(x), Phi(x) = erfc(-x / sqrt 2) / 2
/// and phi(x) = exp(-x^2 / 2) / sqrt(2 pi). At infinities the limits.
Interval erf_at(double x);
Interval erfc_at(double x);
Interval normal_cdf_at(double x);
Interval normal_pdf_at(double x);

/// exp(-n^2 / 5) = digits 2^-(64 + zeros), rounded to nearest, for n = 1, 2, ...
struct Weight {
  std::uint64_t digits;
  int zeros;
};
constexpr std::array<Weight, 14> kWeights{{{0xd19856b0b30acab7U, 0},
                                           {0xe60e722c0edc4413U, 1},
                                           {0xa9441c9be85199ddU, 2},
                                           {0xa6f644cfffda3c79U, 4},
                                           {0xdcc9ff006a9bb0e2U, 7},
                                           {0xc3b68685c5541435U, 10},
                                           {0xe894b396af66ab4eU, 14},
                                           {0xb945b62dab9c708bU, 18},
                                           {0xc5dc4e66d2ca5eb5U, 23},
                                           {0x8da432af9b933730U, 28},
                                           {0x87ef8681345815c9U, 34},
                                           {0xaee6495914c8c940U, 41},
                                           {0x96d7e80fd0b352f3U, 48},
                                           {0xae697023555f4ca7U, 56}}};

/// Nearest integers to 2^63 2/sqrt(pi) / (k! (2k + 1)), k = 0, 1, ...
constexpr std::array<std::uint64_t, 14> kErfCoefficients{
    0x906eba8214db688dU, 0x3024e8d606f3cd84U, 0x0e71790d0215f0dbU, 0x037059c625116a1cU,
    0x00ab2de6873529f7U, 0x001c02db40040b86U, 0x0003f3464df37137U, 0x00007d34970f830cU,
    0x00000dcf364ee329U, 0x0000015f742ec43eU, 0x0000001fcc572062U, 0x00000002a3ae3039U,
    0x0000000033cd5abdU, 0x0000000003b08a79U};

/// Nearest integers to 2^66 / (sqrt(5) pi), 2^60 2 sqrt(5) pi, 2^64 / sqrt(2), 2^65 / sqrt(2 pi).
constexpr std::uint64_t kStepOverPi = 0x91c4db253215c10aU;
constexpr std::uint64_t kPoleRate = 0xe0cb484348ed34eeU;
constexpr std::uint64_t kRootOfHalf = 0xb504f333f9de6484U;
constexpr std::uint64_t kNormalPeak = 0xcc42299ea1b28468U;

}  // namespace rigor
