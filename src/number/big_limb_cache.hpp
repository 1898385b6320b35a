// Storage for long significands that is used again instead of allocated again.
#pragma once

#include <gmp.h>

#include <cstddef>

namespace rigor {

/// Uninitialised room for at least `count` limbs; to be given back with the same count, in this
/// thread or another. Throws std::bad_alloc.
///
/// Each thread keeps a few blocks of each size that were given back, so that a loop over numbers of
/// one precision allocates nothing after its first rounds. They are freed when the thread ends.
mp_limb_t* take_limbs(std::size_t count);
void give_back_limbs(mp_limb_t* block, std::size_t count) noexcept;

}  // namespace rigor
