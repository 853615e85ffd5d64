#include "sim/scenario/number.hpp"

#include <charconv>
#include <cstddef>
#include <system_error>

namespace entente {

namespace {

/// Removes the digits at the front of `text` and returns how many there were.
std::size_t skip_digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
  text.remove_prefix(count);
  return count;
}

/// Removes -?(0|[1-9][0-9]*) from the front of `text`; false when it is not there.
bool skip_whole(std::string_view& text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool zero = text.starts_with('0');
  const std::size_t digits = skip_digits(text);
  return digits == 1 || (digits > 1 && !zero);
}

/// Whether the text is a decimal number of YAML's core schema; `.5` is one, `5.` and `010` are not.
bool is_decimal(std::string_view text) {
  const bool bare_fraction = text.starts_with('.') || text.starts_with("-.");
  if (bare_fraction) text.remove_prefix(text.find('.'));
  if (!bare_fraction && !skip_whole(text)) return false;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (skip_digits(text) == 0) return false;
  }
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (skip_digits(text) == 0) return false;
  }
  return text.empty();
}

template <class Number>
std::optional<Number> convert(std::string_view text) {
  Number value{};
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stopped != end) return std::nullopt;
  return value == Number{} ? Number{} : value;
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  return is_decimal(text) ? convert<double>(text) : std::nullopt;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::string_view rest = text;
  return skip_whole(rest) && rest.empty() ? convert<std::int64_t>(text) : std::nullopt;
}

}  // namespace entente
