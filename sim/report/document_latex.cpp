#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "sim/report/document.hpp"
#include "sim/report/text.hpp"

namespace entente {
namespace {

/// A line of the text holds about this many characters of a table's \small type, in the article class with
/// its default margins; space between two columns takes kGap of them.
constexpr double kLine = 68;
constexpr double kGap = 2.6;

/// Code may be broken after a dot, an underscore, a bracket or an equals sign.
std::string latex_code(std::string_view text) {
  std::string result;
  for (const char letter : text) {
    result += latex_escaped(std::string_view(&letter, 1));
    if (std::string_view("._]=").find(letter) != std::string_view::npos) result += "\\allowbreak{}";
  }
  return fmt::format("\\texttt{{{}}}", result);
}

std::string latex_inline(const Inline& part) {
  switch (part.kind) {
    case Inline::Kind::Words:
      return latex_escaped(part.text);
    case Inline::Kind::Code:
      return latex_code(part.text);
    case Inline::Kind::Maths:
      return fmt::format("${}$", part.text);
    case Inline::Kind::Citation:
      return fmt::format("\\cite{{{}}}", part.text);
  }
  return {};
}

std::string latex_prose(const Prose& prose) {
  std::string text;
  for (const Inline& part : prose.parts) {
    const bool citation = part.kind == Inline::Kind::Citation;
    if (citation && text.ends_with(' ')) text.back() = '~';
    text += latex_inline(part);
  }
  return text;
}

/// How wide a piece of text is when it is not broken, and its longest part that cannot be broken; in
/// characters.
struct Extent {
  double whole = 0;
  double longest = 0;
};

Extent extent(const Prose& prose) {
  // A number of a citation is narrow; letters of code are wide.
  constexpr double kCitation = 6;
  constexpr double kCode = 1.15;
  Extent result;
  double word = 0;
  const auto add = [&](std::string_view text, std::string_view breaks, double scale) {
    for (std::size_t k = 0; k < text.size(); ++k) {
      const bool continues = (static_cast<unsigned char>(text[k]) & 0xC0U) == 0x80U;
      if (continues) continue;
      const bool capital = text[k] >= 'A' && text[k] <= 'Z';
      const double width = scale * (capital ? 1.3 : 1);
      result.whole += width;
      word += width;
      if (breaks.find(text[k]) == std::string_view::npos) continue;
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

/// Widths of a table's columns in characters; 0 for those that stay as wide as their widest cell.
std::vector<double> broken_columns(const Tabular& table) {
  const std::size_t columns = table.columns.size();
  std::vector<double> width(columns, 0);
  std::vector<double> narrowest(columns, 0);
  const auto look = [&](std::size_t c, const Prose& cell) {
    const Extent size = extent(cell);
    width[c] = std::max(width[c], size.whole);
    narrowest[c] = std::max(narrowest[c], size.longest);
  };
  for (std::size_t c = 0; c < columns; ++c) {
    look(c, table.columns[c].head);
    for (const auto& row : table.rows) look(c, row[c]);
  }
  const double room = kLine - kGap * static_cast<double>(columns - 1);
  if (std::accumulate(width.begin(), width.end(), 0.0) <= room) return std::vector<double>(columns, 0);
  while (std::accumulate(width.begin(), width.end(), 0.0) > room) {
    std::size_t widest = columns;
    for (std::size_t c = 0; c < columns; ++c) {
      const bool can = !table.columns[c].number && width[c] > narrowest[c] + 1;
      if (can && (widest == columns || width[c] > width[widest])) widest = c;
    }
    if (widest == columns) break;
    width[widest] -= 1;
  }
  for (std::size_t c = 0; c < columns; ++c) {
    if (table.columns[c].number) width[c] = 0;
  }
  return width;
}

std::string column_formats(const Tabular& table, const std::vector<double>& widths) {
  std::string text = "@{}";
  for (std::size_t c = 0; c < widths.size(); ++c) {
    if (widths[c] > 0) {
      text += fmt::format(">{{\\raggedright\\arraybackslash}}p{{{:.3f}\\linewidth}}", widths[c] / kLine);
    } else {
      text += table.columns[c].number ? 'r' : 'l';
    }
  }
  return text + "@{}";
}

std::string latex_row(const std::vector<Prose>& row, std::string_view end) {
  std::string text;
  for (std::size_t c = 0; c < row.size(); ++c) text += (c == 0 ? "" : " & ") + latex_prose(row[c]);
  // After the end of the row before, a bracket or a star would be read as its argument.
  const bool argument = text.starts_with('[') || text.starts_with('*');
  return fmt::format("{}{}{}\n", argument ? "{}" : "", text, end);
}

constexpr std::string_view kRowEnd = " \\\\";
constexpr std::string_view kRowEndTogether = " \\\\*";

struct LatexBlock {
  std::string operator()(const Heading& block) const {
    const char* command = block.level == 1   ? "section"
                          : block.level == 2 ? "subsection"
                          : block.level == 3 ? "subsubsection"
                                             : "paragraph";
    return fmt::format("\\{}{{{}}}\n", command, latex_escaped(block.text));
  }

  std::string operator()(const Paragraph& block) const { return latex_prose(block.text) + '\n'; }

  std::string operator()(const Items& block) const {
    if (block.items.empty()) return {};
    const char* environment = block.numbered ? "enumerate" : "itemize";
    std::string text = fmt::format("\\begin{{{}}}\n", environment);
    for (const Prose& item : block.items) text += fmt::format("  \\item {{}}{}\n", latex_prose(item));
    return text + fmt::format("\\end{{{}}}\n", environment);
  }

  std::string operator()(const Formulas& block) const {
    std::string text = "\\begin{align*}\n";
    for (std::size_t k = 0; k < block.lines.size(); ++k)
      text += fmt::format("  {}{}\n", block.lines[k].first, k + 1 < block.lines.size() ? " \\\\" : "");
    return text + "\\end{align*}\n";
  }

  std::string operator()(const Tabular& block) const {
    // A short table is kept on one page.
    constexpr std::size_t kShort = 12;
    const std::string_view end = block.rows.size() <= kShort ? kRowEndTogether : kRowEnd;
    std::vector<Prose> heads;
    for (const TabularColumn& column : block.columns) heads.emplace_back(column.head);
    const std::string head = "\\toprule\n" + latex_row(heads, kRowEndTogether) + "\\midrule\n";
    std::string text =
        fmt::format("{{\\small\n\\begin{{longtable}}{{{}}}\n", column_formats(block, broken_columns(block)));
    if (block.caption.empty()) {
      text += head + "\\endhead\n";
    } else {
      text += fmt::format("\\caption{{{}}}\\\\*\n{}\\endfirsthead\n", latex_escaped(block.caption), head);
      text += fmt::format("\\caption[]{{{} (continued)}}\\\\*\n{}\\endhead\n", latex_escaped(block.caption),
                          head);
    }
    text += "\\bottomrule\n\\endfoot\n";
    for (std::size_t r = 0; r < block.rows.size(); ++r)
      text += latex_row(block.rows[r], r + 1 == block.rows.size() ? kRowEnd : end);
    text += "\\end{longtable}\n";
    if (!block.note.parts.empty())
      text += fmt::format("\\noindent\\footnotesize {}\\par\\medskip\n", latex_prose(block.note));
    return text + "}\n";
  }
};

}  // namespace

std::string document_latex(const Document& document) {
  std::string text =
      "% To be read in by \\input. Needs \\usepackage[T1]{fontenc}, [utf8]{inputenc}, textcomp, amsmath, "
      "array,\n"
      "% booktabs, longtable.\n";
  for (const DocumentBlock& block : document.blocks) text += '\n' + std::visit(LatexBlock{}, block);
  return text;
}

}  // namespace entente
