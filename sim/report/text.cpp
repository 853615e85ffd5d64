#include "sim/report/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace entente {
namespace {

/// The true minus sign, and no sign for a rounded zero.
std::string with_minus(std::string digits) {
  if (digits.empty() || digits.front() != '-') return digits;
  const bool zero = digits.find_first_of("123456789") == std::string::npos;
  return (zero ? "" : "−") + digits.substr(1);
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string> cell_lines(const std::string& cell, std::size_t width) {
  std::string wrapped = wrap(cell, "", "", width);
  wrapped.pop_back();
  return split(wrapped, '\n');
}

}  // namespace

std::string paint(Style style, Mark mark, std::string_view text) {
  if (style == Style::None || text.empty()) return std::string(text);
  const char* code = "1";
  if (mark == Mark::Quiet) code = "2";
  if (mark == Mark::Good) code = "32";
  if (mark == Mark::Bad) code = "31";
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  bool escape = false;
  for (const char letter : text) {
    if (letter == '\x1b') escape = true;
    // Continuation bytes of UTF-8 (10xxxxxx) take no column of their own.
    if (!escape && (static_cast<unsigned char>(letter) & 0xC0U) != 0x80U) ++width;
    if (letter == 'm') escape = false;
  }
  return width;
}

std::string wrap(std::string_view text, std::string_view first, std::string_view rest, std::size_t width) {
  std::string result;
  std::string_view indent = first;
  while (text.ends_with('\n')) text.remove_suffix(1);
  for (const std::string& paragraph : split(text, '\n')) {
    std::string line(indent);
    bool empty = true;
    for (const std::string& word : split(paragraph, ' ')) {
      if (word.empty()) continue;
      if (!empty && display_width(line) + 1 + display_width(word) > width) {
        result += line + '\n';
        line = rest;
        empty = true;
      }
      if (!empty) line += ' ';
      line += word;
      empty = false;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    result += line + '\n';
    indent = rest;
  }
  return result;
}

std::string table(const std::vector<std::vector<std::string>>& rows, const std::vector<bool>& right,
                  Style style, std::string_view indent, std::size_t width) {
  constexpr std::size_t kGap = 2;
  constexpr std::size_t kNarrowest = 10;
  // No column is narrower than its longest word.
  std::vector<std::size_t> narrowest(rows.front().size(), kNarrowest);
  for (const auto& row : rows) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      for (const std::string& word : split(row[c], ' '))
        narrowest[c] = std::max(narrowest[c], display_width(word));
    }
  }
  const std::size_t columns = rows.front().size();
  const auto flush_right = [&](std::size_t c) { return c < right.size() && right[c]; };
  std::vector<std::size_t> widths(columns, 0);
  for (const auto& row : rows) {
    for (std::size_t c = 0; c < columns; ++c) widths[c] = std::max(widths[c], display_width(row[c]));
  }
  const auto total = [&] {
    std::size_t sum = display_width(indent) + kGap * (columns - 1);
    for (const std::size_t w : widths) sum += w;
    return sum;
  };
  while (total() > width) {
    std::size_t widest = columns;
    for (std::size_t c = 0; c < columns; ++c) {
      const bool can = !flush_right(c) && widths[c] > narrowest[c];
      if (can && (widest == columns || widths[c] > widths[widest])) widest = c;
    }
    if (widest == columns) break;
    --widths[widest];
  }
  std::string result;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::vector<std::vector<std::string>> cells;
    std::size_t height = 1;
    for (std::size_t c = 0; c < columns; ++c) {
      cells.push_back(cell_lines(rows[r][c], widths[c]));
      height = std::max(height, cells.back().size());
    }
    for (std::size_t h = 0; h < height; ++h) {
      std::string line(indent);
      for (std::size_t c = 0; c < columns; ++c) {
        const std::string& cell = h < cells[c].size() ? cells[c][h] : std::string();
        const std::size_t used = display_width(cell);
        const std::string padding(widths[c] > used ? widths[c] - used : 0, ' ');
        const std::string shown = r == 0 ? paint(style, Mark::Quiet, cell) : cell;
        if (c > 0) line += std::string(kGap, ' ');
        line += flush_right(c) ? padding + shown : shown + padding;
      }
      line.erase(line.find_last_not_of(' ') + 1);
      result += line + '\n';
    }
  }
  return result;
}

std::string join(std::span<const std::string> parts, std::string_view last) {
  std::string result;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    if (k > 0) result += k + 1 == parts.size() ? fmt::format(" {} ", last) : ", ";
    result += parts[k];
  }
  return result;
}

std::string count(long long number, std::string_view thing) {
  return fmt::format("{} {}{}", number, thing, number == 1 ? "" : "s");
}

std::string signed_utility(double value) {
  if (std::isnan(value)) return "–";
  if (std::fabs(value) < 0.0005) return "0";
  return with_minus(fmt::format("{:+.{}f}", value, std::fabs(value) < 0.00995 ? 3 : 2));
}

std::string fixed(double value, int decimals) {
  if (std::isnan(value)) return "–";
  return with_minus(fmt::format("{:.{}f}", value, decimals));
}

std::string plain(double value) {
  if (std::isnan(value)) return "–";
  return with_minus(fmt::format("{:.4g}", value));
}

std::string exact(double value) { return std::isnan(value) ? "–" : with_minus(fmt::format("{}", value)); }

std::string rough(double value) { return with_minus(fmt::format("{:.3g}", value)); }

std::string years(double length) {
  if (length == 0.25) return "a quarter";
  if (length == 0.5) return "half a year";
  if (length == 1) return "a year";
  return plain(length) + " years";
}

std::string percent(double probability) {
  if (std::isnan(probability)) return "–";
  if (probability > 0 && probability < 0.01) return "under 1%";
  if (probability < 1 && probability > 0.99) return "over 99%";
  return fmt::format("{:.0f}%", 100 * probability);
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string heading(Style style, std::string_view text) {
  return '\n' + paint(style, Mark::Heading, text) + '\n';
}

}  // namespace entente
