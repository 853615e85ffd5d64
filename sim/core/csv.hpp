#pragma once

#include <string>
#include <string_view>

namespace entente {

/// A field of comma-separated values, in quotes where it holds a separator (RFC 4180).
std::string csv_field(std::string_view text);

}  // namespace entente
