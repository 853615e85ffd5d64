#pragma once

#include <string>
#include <string_view>

namespace entente {

/// A small dispute that uses every mechanism, in the scenario language. The signature is taken over its runs,
/// so that it tells about the program and not about the data of any scenario file.
std::string_view signature_scenario();

/// What `entente --signature` prints: the hash over its first 50 runs (sim/engine/signature.hpp).
std::string program_signature();

}  // namespace entente
