#include <fmt/format.h>

#include "sim/report/document.hpp"

namespace entente {
namespace {

std::string html_inline(const Inline& part) {
  switch (part.kind) {
    case Inline::Kind::Words:
      return html_escaped(part.text);
    case Inline::Kind::Code:
      return fmt::format("<code>{}</code>", html_escaped(part.text));
    case Inline::Kind::Maths:
      return fmt::format("<i class=\"maths\">{}</i>", html_escaped(part.plain));
    case Inline::Kind::Citation:
      return fmt::format("<span class=\"citation\">({})</span>", html_escaped(part.plain));
  }
  return {};
}

std::string html_prose(const Prose& prose) {
  std::string text;
  for (const Inline& part : prose.parts) text += html_inline(part);
  return text;
}

std::string html_row(const Tabular& table, const std::vector<Prose>& row) {
  std::string text = "<tr>";
  for (std::size_t c = 0; c < row.size(); ++c)
    text +=
        fmt::format("<td{}>{}</td>", table.columns[c].number ? " class=\"number\"" : "", html_prose(row[c]));
  return text + "</tr>\n";
}

struct HtmlBlock {
  std::string operator()(const Heading& block) const {
    return fmt::format("<h{0}>{1}</h{0}>\n", block.level + 1, html_escaped(numbered_text(block)));
  }

  std::string operator()(const Paragraph& block) const {
    return fmt::format("<p>{}</p>\n", html_prose(block.text));
  }

  std::string operator()(const Items& block) const {
    const char* tag = block.numbered ? "ol" : "ul";
    std::string text = fmt::format("<{}>\n", tag);
    for (const Prose& item : block.items) text += fmt::format("<li>{}</li>\n", html_prose(item));
    return text + fmt::format("</{}>\n", tag);
  }

  std::string operator()(const Formulas& block) const {
    std::string text;
    for (const auto& [latex, plain] : block.lines) text += html_escaped(plain) + '\n';
    return fmt::format("<pre class=\"formulas\">{}</pre>\n", text);
  }

  std::string operator()(const Tabular& block) const {
    std::string text = "<table>\n";
    if (!block.caption.empty()) text += fmt::format("<caption>{}</caption>\n", html_escaped(block.caption));
    text += "<thead>\n<tr>";
    for (const TabularColumn& column : block.columns)
      text += fmt::format("<th scope=\"col\"{}>{}</th>", column.number ? " class=\"number\"" : "",
                          html_escaped(column.head));
    text += "</tr>\n</thead>\n<tbody>\n";
    for (const auto& row : block.rows) text += html_row(block, row);
    text += "</tbody>\n</table>\n";
    if (!block.note.parts.empty()) text += fmt::format("<p class=\"note\">{}</p>\n", html_prose(block.note));
    return text;
  }
};

}  // namespace

std::string html_escaped(std::string_view text) {
  std::string result;
  for (const char letter : text) {
    switch (letter) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += letter;
    }
  }
  return result;
}

std::string document_html(const Document& document) {
  std::string text;
  for (const DocumentBlock& block : document.blocks) text += std::visit(HtmlBlock{}, block);
  return text;
}

}  // namespace entente
