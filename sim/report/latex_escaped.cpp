#include <fmt/format.h>

#include <map>

#include "sim/report/document.hpp"

namespace entente {
namespace {

/// What LaTeX gives a meaning, and what pdflatex's T1 fonts lack. Commands end in {} so that a letter may
/// follow.
const std::map<char32_t, std::string_view>& commands() {
  static const std::map<char32_t, std::string_view> all = {
      {U'\\', "\\textbackslash{}"},
      {U'{', "\\{"},
      {U'}', "\\}"},
      {U'%', "\\%"},
      {U'&', "\\&"},
      {U'_', "\\_"},
      {U'#', "\\#"},
      {U'$', "\\$"},
      {U'~', "\\textasciitilde{}"},
      {U'^', "\\textasciicircum{}"},
      {U'<', "\\textless{}"},
      {U'>', "\\textgreater{}"},
      {U'|', "\\textbar{}"},
      {U'"', "\\textquotedbl{}"},
      {U'`', "\\textasciigrave{}"},
      {U'\u00a0', "~"},
      {U'\u00b0', "\\textdegree{}"},
      {U'\u00b1', "\\ensuremath{\\pm}"},
      {U'\u00b2', "\\ensuremath{^2}"},
      {U'\u00b3', "\\ensuremath{^3}"},
      {U'\u00b7', "\\ensuremath{\\cdot}"},
      {U'\u00b9', "\\ensuremath{^1}"},
      {U'\u00bd', "\\textonehalf{}"},
      {U'\u00d7', "\\ensuremath{\\times}"},
      {U'\u00f7', "\\ensuremath{\\div}"},
      {U'\u0393', "\\ensuremath{\\Gamma}"},
      {U'\u0394', "\\ensuremath{\\Delta}"},
      {U'\u039b', "\\ensuremath{\\Lambda}"},
      {U'\u03a0', "\\ensuremath{\\Pi}"},
      {U'\u03a3', "\\ensuremath{\\Sigma}"},
      {U'\u03a6', "\\ensuremath{\\Phi}"},
      {U'\u03a9', "\\ensuremath{\\Omega}"},
      {U'\u03b1', "\\ensuremath{\\alpha}"},
      {U'\u03b2', "\\ensuremath{\\beta}"},
      {U'\u03b3', "\\ensuremath{\\gamma}"},
      {U'\u03b4', "\\ensuremath{\\delta}"},
      {U'\u03b5', "\\ensuremath{\\varepsilon}"},
      {U'\u03b6', "\\ensuremath{\\zeta}"},
      {U'\u03b7', "\\ensuremath{\\eta}"},
      {U'\u03b8', "\\ensuremath{\\theta}"},
      {U'\u03ba', "\\ensuremath{\\kappa}"},
      {U'\u03bb', "\\ensuremath{\\lambda}"},
      {U'\u03bc', "\\ensuremath{\\mu}"},
      {U'\u03bd', "\\ensuremath{\\nu}"},
      {U'\u03be', "\\ensuremath{\\xi}"},
      {U'\u03c0', "\\ensuremath{\\pi}"},
      {U'\u03c1', "\\ensuremath{\\rho}"},
      {U'\u03c3', "\\ensuremath{\\sigma}"},
      {U'\u03c4', "\\ensuremath{\\tau}"},
      {U'\u03c6', "\\ensuremath{\\varphi}"},
      {U'\u03c7', "\\ensuremath{\\chi}"},
      {U'\u03c8', "\\ensuremath{\\psi}"},
      {U'\u03c9', "\\ensuremath{\\omega}"},
      {U'\u2010', "-"},
      {U'\u2011', "\\mbox{-}"},
      {U'\u2012', "--"},
      {U'\u2013', "--"},
      {U'\u2014', "---"},
      {U'\u2018', "`"},
      {U'\u2019', "'"},
      {U'\u201c', "``"},
      {U'\u201d', "''"},
      {U'\u201e', "\\quotedblbase{}"},
      {U'\u2022', "\\textbullet{}"},
      {U'\u2026', "\\ldots{}"},
      {U'\u202f', "\\,"},
      {U'\u2032', "\\ensuremath{'}"},
      {U'\u20ac', "\\texteuro{}"},
      {U'\u2070', "\\ensuremath{^0}"},
      {U'\u2190', "\\ensuremath{\\leftarrow}"},
      {U'\u2192', "\\ensuremath{\\rightarrow}"},
      {U'\u2194', "\\ensuremath{\\leftrightarrow}"},
      {U'\u2208', "\\ensuremath{\\in}"},
      {U'\u2211', "\\ensuremath{\\sum}"},
      {U'\u2212', "\\ensuremath{-}"},
      {U'\u221a', "\\ensuremath{\\surd}"},
      {U'\u221d', "\\ensuremath{\\propto}"},
      {U'\u221e', "\\ensuremath{\\infty}"},
      {U'\u2248', "\\ensuremath{\\approx}"},
      {U'\u2260', "\\ensuremath{\\neq}"},
      {U'\u2264', "\\ensuremath{\\leq}"},
      {U'\u2265', "\\ensuremath{\\geq}"},
  };
  return all;
}

/// The code point at the front of UTF-8 `text`, taken off; a byte that starts none, or one that is cut off,
/// counts as the replacement character.
char32_t take_code_point(std::string_view& text) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
  const unsigned char first = byte(0);
  const std::size_t length = first < 0x80U ? 1 : first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
  if (first >= 0x80U && first < 0xC0U) return text.remove_prefix(1), U'\ufffd';
  if (text.size() < length) return text.remove_prefix(text.size()), U'\ufffd';
  char32_t point = length == 1 ? first : first & (0xFFU >> (length + 1));
  for (std::size_t k = 1; k < length; ++k) point = (point << 6U) | (byte(k) & 0x3FU);
  text.remove_prefix(length);
  return point;
}

/// The letters of Latin-1 and Latin Extended-A, which T1 sets.
bool is_latin_letter(char32_t point) { return point >= 0xA1U && point <= 0x17FU; }

}  // namespace

std::string latex_escaped(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::string_view before = text;
    const char32_t point = take_code_point(text);
    const auto found = commands().find(point);
    if (point < U' ') {
      result += ' ';
    } else if (found != commands().end()) {
      result += found->second;
    } else if (point < 0x80U || is_latin_letter(point)) {
      // Two hyphens would become a dash.
      if (point == U'-' && result.ends_with('-')) result += "{}";
      result += before.substr(0, before.size() - text.size());
    } else {
      result += fmt::format("[U+{:04X}]", static_cast<unsigned>(point));
    }
  }
  return result;
}

}  // namespace entente
