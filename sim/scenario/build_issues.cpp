#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "sim/scenario/build.hpp"
#include "sim/scenario/number.hpp"

namespace entente {
namespace {

constexpr std::size_t kMaximumIssues = 40;
constexpr std::int64_t kMaximumSlices = static_cast<std::int64_t>(PackageSpace::kMaximumPackages) - 1;

using NamedBlocks = std::vector<std::pair<std::string, Block>>;

/// The options by name; one number, the slices, for a divisible issue.
struct Options {
  std::vector<std::string> names;
  std::int64_t slices = 0;

  std::uint64_t count() const { return slices > 0 ? static_cast<std::uint64_t>(slices) + 1 : names.size(); }
};

Options read_options(Block& block) {
  Options options;
  if (block.has("divisible")) {
    options.slices = block.integer("divisible", 1, kMaximumSlices, 1);
    if (block.has("options"))
      block.fail("options", "a divisible issue has its slices as options; write only one of both");
    return options;
  }
  options.names = block.reader().names("options");
  const Entry* entry = block.node().find("options");
  if (entry == nullptr) block.fail("options", "missing; an issue needs `options` or `divisible`");
  if (entry == nullptr || !entry->node.is_sequence()) return options;
  if (entry->node.children.size() < 2) {
    block.fail("options",
               fmt::format("found {}, expected at least two options", entry->node.children.size()));
  }
  for (const Entry& element : entry->node.children) {
    if (!element.node.is_scalar() || element.node.text.empty() || is_name(element.node.text)) continue;
    block.fail_at(element.node.location(), "options",
                  fmt::format("'{}' is not a name; names hold letters, digits, _ and -", element.node.text));
  }
  return options;
}

/// Whether the product of all counts is at most the largest space that is searched.
bool few_packages(Block& root, const std::vector<Options>& options) {
  double product = 1;
  for (const Options& each : options)
    product *= static_cast<double>(std::max<std::uint64_t>(1, each.count()));
  if (product <= static_cast<double>(PackageSpace::kMaximumPackages)) return true;
  root.fail(
      "issues",
      fmt::format("make {:.15g} packages (the product of the numbers of options); at most {} are allowed",
                  product, PackageSpace::kMaximumPackages));
  return false;
}

void build_titles(Block& block, Issue& issue) {
  issue.option_titles.assign(issue.options.size(), "");
  auto titles = block.map("titles", "text");
  if (!titles) return;
  for (const Word& word : titles->keys()) {
    std::string title;
    titles->text(word.text, title);
    if (const auto option = titles->look_up(word, word.text, issue.options, "an option of this issue")) {
      issue.option_titles[*option] = title;
    }
  }
  titles->finish();
}

void build_amounts(Block& block, const Slot<Issue>& issue) {
  const std::vector<Quantity>& quantities = block.building().scenario.quantities;
  issue->amounts.assign(issue->options.size(), std::vector<double>(quantities.size(), 0.0));
  auto amounts = block.map("amounts", "numbers");
  if (!amounts) return;
  const std::vector<std::string> known = names_of(quantities);
  for (const Word& word : amounts->keys()) {
    const auto quantity = amounts->look_up(word, word.text, known, "a quantity");
    if (!quantity) {
      amounts->has(word.text);
      continue;
    }
    const auto slot = [&](std::size_t option) { return issue[&Issue::amounts][option][*quantity]; };
    amounts->numbers_by_name(word.text, issue->options, "an option of this issue", slot,
                             interval::not_negative(quantities[*quantity].unit));
  }
  amounts->finish();
}

void build_issue(Block& block, const Options& options, const Slot<Issue>& issue) {
  block.text("title", issue->title);
  issue->options = options.names;
  issue->divisible = options.slices > 0;
  for (std::int64_t slice = 0; issue->divisible && slice <= options.slices; ++slice) {
    issue->options.push_back(std::to_string(slice));
  }
  // Options that could not be read are reported already.
  if (issue->options.empty()) issue->options = {"0", "1"};
  if (const auto option = block.name("status_quo", issue->options, "an option of this issue", false)) {
    issue->status_quo = *option;
  }
  build_titles(block, *issue);
  build_amounts(block, issue);
  block.finish();
}

}  // namespace

bool build_issues(Block& root, const Slot<Scenario>& scenario) {
  if (is_forecast(root)) {
    for (const char* key : {"quantities", "feasible", "outcomes", "obligations"}) {
      if (root.has(key)) {
        root.fail(key,
                  "is about packages, and a scenario without issues has none; take it out or add issues");
      }
    }
    return true;
  }
  NamedBlocks quantities = root.children("quantities", "quantity");
  for (auto& [name, block] : quantities) {
    Quantity& quantity = scenario->quantities.emplace_back();
    quantity.name = name;
    block.text("unit", quantity.unit);
    block.finish();
  }

  NamedBlocks issues = root.children("issues", "issue", true);
  const Entry* entry = root.node().find("issues");
  if (entry != nullptr && entry->node.is_mapping() && entry->node.children.empty()) {
    root.fail("issues", "are empty; at least one issue is needed");
  }
  if (issues.size() > kMaximumIssues) {
    root.fail("issues", fmt::format("are {}; at most {} are allowed", issues.size(), kMaximumIssues));
    return false;
  }
  std::vector<Options> options;
  for (auto& [name, block] : issues) {
    options.push_back(read_options(block));
    if (std::ranges::count(scenario->quantities, name, &Quantity::name) > 0) {
      root.fail_child(
          "issues", name,
          fmt::format("'{}' is a quantity too; issues, quantities and the context share their names", name));
    }
  }
  if (!few_packages(root, options)) return false;
  scenario->issues.resize(issues.size());
  for (std::size_t k = 0; k < issues.size(); ++k) {
    scenario->issues[k].name = issues[k].first;
    build_issue(issues[k].second, options[k], scenario[&Scenario::issues][k]);
  }
  return true;
}

}  // namespace entente
