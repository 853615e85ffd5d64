#include "sim/report/comparison_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "sim/core/version.hpp"
#include "sim/experiment/comparison_file.hpp"
#include "sim/report/quantity_words.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

/// NaN is written as null.
using Json = nlohmann::ordered_json;

constexpr std::size_t kMovedShown = 8;
constexpr std::size_t kReasonsOfKindShown = 2;

/// One variant with what belongs to it.
struct Side {
  const Comparison& comparison;
  const std::vector<Difference>& differences;
  const Scenario& scenario;

  const MeasuredQuantity& quantity(std::size_t q) const { return comparison.quantities.all()[q]; }
  std::size_t count() const { return differences.size(); }
};

std::string title_of(const ComparedScenario& one) {
  const std::string& title = one.loaded.scenario.title;
  return title.empty() || title == one.name ? one.name : fmt::format("{}: {}", one.name, title);
}

std::string effect_words(double effect) { return std::isnan(effect) ? "–" : fixed(effect, 2); }

std::string worlds_words(const Difference& one) {
  if (!one.worlds || !one.worlds->sign_share) return "–";
  return fmt::format("{:.0f}% of {}", 100 * *one.worlds->sign_share, one.worlds->more + one.worlds->less);
}

std::vector<std::string> header(const Side& side, const char* first) {
  std::vector<std::string> row{first, "base", "variant", "difference", "95% interval", "effect"};
  if (side.comparison.plan.worlds > 0) row.emplace_back("worlds");
  return row;
}

std::vector<std::string> row_of(const Side& side, std::size_t q) {
  const MeasuredQuantity& quantity = side.quantity(q);
  const Difference& one = side.differences[q];
  std::vector<std::string> row{quantity_words(side.scenario, quantity),
                               value_words(quantity, one.base),
                               value_words(quantity, one.variant),
                               change_words(quantity, one.difference),
                               one.pairs == 0 ? "–"
                                              : change_interval_words(quantity, one.interval) +
                                                    (one.trusted(quantity.is_share()) ? "" : " ?"),
                               effect_words(one.effect)};
  if (side.comparison.plan.worlds > 0) row.push_back(worlds_words(one));
  return row;
}

std::string rows_of(const Side& side, const char* first, const std::vector<std::size_t>& quantities,
                    Style style) {
  std::vector<std::vector<std::string>> rows{header(side, first)};
  for (const std::size_t q : quantities) rows.push_back(row_of(side, q));
  return table(rows, {false, true, true, true, true, true, true}, style);
}

/// Outcomes that either saw, and how talks went.
std::string course(const Side& side, Style style) {
  using Kind = MeasuredQuantity::Group;
  std::vector<std::size_t> shown;
  std::vector<std::string> unseen;
  double bound = 0;
  for (std::size_t q = 0; q < side.count(); ++q) {
    const MeasuredQuantity& quantity = side.quantity(q);
    const Difference& one = side.differences[q];
    if (quantity.group == Kind::Outcome && one.unseen) {
      unseen.push_back(quantity_words(side.scenario, quantity));
      bound = *one.unseen;
    } else if (quantity.group <= Kind::Setback && quantity.name != "time.last_agreement" &&
               quantity.name != "talks.refusals") {
      shown.push_back(q);
    }
  }
  std::string text = rows_of(side, "outcomes and talks", shown, style);
  if (!unseen.empty()) {
    text += wrap(fmt::format("In neither: {} ({}under {:.2f}%, 95%).", join(unseen),
                             unseen.size() > 1 ? "each " : "", 100 * bound),
                 "  ", "  ");
  }
  return text;
}

/// Worths and relations that are told apart, the largest effect first. Gaps are those from the status quo,
/// which do not mix with what has been agreed.
std::string moved(const Side& side, Style style) {
  using Kind = MeasuredQuantity::Group;
  std::vector<std::size_t> found;
  for (std::size_t q = 0; q < side.count(); ++q) {
    const MeasuredQuantity& quantity = side.quantity(q);
    const bool wanted = quantity.group == Kind::Utility || quantity.group == Kind::Trust ||
                        (quantity.group == Kind::Gap && quantity.about()[1] == "start");
    if (wanted && side.differences[q].told_apart()) found.push_back(q);
  }
  const auto size = [&](std::size_t q) {
    const double effect = std::fabs(side.differences[q].effect);
    return std::isnan(effect) ? HUGE_VAL : effect;
  };
  std::ranges::sort(
      found, [&](std::size_t a, std::size_t b) { return size(a) != size(b) ? size(a) > size(b) : a < b; });
  const std::size_t left = found.size() > kMovedShown ? found.size() - kMovedShown : 0;
  found.resize(found.size() - left);
  if (found.empty()) return "  No utility, trust or gap can be told apart from the base.\n";
  std::string text = rows_of(side, "what else moved", found, style);
  if (left > 0) text += fmt::format("  and {} more (--json)\n", left);
  return text;
}

