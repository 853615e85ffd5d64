#include "sim/report/document.hpp"

#include <algorithm>
#include <set>

namespace entente {
namespace {

/// Calls `visit` for every piece of running text.
template <class Visit>
struct EachProse {
  Visit visit;

  void operator()(const Heading&) const {}
  void operator()(const Formulas&) const {}
  void operator()(const Paragraph& block) const { visit(block.text); }
  void operator()(const Items& block) const {
    for (const Prose& item : block.items) visit(item);
  }
  void operator()(const Tabular& block) const {
    for (const auto& row : block.rows) {
      for (const Prose& cell : row) visit(cell);
    }
    visit(block.note);
  }
};

}  // namespace

Prose& Prose::operator+=(const Prose& more) {
  parts.insert(parts.end(), more.parts.begin(), more.parts.end());
  return *this;
}

Inline maths(std::string latex, std::string plain) {
  if (plain.empty()) plain = latex;
  return {Inline::Kind::Maths, std::move(latex), std::move(plain)};
}

Inline code(std::string path) { return {Inline::Kind::Code, std::move(path)}; }

std::string numbered_text(const Heading& heading) {
  return heading.number.empty() ? heading.text : heading.number + ' ' + heading.text;
}

Document& Document::add(DocumentBlock block) {
  blocks.push_back(std::move(block));
  return *this;
}

Document& Document::append(const Document& other) {
  blocks.insert(blocks.end(), other.blocks.begin(), other.blocks.end());
  return *this;
}

std::vector<std::string> cited_keys(const Document& document) {
  std::set<std::string> keys;
  const EachProse each{[&](const Prose& prose) {
    for (const Inline& part : prose.parts) {
      if (part.kind != Inline::Kind::Citation) continue;
      std::string_view rest = part.text;
      while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        keys.emplace(rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
      }
    }
  }};
  for (const DocumentBlock& block : document.blocks) std::visit(each, block);
  return {keys.begin(), keys.end()};
}

}  // namespace entente
