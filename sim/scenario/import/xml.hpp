#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "sim/scenario/import/input.hpp"

namespace entente {

/// An XML document whose elements know where they stand. Refused, with a problem: what is not well-formed, a
/// document type declaration (so that no entities can be declared), nesting deeper than kMaximumDepth, more
/// than kMaximumNodes nodes, many or repeated attributes, and characters that a text may not hold.
class XmlFile {
 public:
  XmlFile(const ImportFile& file, ImportProblems& problems);

  /// The outermost element; null after a problem.
  pugi::xml_node root() const { return sound_ ? document_.document_element() : pugi::xml_node(); }
  const ImportFile& file() const { return *file_; }
  Location at(pugi::xml_node node) const;

  /// The value of an attribute without blanks around it. Missing or empty: a problem under the key.
  std::string text(pugi::xml_node node, const char* attribute, const std::string& key,
                   ImportProblems& problems) const;
  /// The same as a number.
  std::optional<double> number(pugi::xml_node node, const char* attribute, const std::string& key,
                               ImportProblems& problems) const;
  /// The only child element of this name; null when there is none, a problem when there are more.
  pugi::xml_node only_child(pugi::xml_node node, const char* name, ImportProblems& problems) const;

 private:
  bool check(ImportProblems& problems) const;

  const ImportFile* file_;
  pugi::xml_document document_;
  bool sound_ = false;
};

}  // namespace entente
