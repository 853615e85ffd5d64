#include "sim/report/latex_layout.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace entente {
namespace {

constexpr LatexType kSmall{"\\small", 68};
constexpr LatexType kFootnote{"\\footnotesize\\setlength{\\tabcolsep}{4pt}", 76};
/// Characters that the space between two columns takes.
constexpr double kSmallGap = 2.6;
constexpr double kFootnoteGap = 1.9;

/// How wide a piece of text is when it is not broken, and its longest part that cannot be broken; in
/// characters.
struct Extent {
  double whole = 0;
  double longest = 0;
};

Extent extent(const Prose& prose) {
  // A number of a citation is narrow; capitals, m, w and all letters of code are wide.
  constexpr double kCitation = 6;
  constexpr double kWide = 1.4;
  constexpr double kCode = 1.17;
  Extent result;
  double word = 0;
  const auto add = [&](std::string_view text, std::string_view breaks, double scale) {
    for (const char letter : text) {
      const bool continues = (static_cast<unsigned char>(letter) & 0xC0U) == 0x80U;
      if (continues) continue;
      const bool wide = (letter >= 'A' && letter <= 'Z') || letter == 'm' || letter == 'w';
      const double width = scale == 1 && wide ? kWide : scale;
      result.whole += width;
      word += width;
      if (breaks.find(letter) == std::string_view::npos) continue;
      result.longest = std::max(result.longest, word);
      word = 0;
    }
  };
  for (const Inline& part : prose.parts) {
    switch (part.kind) {
      case Inline::Kind::Words:
        add(part.text, " -", 1);
        break;
      case Inline::Kind::Code:
        add(part.text, "._]=", kCode);
        break;
      case Inline::Kind::Maths:
        add(part.plain, "", 1);
        break;
      case Inline::Kind::Citation:
        result.whole += kCitation;
        word += kCitation;
        break;
    }
  }
  result.longest = std::max(result.longest, word);
  return result;
}

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

/// What the cells of a table need, by column.
class Columns {
 public:
  explicit Columns(const Tabular& table)
      : table_(&table), natural_(table.columns.size(), 0), narrowest_(table.columns.size(), 0) {
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      std::vector<Extent>& cells = cells_.emplace_back();
      cells.push_back(extent(table.columns[c].head));
      for (const auto& row : table.rows) cells.push_back(extent(row[c]));
      for (const Extent& cell : cells) {
        natural_[c] = std::max(natural_[c], cell.whole);
        narrowest_[c] = std::max(narrowest_[c], cell.longest);
      }
    }
  }

  double natural_width() const { return sum(natural_); }

  /// Widths that together take `room`. Columns give way one character at a time, each time the one whose
  /// giving way makes the table least longer; of those that do as well, the widest.
  std::vector<double> fitted(double room) const {
    std::vector<double> widths = natural_;
    while (sum(widths) > room) {
      std::size_t best = widths.size();
      std::pair<double, double> least{0, 0};
      for (std::size_t c = 0; c < widths.size(); ++c) {
        // A little more than the longest word takes, whose letters may be wide.
        constexpr double kSpare = 1.2;
        if (table_->columns[c].number || widths[c] - 1 < narrowest_[c] + kSpare) continue;
        std::vector<double> tried = widths;
        tried[c] -= 1;
        const std::pair<double, double> cost{lines(tried), -widths[c]};
        if (best < widths.size() && cost >= least) continue;
        best = c;
        least = cost;
      }
      if (best == widths.size()) break;
      widths[best] -= 1;
    }
    return widths;
  }

 private:
  /// Lines of the whole table; lines of ragged text are not filled to their ends.
  double lines(const std::vector<double>& widths) const {
    constexpr double kRagged = 1.15;
    double all = 0;
    for (std::size_t r = 0; r < cells_.front().size(); ++r) {
      double height = 1;
      for (std::size_t c = 0; c < widths.size(); ++c) {
        const double whole = cells_[c][r].whole;
        if (whole > widths[c]) height = std::max(height, std::ceil(kRagged * whole / widths[c]));
      }
      all += height;
    }
    return all;
  }

  const Tabular* table_;
  std::vector<std::vector<Extent>> cells_;
  std::vector<double> natural_;
  std::vector<double> narrowest_;
};

}  // namespace

LatexLayout latex_layout(const Tabular& table) {
  const Columns columns(table);
  const auto gaps = static_cast<double>(table.columns.size() - 1);
  if (columns.natural_width() <= kSmall.line - kSmallGap * gaps)
    return {kSmall, std::vector<double>(table.columns.size(), 0)};
  LatexLayout layout{kFootnote, columns.fitted(kFootnote.line - kFootnoteGap * gaps)};
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (table.columns[c].number) layout.widths[c] = 0;
  }
  return layout;
}

}  // namespace entente
