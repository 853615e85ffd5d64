#include "sim/core/version.hpp"

namespace entente {

std::string_view version() { return ENTENTE_VERSION; }

std::string_view compiler() {
#if defined(__clang__)
  return "clang++ " __clang_version__;
#else
  return "g++ " __VERSION__;
#endif
}

}  // namespace entente