/// For each kind of reason the two that moved most, of those that are told apart.
std::string why(const Side& side) {
  using Kind = MeasuredQuantity::Group;
  std::vector<std::size_t> reasons = ranked_reasons(side.comparison, side.differences);
  if (reasons.empty()) return "  Why: no refusal, vote, act or component can be told apart from the base.\n";
  // Within a kind all have one unit.
  std::ranges::sort(reasons, std::ranges::greater(),
                    [&](std::size_t q) { return std::fabs(side.differences[q].difference); });
  std::string text = "  Why\n";
  std::size_t told = 0;
  for (const Kind kind : {Kind::Reason, Kind::Vote, Kind::Act, Kind::Component}) {
    std::size_t of_kind = 0;
    for (const std::size_t q : reasons) {
      const MeasuredQuantity& quantity = side.quantity(q);
      if (quantity.group != kind || of_kind == kReasonsOfKindShown) continue;
      ++of_kind;
      const Difference& one = side.differences[q];
      text += wrap(
          fmt::format("{}: {} instead of {} ({}; {}).", quantity_sentence(side.scenario, quantity),
                      value_words(quantity, one.variant), value_words(quantity, one.base),
                      change_words(quantity, one.difference), change_interval_words(quantity, one.interval)),
          "  ", "    ");
      ++told;
    }
  }
  if (reasons.size() > told) text += fmt::format("  and {} more (--json)\n", reasons.size() - told);
  return text;
}

/// The outcome, or else the party's utility, that moved most in each variant.
std::string overview(const Comparison& comparison, const ComparisonResult& result, Style style) {
  using Kind = MeasuredQuantity::Group;
  const Scenario& scenario = comparison.scenarios.front().loaded.scenario;
  std::vector<std::vector<std::string>> rows{
      {"variant", "outcome that moved most", "difference", "95% interval"}};
  for (std::size_t v = 0; v < result.differences.size(); ++v) {
    std::size_t most = 0;
    for (std::size_t q = 0; q < result.differences[v].size(); ++q) {
      if (comparison.quantities.all()[q].group == Kind::Outcome &&
          std::fabs(result.differences[v][q].difference) > std::fabs(result.differences[v][most].difference))
        most = q;
    }
    const MeasuredQuantity& quantity = comparison.quantities.all()[most];
    const Difference& one = result.differences[v][most];
    rows.push_back({comparison.scenarios[v + 1].name,
                    one.changed == 0 ? "none" : quantity_words(scenario, quantity),
                    change_words(quantity, one.difference), change_interval_words(quantity, one.interval)});
  }
  return table(rows, {false, false, true, true}, style);
}

std::string notes(const Comparison& comparison, const ComparisonResult& result) {
  const ComparisonPlan& plan = comparison.plan;
  std::string text = wrap(fmt::format(
      "Base: {}. Differences are variant less base over {} of each with the same luck; those of percentages "
      "are in "
      "points, utilities are discounted averages, years to the first agreement are {} where there is none, "
      "and a lack "
      "is from the status quo, below 0 to spare. Intervals: 95% of simulation error, paired (Newcombe for "
      "shares, "
      "Student for means; ? where fewer than {} pairs differ); one in twenty misses, so take single lines of "
      "long "
      "lists with care. Effect: Cohen's h for shares, d (in standard deviations of the values) for means.",
      title_of(comparison.scenarios.front()),
      count(static_cast<long long>(result.differences.front().front().pairs), "run"),
      plain(comparison.quantities.horizon()), kFewChanged));
  if (plan.worlds > 0) {
    text += wrap(fmt::format(
        "Worlds: of {} plausible worlds ({} in each, {} varying in the base), those in which base "
        "and variant differ at all, and the share of these that agree in sign.",
        plan.worlds, count(static_cast<long long>(plan.runs_per_world), "run"),
        count(static_cast<long long>(comparison.worlds.front().parameters().size()), "number")));
  }
  for (std::size_t a = 0; a < result.played.size(); ++a) {
    const PlayedScenario& played = result.played[a];
    if (played.failed == 0 && played.invalid_worlds == 0) continue;
    text +=
        wrap(fmt::format("Of {}, {} failed and {} broke a rule; their pairs are left out. The first: {}",
                         comparison.scenarios[a].name, count(static_cast<long long>(played.failed), "run"),
                         count(static_cast<long long>(played.invalid_worlds), "world"), played.error));
  }
  return text;
}

