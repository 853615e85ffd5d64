#include "sim/scenario/source.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "sim/scenario/number.hpp"

namespace entente {

namespace {

std::string_view trim(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// Removes `prefix` from the front of `text`, and the spaces after it.
bool skip(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text = trim(text.substr(prefix.size()));
  return true;
}

/// Removes `suffix` from the end of `text`, and the spaces before it.
bool skip_back(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text = trim(text.substr(0, text.size() - suffix.size()));
  return true;
}

bool is_claim(std::string_view text) {
  constexpr std::int64_t kLastClaim = 133;
  if (!text.starts_with('C')) return false;
  const auto claim = parse_integer(text.substr(1));
  return claim && *claim >= 1 && *claim <= kLastClaim;
}

/// `5 (B)`
bool is_fact(std::string_view text) {
  const bool graded =
      skip_back(text, "(A)") || skip_back(text, "(B)") || skip_back(text, "(C)") || skip_back(text, "(D)");
  const auto fact = parse_integer(text);
  return graded && fact && *fact >= 1;
}

/// What follows `assumed`: `±50%`, `+-50%` or `[lo, hi]`.
std::optional<Source> parse_assumed(std::string_view text) {
  Source source;
  if (skip(text, "±") || skip(text, "+-")) {
    if (!skip_back(text, "%")) return std::nullopt;
    source.percent = parse_number(text);
    if (!source.percent || *source.percent <= 0) return std::nullopt;
    return source;
  }
  if (!skip(text, "[") || !skip_back(text, "]")) return std::nullopt;
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto low = parse_number(trim(text.substr(0, comma)));
  const auto high = parse_number(trim(text.substr(comma + 1)));
  if (!low || !high || *low > *high) return std::nullopt;
  source.range = {*low, *high};
  return source;
}

}  // namespace

std::optional<Source> parse_source(std::string_view text) {
  std::string_view rest = trim(text);
  const std::string whole(rest);
  if (rest == "definition" || is_claim(rest)) return Source{whole, {}, {}};
  if (skip(rest, "calibrated:") || skip(rest, "literature:")) {
    return rest.empty() ? std::nullopt : std::optional(Source{whole, {}, {}});
  }
  if (skip(rest, "fact ")) return is_fact(rest) ? std::optional(Source{whole, {}, {}}) : std::nullopt;
  if (!skip(rest, "assumed ")) return std::nullopt;
  std::optional<Source> source = parse_assumed(rest);
  if (source) source->text = whole;
  return source;
}

std::optional<std::pair<double, double>> source_range(const Source& source, double value, double low,
                                                      double high) {
  if (!source.percent) return source.range;
  const double half_width = std::fabs(value) * *source.percent / 100;
  return std::pair(std::max(low, value - half_width), std::min(high, value + half_width));
}

}  // namespace entente
