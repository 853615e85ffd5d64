#include "sim/scenario/import/genius_domain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "sim/scenario/number.hpp"

namespace entente {
namespace {

GeniusIssue::Kind kind_of(const XmlFile& xml, pugi::xml_node node, const std::string& name,
                          ImportProblems& problems) {
  for (const char* attribute : {"vtype", "type", "etype"}) {
    const std::string type = lower_case(trimmed(node.attribute(attribute).value()));
    if (type.empty()) continue;
    if (type == "integer") return GeniusIssue::Kind::Integer;
    if (type == "real") return GeniusIssue::Kind::Real;
    if (type != "discrete") {
      problems.add(
          xml.at(node), name,
          fmt::format("found {} in {}=\"...\", expected discrete, integer or real", shown(type), attribute));
    }
    break;
  }
  return GeniusIssue::Kind::Discrete;
}

/// Bounds stand in the issue itself or in a <range> within.
void read_bounds(const XmlFile& xml, pugi::xml_node node, GeniusIssue& issue, ImportProblems& problems) {
  const pugi::xml_node range = xml.only_child(node, "range", problems);
  const pugi::xml_node holder = range ? range : node;
  const auto low = xml.number(holder, "lowerbound", issue.name, problems);
  const auto high = xml.number(holder, "upperbound", issue.name, problems);
  if (!low || !high) return;
  issue.low = *low;
  issue.high = *high;
  const bool integer = issue.kind == GeniusIssue::Kind::Integer;
  const auto whole = [&](const char* bound) {
    return parse_integer(trimmed(holder.attribute(bound).value())).has_value();
  };
  if (*low >= *high) {
    problems.add(
        xml.at(holder), issue.name,
        fmt::format("the bounds are {} and {}; the upper one must be above the lower one", *low, *high));
  } else if (integer && (!whole("lowerbound") || !whole("upperbound"))) {
    problems.add(xml.at(holder), issue.name,
                 fmt::format("the bounds are {} and {}; an integer issue needs whole numbers", *low, *high));
  } else if (integer && *high - *low >= static_cast<double>(kMaximumImported)) {
    problems.add(
        xml.at(holder), issue.name,
        fmt::format("found {} whole numbers; at most {} are allowed", *high - *low + 1, kMaximumImported));
  } else if (integer) {
    for (double value = *low; value <= *high; ++value) issue.options.push_back(fmt::format("{}", value));
  } else if (*high - *low > std::numeric_limits<double>::max()) {
    problems.add(xml.at(holder), issue.name, "the bounds are too far apart");
  }
}

void read_items(const XmlFile& xml, pugi::xml_node node, GeniusIssue& issue, ImportProblems& problems) {
  for (const pugi::xml_node item : node.children("item")) {
    const std::string value = xml.text(item, "value", issue.name, problems);
    if (value.empty()) continue;
    if (issue.options.size() == kMaximumImported) {
      problems.add(xml.at(item), issue.name, fmt::format("more than {} values", kMaximumImported));
      return;
    }
    if (std::ranges::count(issue.options, value) > 0)
      problems.add(xml.at(item), issue.name, "the value " + shown(value) + " stands here twice");
    issue.options.push_back(value);
  }
  if (issue.options.size() < 2) {
    problems.add(
        xml.at(node), issue.name,
        fmt::format("found {} of <item value=\"...\">, expected at least two", issue.options.size()));
  }
}

}  // namespace

pugi::xml_node find_objective(const XmlFile& xml, ImportProblems& problems) {
  const pugi::xml_node root = xml.root();
  if (!root) return {};
  const bool domain = std::string_view(root.name()) == "negotiation_template";
  const pugi::xml_node space = domain ? xml.only_child(root, "utility_space", problems) : root;
  if (!space || std::string_view(space.name()) != "utility_space") {
    problems.add(xml.at(root), "",
                 fmt::format("found <{}>, expected a domain (<negotiation_template> with <utility_space>) or "
                             "a profile (<utility_space>)",
                             root.name()));
    return {};
  }
  const auto constraint = [](pugi::xml_node node) {
    return lower_case(node.name()) == "hyperrectangle" || lower_case(node.name()) == "ufun";
  };
  if (const pugi::xml_node found = space.find_node(constraint)) {
    problems.add(xml.at(found), "",
                 fmt::format("<{}>: utilities by constraints (hyper-rectangles) cannot be imported; only "
                             "additive profiles, with evaluations and weights, can",
                             found.name()));
    return {};
  }
  const pugi::xml_node objective = xml.only_child(space, "objective", problems);
  if (!objective) problems.add(xml.at(space), "objective", "missing; <utility_space> needs <objective>");
  if (const pugi::xml_node inner = objective.child("objective")) {
    problems.add(xml.at(inner), "objective",
                 "an objective within an objective; only one list of issues can be imported");
    return {};
  }
  return objective;
}

std::vector<GeniusIssue> read_genius_domain(const XmlFile& xml, ImportProblems& problems) {
  std::vector<GeniusIssue> issues;
  const pugi::xml_node objective = find_objective(xml, problems);
  for (const pugi::xml_node node : objective.children("issue")) {
    if (issues.size() == kMaximumImported) {
      problems.add(xml.at(node), "issue", fmt::format("more than {} issues", kMaximumImported));
      break;
    }
    GeniusIssue issue;
    issue.name = xml.text(node, "name", "issue", problems);
    if (std::ranges::count(issues, issue.name, &GeniusIssue::name) > 0)
      problems.add(xml.at(node), issue.name, "an issue of this name stands here twice");
    issue.kind = kind_of(xml, node, issue.name, problems);
    if (issue.kind == GeniusIssue::Kind::Discrete) {
      read_items(xml, node, issue, problems);
    } else {
      read_bounds(xml, node, issue, problems);
    }
    issues.push_back(std::move(issue));
  }
  if (objective && issues.empty()) problems.add(xml.at(objective), "issue", "missing; a domain needs issues");
  return issues;
}

}  // namespace entente