Json worlds_json(const WorldDifference& over) {
  Json json = Json::object();
  json["worlds"] = over.worlds;
  json["more"] = over.more;
  json["same"] = over.same;
  json["less"] = over.less;
  json["difference"] = over.difference;
  json["low"] = over.interval.low;
  json["high"] = over.interval.high;
  json["sign_share"] = over.sign_share ? Json(*over.sign_share) : Json();
  json["sign_low"] = over.sign_interval ? Json(over.sign_interval->low) : Json();
  json["sign_high"] = over.sign_interval ? Json(over.sign_interval->high) : Json();
  return json;
}

Json difference_json(const MeasuredQuantity& quantity, const Difference& one) {
  Json json = Json::object();
  json["quantity"] = quantity.name;
  json["kind"] = name_of(quantity.group);
  json["base"] = one.base;
  json["variant"] = one.variant;
  json["difference"] = one.difference;
  json["low"] = one.interval.low;
  json["high"] = one.interval.high;
  json["effect"] = one.effect;
  json["pairs"] = one.pairs;
  json["changed"] = one.changed;
  json["unseen"] = one.unseen ? Json(*one.unseen) : Json();
  json["worlds"] = one.worlds ? worlds_json(*one.worlds) : Json();
  return json;
}

}  // namespace

std::string comparison_text(const Comparison& comparison, const ComparisonResult& result, Style style) {
  const Scenario& scenario = comparison.scenarios.front().loaded.scenario;
  std::string text;
  if (comparison.variants() > 1) text += overview(comparison, result, style) + '\n';
  for (std::size_t v = 0; v < comparison.variants(); ++v) {
    const Side side{comparison, result.differences[v], scenario};
    text += paint(style, Mark::Heading, title_of(comparison.scenarios[v + 1])) + "\n\n" +
            course(side, style) + '\n' + moved(side, style) + '\n' + why(side) + '\n';
  }
  return text + notes(comparison, result);
}

nlohmann::ordered_json comparison_json(const Comparison& comparison, const ComparisonResult& result) {
  Json all = Json::object();
  all["base"] = comparison.scenarios.front().name;
  all["version"] = std::string(version());
  all["seed"] = comparison.plan.seed;
  all["runs"] = comparison.plan.runs;
  all["worlds"] = comparison.plan.worlds;
  all["runs_per_world"] = comparison.plan.runs_per_world;
  all["horizon"] = comparison.quantities.horizon();
  all["scenarios"] = Json::array();
  for (std::size_t a = 0; a < comparison.scenarios.size(); ++a) {
    Json one = Json::object();
    one["name"] = comparison.scenarios[a].name;
    one["title"] = comparison.scenarios[a].loaded.scenario.title;
    one["file"] =
        comparison.scenarios[a].loaded.files.empty() ? "" : comparison.scenarios[a].loaded.files.front();
    one["done"] = result.played[a].done;
    one["failed"] = result.played[a].failed;
    one["invalid_worlds"] = result.played[a].invalid_worlds;
    all["scenarios"].push_back(std::move(one));
  }
  all["variants"] = Json::array();
  for (std::size_t v = 0; v < comparison.variants(); ++v) {
    Json one = Json::object();
    one["name"] = comparison.scenarios[v + 1].name;
    one["differences"] = Json::array();
    for (std::size_t q = 0; q < result.differences[v].size(); ++q)
      one["differences"].push_back(difference_json(comparison.quantities.all()[q], result.differences[v][q]));
    one["reasons"] = Json::array();
    for (const std::size_t q : ranked_reasons(comparison, result.differences[v]))
      one["reasons"].push_back(comparison.quantities.all()[q].name);
    all["variants"].push_back(std::move(one));
  }
  return all;
}

}  // namespace entente
