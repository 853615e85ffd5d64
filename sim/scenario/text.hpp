#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace entente {

/// A place in a text: line and column in characters, counted from 1, and what is wrong there.
struct TextError {
  int line = 1;
  int column = 1;
  std::string message;
};

/// The first thing that keeps `text` from being a YAML text: a byte that is not UTF-8 (overlong forms,
/// surrogates and code points above U+10FFFF included), a control character other than tab and line feed, or
/// a carriage return without a line feed. The parser below takes some of these for the end of the input, so
/// they are refused before it.
std::optional<TextError> find_text_error(std::string_view text);

}  // namespace entente
