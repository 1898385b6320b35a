// For programs that judge src/number alone.
#include "soundness/operation.hpp"

namespace rigor::soundness {

std::vector<Operation> function_operations() {
  return {};
}

}  // namespace rigor::soundness
