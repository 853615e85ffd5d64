#include <fmt/format.h>

#include <cctype>

#include "sim/report/document.hpp"

namespace entente {
namespace {

bool is_part_of_word(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return byte >= 0x80U || std::isalnum(byte) != 0;
}

/// Letters that would start emphasis, code, a tag or a cell are escaped; an underscore within a word starts
/// nothing.
std::string markdown_escaped(std::string_view text) {
  std::string result;
  for (std::size_t k = 0; k < text.size(); ++k) {
    const char letter = text[k] == '\n' ? ' ' : text[k];
    const bool within =
        k > 0 && k + 1 < text.size() && is_part_of_word(text[k - 1]) && is_part_of_word(text[k + 1]);
    const bool special =
        letter == '_' ? !within : std::string_view("\\`*<|").find(letter) != std::string_view::npos;
    if (special) result += '\\';
    result += letter;
  }
  return result;
}

/// Code ends at the first backtick, so a text that has one stands between two.
std::string markdown_code(std::string_view text) {
  const bool plain = text.find('`') == std::string_view::npos;
  return plain ? fmt::format("`{}`", text) : fmt::format("`` {} ``", text);
}

std::string markdown_prose(const Prose& prose) {
  std::string text;
  for (const Inline& part : prose.parts) {
    switch (part.kind) {
      case Inline::Kind::Words:
        text += markdown_escaped(part.text);
        break;
      case Inline::Kind::Code:
        text += markdown_code(part.text);
        break;
      case Inline::Kind::Maths:
        text += markdown_escaped(part.plain);
        break;
      case Inline::Kind::Citation:
        text += fmt::format("({})", markdown_escaped(part.plain));
        break;
    }
  }
  return text;
}

/// A paragraph that starts like a heading, a quotation or a list is kept from being one.
std::string at_start_of_line(std::string text) {
  const std::size_t digits = text.find_first_not_of("0123456789");
  const bool number =
      digits > 0 && digits != std::string::npos && (text[digits] == '.' || text[digits] == ')');
  if (number) return text.insert(digits, "\\");
  const bool mark = !text.empty() && std::string_view("#>-+").find(text.front()) != std::string_view::npos;
  return mark ? '\\' + text : text;
}

struct MarkdownBlock {
  std::string operator()(const Heading& block) const {
    return fmt::format("{} {}\n", std::string(static_cast<std::size_t>(block.level), '#'),
                       markdown_escaped(numbered_text(block)));
  }

  std::string operator()(const Paragraph& block) const {
    return at_start_of_line(markdown_prose(block.text)) + '\n';
  }

  std::string operator()(const Items& block) const {
    std::string text;
    int number = 0;
    for (const Prose& item : block.items) {
      const std::string mark = block.numbered ? fmt::format("{}.", ++number) : "-";
      text += fmt::format("{} {}\n", mark, at_start_of_line(markdown_prose(item)));
    }
    return text;
  }

  std::string operator()(const Formulas& block) const {
    std::string text;
    for (const auto& [latex, plain] : block.lines) text += fmt::format("    {}\n", plain);
    return text;
  }

  std::string operator()(const Tabular& block) const {
    std::string text;
    if (!block.caption.empty()) text += fmt::format("**{}**\n\n", markdown_escaped(block.caption));
    std::string rule = "|";
    text += '|';
    for (const TabularColumn& column : block.columns) {
      text += fmt::format(" {} |", markdown_escaped(column.head));
      rule += column.number ? "---:|" : "---|";
    }
    text += '\n' + rule + '\n';
    for (const auto& row : block.rows) {
      text += '|';
      for (const Prose& cell : row) text += fmt::format(" {} |", markdown_prose(cell));
      text += '\n';
    }
    if (!block.note.parts.empty()) text += '\n' + at_start_of_line(markdown_prose(block.note)) + '\n';
    return text;
  }
};

}  // namespace

std::string document_markdown(const Document& document) {
  std::string text;
  for (const DocumentBlock& block : document.blocks) {
    if (!text.empty()) text += '\n';
    text += std::visit(MarkdownBlock{}, block);
  }
  return text;
}

}  // namespace entente
