#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// Whether text carries colour. The words are the same either way: `None` is `Ansi` without its escape
/// sequences.
enum class Style { None, Ansi };

/// What a piece of text is; the style decides how it looks.
enum class Mark { Heading, Quiet, Good, Bad };

/// Columns of a line of text.
inline constexpr std::size_t kTextWidth = 100;

std::string paint(Style style, Mark mark, std::string_view text);

/// Columns that `text` takes on a terminal: UTF-8 code points, escape sequences not counted.
std::size_t display_width(std::string_view text);

/// Breaks `text` at spaces into lines of at most `width` columns, each ended by a newline. The first line
/// starts with `first`, the others with `rest`. Newlines in `text` stay, but not at its end. A word longer
/// than a line is not broken.
std::string wrap(std::string_view text, std::string_view first = "", std::string_view rest = "",
                 std::size_t width = kTextWidth);

/// Rows of cells, the first being the header, aligned in columns. `right[c]` sets column c flush right (left
/// where absent). A table that is wider than `width` has its widest left-hand columns wrapped. Each line
/// starts with `indent`.
std::string table(const std::vector<std::vector<std::string>>& rows, const std::vector<bool>& right,
                  Style style, std::string_view indent = "  ", std::size_t width = kTextWidth);

/// "a", "a and b", "a, b and c"; `last` is the word before the last part.
std::string join(std::span<const std::string> parts, std::string_view last = "and");

/// "1 round", "2 rounds".
std::string count(long long number, std::string_view thing);

/// A change in utility, signed, two decimals, three where it is below 0.01: "+0.08", "−0.31", "+0.004", "0".
std::string signed_utility(double value);

/// A number with three decimals and a true minus sign; "–" for NaN.
std::string fixed(double value, int decimals = 3);

/// A number of up to four significant digits, as short as it can be; "–" for NaN.
std::string plain(double value);

/// A number with as many digits as tell it from every other.
std::string exact(double value);

/// A number of up to three significant digits, for reading along: 72.55 is "72.5".
std::string rough(double value);

/// A length of time in words: "half a year", "a year", "0.3 years".
std::string years(double length);

/// A probability as a percentage: "64%", "under 1%", "over 99%".
std::string percent(double probability);

/// The first letter in upper case (ASCII only).
std::string capitalised(std::string text);

/// A section heading on a line of its own, after an empty line.
std::string heading(Style style, std::string_view text);

}  // namespace entente
