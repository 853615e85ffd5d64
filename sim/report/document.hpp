#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace entente {

/// A piece of running text. Everything is UTF-8 and nothing is escaped: renderers do that.
struct Inline {
  enum class Kind {
    Words,     ///< `text` as it is.
    Code,      ///< A key or a path of the scenario language; may be broken after a dot or an underscore.
    Maths,     ///< `text` is LaTeX for math mode, `plain` the same to be read as it is.
    Citation,  ///< `text` is BibTeX keys with commas between, `plain` the works: "Fearon 1994; Kydd 2005".
  };
  Kind kind = Kind::Words;
  std::string text;
  std::string plain = {};

  Inline(std::string words) : text(std::move(words)) {}
  Inline(std::string_view words) : text(words) {}
  Inline(const char* words) : text(words) {}
  Inline(Kind what, std::string typeset, std::string readable = {})
      : kind(what), text(std::move(typeset)), plain(std::move(readable)) {}

  bool operator==(const Inline&) const = default;
};

/// Running text: a sentence, a cell of a table, an item of a list.
struct Prose {
  std::vector<Inline> parts;

  Prose() = default;
  Prose(std::string words) : parts{Inline(std::move(words))} {}
  Prose(const char* words) : parts{Inline(words)} {}
  Prose(std::initializer_list<Inline> pieces) : parts(pieces) {}

  Prose& operator+=(const Prose& more);
  bool operator==(const Prose&) const = default;
};

/// A symbol or formula within a line; one that reads the same either way is given once.
Inline maths(std::string latex, std::string plain = {});
/// A key or path of the scenario language.
Inline code(std::string path);

/// Level 1 is a section, 2 a part of it, down to 4.
struct Heading {
  int level = 1;
  std::string text;
  /// Its number, for media that do not count headings themselves; empty for none.
  std::string number = {};

  bool operator==(const Heading&) const = default;
};

/// The text with the number in front of it, where it has one.
std::string numbered_text(const Heading& heading);

struct Paragraph {
  Prose text;

  bool operator==(const Paragraph&) const = default;
};

struct Items {
  std::vector<Prose> items;
  bool numbered = false;

  bool operator==(const Items&) const = default;
};

/// Formulas on lines of their own, each as LaTeX with the alignment point &, and as it is to be read.
struct Formulas {
  std::vector<std::pair<std::string, std::string>> lines;

  bool operator==(const Formulas&) const = default;
};

struct TabularColumn {
  std::string head;
  /// Flush right, as numbers are, and never broken into lines.
  bool number = false;

  bool operator==(const TabularColumn&) const = default;
};

/// A table with at least one column; every row has as many cells as there are columns.
struct Tabular {
  std::string caption;
  std::vector<TabularColumn> columns;
  std::vector<std::vector<Prose>> rows;
  /// Stands below the table; may be empty.
  Prose note = {};

  bool operator==(const Tabular&) const = default;
};

using DocumentBlock = std::variant<Heading, Paragraph, Items, Formulas, Tabular>;

/// A structured text, without a medium.
struct Document {
  std::vector<DocumentBlock> blocks;

  Document& add(DocumentBlock block);
  /// The blocks of `other` after those that are there.
  Document& append(const Document& other);

  bool operator==(const Document&) const = default;
};

/// Keys of all citations, sorted, each once.
std::vector<std::string> cited_keys(const Document& document);

/// Markdown with pipe tables, formulas as indented text, citations in brackets.
std::string document_markdown(const Document& document);

/// LaTeX to be read in by another file: \section down to \paragraph, \cite, booktabs tables, each a
/// longtable. Needs the packages of `latex_packages`.
std::string document_latex(const Document& document);

/// A LaTeX comment that names the packages which `document_latex` needs.
std::string latex_packages();

/// HTML to be put into a page: headings from <h2> on, <p>, <ul>, <ol>, <table> with <caption>, <thead> and
/// <tbody>, cells of number columns with class "number", formulas as <pre class="formulas">, the note of a
/// table as <p class="note">. Everything is escaped.
std::string document_html(const Document& document);

/// Text with the characters that HTML gives a meaning replaced by entities; right between tags and in double
/// quotes.
std::string html_escaped(std::string_view text);

/// Text for pdflatex with T1 fonts and UTF-8 input: characters with a meaning escaped, and those that the
/// fonts lack given by commands. A character for which there is no command is given by its number, as in
/// [U+65E5], since pdflatex would stop at it.
std::string latex_escaped(std::string_view text);

}  // namespace entente
