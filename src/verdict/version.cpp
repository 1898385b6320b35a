#include "verdict/version.hpp"

namespace rigor {

std::string_view version() {
  return RIGOR_VERSION;
}

}  // namespace rigor
