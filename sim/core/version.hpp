#pragma once

#include <string_view>

namespace entente {

/// The version of the library and the program, "major.minor.patch", as the build states it.
std::string_view version();

}  // namespace entente
