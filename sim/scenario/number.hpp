#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace entente {

/// A finite decimal number: -?(0|[1-9][0-9]*)(.[0-9]+)?([eE][+-]?[0-9]+)?, the grammar of JSON (RFC 8259,
/// section 6), or one that starts at the point, as YAML allows: `.5`. Nothing for anything else: inf, nan,
/// hexadecimal, `010`, `+1`, `5.`, `1_000`, spaces, and numbers that a double cannot hold (1e400, 1e-400). -0
/// is read as 0.
std::optional<double> parse_number(std::string_view text);

/// A whole decimal number that fits 64 bits: -?(0|[1-9][0-9]*). Nothing for anything else, `1.0` and `1e3`
/// included.
std::optional<std::int64_t> parse_integer(std::string_view text);

}  // namespace entente
