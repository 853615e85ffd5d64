#include "sim/scenario/import/xml.hpp"

#include <fmt/format.h>

#include <set>
#include <string_view>

#include "sim/scenario/document.hpp"
#include "sim/scenario/number.hpp"
#include "sim/scenario/text.hpp"

namespace entente {
namespace {

constexpr std::size_t kMaximumAttributes = 32;

/// Looks at every node, without recursion, until something is wrong.
class Inspector final : public pugi::xml_tree_walker {
 public:
  bool for_each(pugi::xml_node& node) override {
    where = node;
    if (node.type() == pugi::node_doctype) {
      message = "a document type declaration (<!DOCTYPE ...>) is not allowed; remove it";
    } else if (depth() > static_cast<int>(kMaximumDepth)) {
      message = fmt::format("nested deeper than {} levels", kMaximumDepth);
    } else if (++nodes_ > kMaximumNodes) {
      message = fmt::format("more than {} nodes in one file", kMaximumNodes);
    } else {
      look_at_attributes(node);
    }
    return message.empty();
  }

  pugi::xml_node where;
  std::string message;

 private:
  void look_at_attributes(pugi::xml_node node) {
    std::set<std::string_view> names;
    for (const pugi::xml_attribute attribute : node.attributes()) {
      if (!names.insert(attribute.name()).second) {
        message = "the attribute " + shown(attribute.name()) + " stands here twice";
      } else if (names.size() > kMaximumAttributes) {
        message = fmt::format("more than {} attributes of one element", kMaximumAttributes);
      } else if (const auto error = find_text_error(attribute.value())) {
        message = "the attribute " + shown(attribute.name()) + ": " + error->message;
      }
      if (!message.empty()) return;
    }
  }

  std::size_t nodes_ = 0;
};

}  // namespace

XmlFile::XmlFile(const ImportFile& file, ImportProblems& problems) : file_(&file) {
  const std::string_view text = file.text();
  const pugi::xml_parse_result result = document_.load_buffer(
      text.data(), text.size(), pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
  if (result) {
    sound_ = check(problems);
  } else {
    problems.add(file.at(result.offset < 0 ? 0 : static_cast<std::size_t>(result.offset)), "",
                 fmt::format("not valid XML: {}", result.description()));
  }
}

bool XmlFile::check(ImportProblems& problems) const {
  Inspector inspector;
  // traverse() asks for a node that may be changed; the inspector changes nothing.
  pugi::xml_node all = document_.root();
  all.traverse(inspector);
  if (!inspector.message.empty()) problems.add(at(inspector.where), "", inspector.message);
  return inspector.message.empty();
}

Location XmlFile::at(pugi::xml_node node) const {
  const std::ptrdiff_t offset = node.offset_debug();
  return file_->at(offset < 0 ? 0 : static_cast<std::size_t>(offset));
}

std::string XmlFile::text(pugi::xml_node node, const char* attribute, const std::string& key,
                          ImportProblems& problems) const {
  const std::string_view value = trimmed(node.attribute(attribute).value());
  if (value.empty())
    problems.add(at(node), key, fmt::format("missing; <{}> needs {}=\"...\"", node.name(), attribute));
  return std::string(value);
}

std::optional<double> XmlFile::number(pugi::xml_node node, const char* attribute, const std::string& key,
                                      ImportProblems& problems) const {
  const std::string value = text(node, attribute, key, problems);
  const auto parsed = parse_number(value);
  if (!parsed && !value.empty())
    problems.add(at(node), key,
                 fmt::format("found {} in {}=\"...\", expected a number", shown(value), attribute));
  return parsed;
}

pugi::xml_node XmlFile::only_child(pugi::xml_node node, const char* name, ImportProblems& problems) const {
  const pugi::xml_node child = node.child(name);
  if (const pugi::xml_node second = child.next_sibling(name))
    problems.add(at(second), name, fmt::format("<{}> stands twice in <{}>", name, node.name()));
  return child;
}

}  // namespace entente
