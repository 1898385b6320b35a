// exp(-s) with 64 digits, for doubles' error functions.
#pragma once

#include <array>
#include <cstdint>

#include "function/scaled.hpp"

namespace rigor {

/// Binary digits behind the point of the fixed-point numbers s.
constexpr int kSquareBits = 112;

/// exp(-s 2^-112) for s < 2^10 2^112, with a relative error of at most 3 2^-63 in size.
Scaled exp_of_minus(Wide s);

/// Nearest integers to 2^64 2^(-i/16), 1 <= i <= 15, in place i.
constexpr std::array<std::uint64_t, 16> kRootsOfHalf{0,
                                                     0xf5257d152486cc2cU,
                                                     0xeac0c6e7dd24392fU,
                                                     0xe0ccdeec2a94e111U,
                                                     0xd744fccad69d6af4U,
                                                     0xce248c151f8480e4U,
                                                     0xc5672a115506daddU,
                                                     0xbd08a39f580c36bfU,
                                                     0xb504f333f9de6484U,
                                                     0xad583eea42a14ac6U,
                                                     0xa5fed6a9b15138eaU,
                                                     0x9ef5326091a111aeU,
                                                     0x9837f0518db8a96fU,
                                                     0x91c3d373ab11c336U,
                                                     0x8b95c1e3ea8bd6e7U,
                                                     0x85aac367cc487b15U};

/// floor(2^58 16 / ln 2) and floor(2^112 ln(2) / 16).
constexpr std::uint64_t kStepsPerUnit = 0x5c551d94ae0bf85dU;
constexpr Wide kStep = Wide{0xb17217f7d1cU} << 64U | 0xf79abc9e3b39803fU;

/// Nearest integers to 2^64 / (j + 1)!, 0 <= j <= 9; the first one less 1.
constexpr std::array<std::uint64_t, 10> kExpCoefficients{
    0xffffffffffffffffU, 0x8000000000000000U, 0x2aaaaaaaaaaaaaabU, 0x0aaaaaaaaaaaaaabU,
    0x0222222222222222U, 0x005b05b05b05b05bU, 0x000d00d00d00d00dU, 0x0001a01a01a01a02U,
    0x00002e3bc74aad8eU, 0x0000049f93edde28U};

}  // namespace rigor
