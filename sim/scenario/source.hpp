#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace entente {

/// Where a number comes from, as one string of a scenario's `source:`.
struct Source {
  std::string text;
  std::optional<double> percent;                   ///< Of `assumed ±50%`: 50.
  std::optional<std::pair<double, double>> range;  ///< Of `assumed [lo, hi]`.
};

/// The forms of a source, for messages.
inline constexpr std::string_view kSourceGrammar =
    "C<1-133> (a claim), fact <number> (A|B|C|D), assumed ±<percent>% or assumed +-<percent>%, "
    "assumed [<low>, <high>], definition, \"calibrated: <how>\" or \"literature: <where>\" "
    "(these last, and lists in brackets, in quotes)";

/// Reads one source; nothing when the text has none of the forms of kSourceGrammar.
std::optional<Source> parse_source(std::string_view text);

/// The range that a source gives to `value`: value ± percent of its magnitude, cut to [low, high]; or the
/// range as written. Nothing for sources without a range.
std::optional<std::pair<double, double>> source_range(const Source& source, double value, double low,
                                                      double high);

}  // namespace entente
