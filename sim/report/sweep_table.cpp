#include "sim/report/sweep_table.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "sim/core/version.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

/// A share as a percentage with as many decimals as its interval deserves: "12.3%", "0.04%".
std::string share_text(double share, int decimals) { return fmt::format("{:.{}f}%", 100 * share, decimals); }

/// Decimals at which half the interval's width still shows two digits, from 1 to 4.
int decimals_for(const OutcomeEstimate& one) {
  if (!one.simulation) return 1;
  int decimals = 1;
  for (double width = 100 * one.simulation->half_width(); width < 1 && decimals < 4; width *= 10) ++decimals;
  return decimals;
}

std::string interval_text(const OutcomeEstimate& one, int decimals) {
  if (!one.simulation) return "–";
  if (one.happened == 0) return fmt::format("under {}", share_text(one.simulation->high, decimals));
  if (one.happened == one.runs) return fmt::format("over {}", share_text(one.simulation->low, decimals));
  return fmt::format("{} to {}", share_text(one.simulation->low, decimals),
                     share_text(one.simulation->high, decimals));
}

std::string method_text(const Sweep& sweep, ErrorMethod method) {
  switch (method) {
    case ErrorMethod::Wilson:
      return "Simulation error: Wilson's 95% interval; of an outcome never seen, the bound that it stays "
             "under with 95% "
             "confidence.";
    case ErrorMethod::Randomisations:
      return fmt::format(
          "Simulation error: Student's 95% interval over {} independent randomisations of the design.",
          sweep.plan.randomisations);
    case ErrorMethod::Worlds:
      return "Simulation error: Student's 95% interval over worlds, the units that were drawn independently.";
    case ErrorMethod::None:
      return fmt::format(
          "Simulation error: none is known for the design {}, whose worlds were not drawn at random.",
          name_of(sweep.plan.design));
  }
  return {};
}

/// What the worlds together are.
std::string worlds_text(Design design) {
  switch (design) {
    case Design::Grid:
      return "all combinations together, each with the same weight";
    case Design::Rows:
      return "the given worlds together, each with the same weight";
    default:
      return "all plausible worlds together";
  }
}

std::string range_text(const Sweep& sweep) {
  const std::size_t varying = sweep.worlds.parameters().size();
  if (varying == 0) return "Nothing varies but chance.";
  const std::string numbers = count(static_cast<long long>(varying), "number");
  const char* vary = varying == 1 ? "varies" : "vary";
  if (sweep.plan.runs_per_world == 1) {
    return fmt::format(
        "{} of the scenario {} from run to run: the share is that of {}. How it varies between worlds takes "
        "several "
        "runs in each (--worlds and --runs-per-world).",
        numbers, vary, worlds_text(sweep.plan.design));
  }
  return fmt::format(
      "Parameter range: over worlds in which {} {}, 5th to 95th percentile of their shares, which still hold "
      "the "
      "simulation error of {} in a world; sd: standard deviation of the true share over worlds, that error "
      "taken out.",
      numbers, vary, count(static_cast<long long>(sweep.plan.runs_per_world), "run"));
}

std::string title_of(const OutcomeEstimate& one) {
  return one.title.empty() ? readable(one.outcome) : one.title;
}

}  // namespace

std::string sweep_table(const Sweep& sweep, const SweepProgress& progress,
                        const std::vector<OutcomeEstimate>& outcomes, Style style) {
  const bool nested = sweep.plan.runs_per_world > 1;
  std::vector<std::vector<std::string>> rows{{"outcome", "runs", "share", "simulation error"}};
  std::vector<bool> right{false, true, true, true};
  if (nested) {
    rows.front().insert(rows.front().end(), {"over worlds", "sd"});
    right.insert(right.end(), {true, true});
  }
  for (const OutcomeEstimate& one : outcomes) {
    const int decimals = decimals_for(one);
    std::vector<std::string>& row = rows.emplace_back();
    row = {title_of(one), fmt::format("{}", one.happened),
           one.runs == 0 ? "–" : share_text(one.share, decimals), interval_text(one, decimals)};
    if (!nested) continue;
    row.push_back(
        one.worlds ? fmt::format("{} to {}", share_text(one.worlds->low, 1), share_text(one.worlds->high, 1))
                   : "–");
    row.push_back(one.worlds ? share_text(one.worlds->between_sd, 1) : "–");
  }
  std::string text = table(rows, right, style);
  if (!outcomes.empty()) text.append("\n").append(wrap(method_text(sweep, outcomes.front().method)));
  text += wrap(range_text(sweep));
  if (progress.invalid > 0) {
    text += wrap(fmt::format(
        "{} of {} had no world: the numbers drawn break a rule of the scenario (select run, error from runs "
        "where status = 'invalid'). Shares are of the others.",
        progress.invalid, count(static_cast<long long>(progress.done), "run")));
  }
  if (progress.failed > 0) {
    text += wrap(fmt::format("{} failed (select run, error from runs where status = 'failed').",
                             count(static_cast<long long>(progress.failed), "run")));
  }
  return text;
}

Json sweep_json(const Sweep& sweep, const SweepProgress& progress,
                const std::vector<OutcomeEstimate>& outcomes) {
  Json all = Json::object();
  all["scenario"] = sweep.loaded.scenario.name;
  all["version"] = std::string(version());
  all["seed"] = sweep.plan.seed;
  all["design"] = name_of(sweep.plan.design);
  all["worlds"] = sweep.plan.worlds;
  all["runs_per_world"] = sweep.plan.runs_per_world;
  all["randomisations"] = sweep.plan.randomisations;
  all["varying"] = sweep.worlds.parameters().size();
  all["runs"] = {{"done", progress.done},
                 {"planned", progress.total},
                 {"invalid", progress.invalid},
                 {"failed", progress.failed}};
  all["outcomes"] = Json::array();
  for (const OutcomeEstimate& one : outcomes) {
    Json entry = Json::object();
    entry["outcome"] = one.outcome;
    entry["happened"] = one.happened;
    entry["runs"] = one.runs;
    entry["share"] = one.runs == 0 ? Json() : Json(one.share);
    entry["method"] = name_of(one.method);
    entry["simulation_error"] =
        one.simulation ? Json::array({one.simulation->low, one.simulation->high}) : Json();
    if (one.worlds) {
      entry["over_worlds"] = {{"percentile_5", one.worlds->low},
                              {"percentile_95", one.worlds->high},
                              {"sd", one.worlds->between_sd}};
    }
    all["outcomes"].push_back(std::move(entry));
  }
  return all;
}

}  // namespace entente
