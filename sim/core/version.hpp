#pragma once

#include <string_view>

namespace entente {

/// The version of the library and the program, "major.minor.patch", as the build states it.
std::string_view version();

/// The commit that was built, in hexadecimal, with a `+` where files differed from it; "unknown" outside a
/// repository.
std::string_view commit();

/// The compiler, as "g++ 12.2.0".
std::string_view compiler();

}  // namespace entente
