#include <fmt/format.h>

#include <algorithm>

#include "sim/report/document.hpp"
#include "sim/report/latex_layout.hpp"

namespace entente {
namespace {

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

std::string column_formats(const Tabular& table, const LatexLayout& layout) {
  std::string text = "@{}";
  for (std::size_t c = 0; c < layout.widths.size(); ++c) {
    if (layout.widths[c] > 0) {
      text += fmt::format(">{{\\raggedright\\arraybackslash}}p{{{:.3f}\\linewidth}}",
                          layout.widths[c] / layout.type.line);
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
    const LatexLayout layout = latex_layout(block);
    std::string text =
        fmt::format("{{{}\n\\begin{{longtable}}{{{}}}\n", layout.type.command, column_formats(block, layout));
    if (block.caption.empty()) {
      text += head + "\\endhead\n";
    } else {
      text += fmt::format("\\caption{{{}}}\\\\*\n{}\\endfirsthead\n", latex_escaped(block.caption), head);
      text += fmt::format("\\caption[]{{{} (continued)}}\\\\*\n{}\\endhead\n", latex_escaped(block.caption),
                          head);
    }
    text += "\\bottomrule\n\\endfoot\n";
    // Rows of several lines are told apart by a little space.
    const bool broken = std::ranges::any_of(layout.widths, [](double width) { return width > 0; });
    for (std::size_t r = 0; r < block.rows.size(); ++r) {
      const bool last = r + 1 == block.rows.size();
      text += latex_row(block.rows[r], last ? kRowEnd : end);
      if (broken && !last) text += "\\addlinespace[2pt]\n";
    }
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
