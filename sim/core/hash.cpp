#include "sim/core/hash.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace entente {

void Fingerprint::add(double number) {
  if (std::isnan(number)) number = std::numeric_limits<double>::quiet_NaN();
  if (number == 0.0) number = 0.0;
  add(std::bit_cast<std::uint64_t>(number));
}

void Fingerprint::add(std::string_view text) { add(std::as_bytes(std::span(text))); }

void Fingerprint::add(std::span<const std::byte> bytes) {
  add(bytes.size());
  while (!bytes.empty()) {
    const std::size_t count = std::min<std::size_t>(bytes.size(), 8);
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < count; ++i) word |= std::to_integer<std::uint64_t>(bytes[i]) << (8 * i);
    add(word);
    bytes = bytes.subspan(count);
  }
}

std::string Fingerprint::hex() const {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text(16, '0');
  std::uint64_t rest = value();
  for (std::size_t i = text.size(); i-- > 0; rest >>= 4) text[i] = kDigits[rest & 15U];
  return text;
}

}  // namespace entente
