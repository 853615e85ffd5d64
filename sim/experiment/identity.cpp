#include "sim/experiment/identity.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>

#include "sim/core/error.hpp"
#include "sim/core/hash.hpp"
#include "sim/experiment/given_rows.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/extends.hpp"

namespace entente {
namespace {

/// Of result files. Another number is another layout of tables.
constexpr const char* kFormat = "1";
constexpr std::size_t kShownDifferences = 10;

std::uint64_t whole_number(const Identity& entries, const std::string& name) {
  const std::string& text = entry(entries, name);
  std::uint64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  require(problem == std::errc() && end == text.data() + text.size(),
          "a result file's " + name + " is a whole number");
  return value;
}

double number(std::string_view text) {
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  require(problem == std::errc() && end == text.data() + text.size(), "a result file's width is a number");
  return value;
}

/// "path" or "path.key" to the text of each value of a document.
void flatten(const Node& node, const std::string& path, std::map<std::string, std::string>& values) {
  if (!node.is_mapping() && !node.is_sequence()) {
    values[path] = node.is_scalar() ? node.text : "~";
    return;
  }
  if (node.is_sequence()) {
    std::vector<std::string> elements;
    for (const Entry& element : node.children) {
      elements.push_back(element.node.is_scalar() ? element.node.text : "(a block)");
    }
    values[path] = fmt::format("[{}]", fmt::join(elements, ", "));
    return;
  }
  for (const Entry& child : node.children) flatten(child.node, join_path(path, child.key), values);
}

std::map<std::string, std::string> flattened(const std::string& text) {
  std::map<std::string, std::string> values;
  std::vector<Problem> problems;
  flatten(parse_document(text, "", problems), "", values);
  return values;
}

void compare_scenarios(const std::string& in_file, const std::string& now, std::vector<std::string>& lines) {
  const auto before = flattened(in_file);
  const auto after = flattened(now);
  std::map<std::string, std::array<std::optional<std::string>, 2>> both;
  for (const auto& [path, value] : before) both[path][0] = value;
  for (const auto& [path, value] : after) both[path][1] = value;
  std::size_t found = 0;
  for (const auto& [path, values] : both) {
    if (values[0] == values[1]) continue;
    if (++found > kShownDifferences) continue;
    lines.push_back(fmt::format("scenario, {}: {} in the file, {} now", path, values[0].value_or("absent"),
                                values[1].value_or("absent")));
  }
  if (found > kShownDifferences) lines.push_back(fmt::format("... and {} more", found - kShownDifferences));
  if (found == 0) lines.emplace_back("scenario: the order of its lists differs");
}

const std::string* find(const Identity& entries, const std::string& name) {
  const auto found = std::ranges::find(entries, name, &Identity::value_type::first);
  return found == entries.end() ? nullptr : &found->second;
}

}  // namespace

std::string hash_of(const std::string& text) {
  Fingerprint print;
  print.add(std::string_view(text));
  return print.hex();
}

const std::string& entry(const Identity& entries, const std::string& name) {
  const std::string* text = find(entries, name);
  if (text == nullptr) throw Error(fmt::format("the file is no result file: it does not state its {}", name));
  return *text;
}

Identity identity(const Sweep& sweep, const Shard& shard, const std::string& behaviour) {
  const SweepPlan& plan = sweep.plan;
  std::string laws;
  for (const SampledParameter& parameter : sweep.worlds.parameters()) {
    laws += fmt::format("{}: {}\n", parameter.path, parameter.law_text);
  }
  return {{"format", kFormat},
          {"behaviour", behaviour},
          {"scenario_name", sweep.loaded.scenario.name},
          {"scenario_hash", hash_of(sweep.loaded.resolved)},
          {"scenario", sweep.loaded.resolved},
          {"vary", laws},
          {"seed", fmt::format("{}", plan.seed)},
          {"design", name_of(plan.design)},
          {"worlds", fmt::format("{}", plan.worlds)},
          {"runs_per_world", fmt::format("{}", plan.runs_per_world)},
          {"randomisations", fmt::format("{}", plan.randomisations)},
          {"levels", fmt::format("{}", plan.levels)},
          {"rows", given_rows_text(plan.given)},
          {"gaps", plan.keep.gaps ? "1" : "0"},
          {"trace_every", fmt::format("{}", plan.keep.trace_every)},
          {"totals_only", plan.aggregate ? "1" : "0"},
          {"until", plan.until ? fmt::format("{} {}", plan.until->outcome, plan.until->half_width) : ""},
          {"shard", shard.text()}};
}

Shard stated_shard(const Identity& entries) {
  const std::string& text = entry(entries, "shard");
  const std::size_t slash = text.find('/');
  const Shard shard{whole_number({{"shard", text.substr(0, slash)}}, "shard"),
                    whole_number({{"shard", text.substr(slash + 1)}}, "shard")};
  require(shard.index < shard.count, "a shard is one of its count");
  return shard;
}

StatedSweep stated_sweep(const Identity& entries) {
  if (entry(entries, "format") != kFormat) {
    throw Error(fmt::format("the file has format {} of result files; this program reads format {}",
                            entry(entries, "format"), kFormat));
  }
  StatedSweep sweep;
  sweep.loaded = load_scenario_text(entry(entries, "scenario"), entry(entries, "scenario_name"));
  sweep.vary.kind = entry(entries, "design") == name_of(Design::Rows) ? Vary::Kind::Given : Vary::Kind::Paths;
  std::string_view laws = entry(entries, "vary");
  for (std::size_t end = laws.find('\n'); end != std::string_view::npos; end = laws.find('\n')) {
    sweep.vary.paths.emplace_back(laws.substr(0, laws.find(": ")));
    laws.remove_prefix(end + 1);
  }
  SweepPlan& plan = sweep.plan;
  for (const Design design : {Design::MonteCarlo, Design::LatinHypercube, Design::Sobol, Design::SobolRaw,
                              Design::Grid, Design::Rows}) {
    if (entry(entries, "design") == name_of(design)) plan.design = design;
  }
  plan.seed = whole_number(entries, "seed");
  plan.worlds = whole_number(entries, "worlds");
  plan.runs_per_world = whole_number(entries, "runs_per_world");
  plan.randomisations = whole_number(entries, "randomisations");
  plan.levels = whole_number(entries, "levels");
  require(plan.worlds > 0 && plan.runs_per_world > 0 && plan.randomisations > 0, "a sweep has runs");
  plan.given = read_given_rows(entry(entries, "rows"), "rows of the result file");
  plan.keep.gaps = entry(entries, "gaps") == "1";
  plan.keep.trace_every = whole_number(entries, "trace_every");
  plan.aggregate = entry(entries, "totals_only") == "1";
  if (const std::string& until = entry(entries, "until"); !until.empty()) {
    const std::size_t space = until.find(' ');
    plan.until = {until.substr(0, space), number(std::string_view(until).substr(space + 1))};
  }
  sweep.shard = stated_shard(entries);
  return sweep;
}

std::vector<std::string> differences(const Identity& in_file, const Identity& now,
                                     const std::vector<std::string>& except) {
  std::vector<std::string> lines;
  for (const auto& [name, value] : now) {
    const std::string* before = find(in_file, name);
    if (before == nullptr || *before == value || name == "scenario_hash") continue;
    if (std::ranges::count(except, name) > 0) continue;
    if (name == "scenario") {
      compare_scenarios(*before, value, lines);
    } else if (name == "rows" || name == "vary") {
      lines.push_back(name == "rows" ? "rows: the given numbers differ"
                                     : "vary: other numbers, or other laws, vary");
    } else if (name == "behaviour") {
      lines.push_back(fmt::format(
          "program: behaves differently ({} in the file, {} now); finish with the version that began",
          *before, value));
    } else {
      lines.push_back(fmt::format("{}: {} in the file, {} now", name, before->empty() ? "none" : *before,
                                  value.empty() ? "none" : value));
    }
  }
  return lines;
}

}  // namespace entente
