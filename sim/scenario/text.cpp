#include "sim/scenario/text.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>

namespace entente {

namespace {

/// A code point and its length in bytes; length 0 when the bytes are not UTF-8 (RFC 3629, section 4).
struct CodePoint {
  std::uint32_t value = 0;
  std::size_t length = 0;
};

CodePoint decode(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
  };
  const std::uint32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  std::size_t length = 0;
  if ((lead & 0xE0U) == 0xC0) length = 2;
  if ((lead & 0xF0U) == 0xE0) length = 3;
  if ((lead & 0xF8U) == 0xF0) length = 4;
  if (length == 0 || length > text.size()) return {};
  std::uint32_t value = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return {};
    value = value << 6U | (byte(i) & 0x3FU);
  }
  constexpr std::uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kSmallest[length] || surrogate || value > 0x10FFFF) return {};
  return {value, length};
}

/// YAML 1.2.2, production [1] c-printable; the carriage return is looked at by the caller.
bool is_printable(std::uint32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  if (c >= 0x7F && c <= 0x9F) return c == 0x85;
  return c != 0xFFFE && c != 0xFFFF;
}

}  // namespace

std::optional<TextError> find_text_error(std::string_view text) {
  int line = 1;
  int column = 1;
  std::size_t at = 0;
  while (at < text.size()) {
    const CodePoint c = decode(text.substr(at));
    if (c.length == 0) {
      const int byte = static_cast<unsigned char>(text[at]);
      return TextError{line, column, fmt::format("not UTF-8: byte 0x{:02X}", byte)};
    }
    if (c.value == 0) return TextError{line, column, "NUL byte; this is not a text file"};
    if (!is_printable(c.value)) {
      return TextError{line, column, fmt::format("control character U+{:04X} is not allowed", c.value)};
    }
    if (c.value == '\r' && (at + 1 == text.size() || text[at + 1] != '\n')) {
      return TextError{line, column, "carriage return without a line feed; end lines with LF or CRLF"};
    }
    at += c.length;
    ++column;
    if (c.value == '\n') {
      ++line;
      column = 1;
    }
  }
  return std::nullopt;
}

}  // namespace entente
