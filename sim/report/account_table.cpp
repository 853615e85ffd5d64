#include "sim/report/account_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "sim/core/version.hpp"
#include "sim/report/quantity_words.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

/// "+3.1 ± 0.4"; a value that cannot be told from 0 in brackets.
std::string contribution_words(const MeasuredQuantity& quantity, double value,
                               const statistics::Interval& interval) {
  const int decimals = as_percentage(quantity) ? 1 : 3;
  const double scale = as_percentage(quantity) ? 100 : 1;
  const std::string text =
      fmt::format("{} ± {}", change_words(quantity, value), fixed(scale * interval.half_width(), decimals));
  const bool told = interval.low > 0 || interval.high < 0;
  return told ? text : fmt::format("({})", text);
}

/// Places in result.quantities of the share of an outcome and of its gaps.
std::vector<std::size_t> columns_of(const Accounting& accounting, const Account& result,
                                    const std::string& outcome) {
  std::vector<std::size_t> columns;
  for (std::size_t k = 0; k < result.quantities.size(); ++k) {
    const MeasuredQuantity& quantity = accounting.quantities.all()[result.quantities[k]];
    const bool of_outcome =
        quantity.group == MeasuredQuantity::Group::Outcome || quantity.group == MeasuredQuantity::Group::Gap;
    if (of_outcome && quantity.about().front() == outcome) columns.push_back(k);
  }
  return columns;
}

std::string outcome_table(const Accounting& accounting, const Account& result, const std::string& outcome,
                          Style style) {
  const Scenario& scenario = accounting.loaded.scenario;
  const std::vector<std::size_t> columns = columns_of(accounting, result, outcome);
  const auto quantity_of = [&](std::size_t k) -> const MeasuredQuantity& {
    return accounting.quantities.all()[result.quantities[k]];
  };
  std::vector<std::vector<std::string>> rows{{"mechanism"}};
  for (const std::size_t k : columns) {
    const MeasuredQuantity& quantity = quantity_of(k);
    rows.front().push_back(quantity.is_share() ? "share"
                                               : "lack, " + actor_words(scenario, quantity.about()[2]));
  }
  rows.front().emplace_back("alone");
  // The largest first; a point of share and a hundredth of lack weigh alike.
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t m = 0; m < accounting.mechanisms.size(); ++m) {
    double size = 0;
    for (const std::size_t k : columns) size = std::max(size, std::fabs(result.contributions[m][k].shapley));
    order.emplace_back(-size, m);
  }
  std::ranges::sort(order);
  std::vector<std::string> nothing;
  for (const auto& [size, m] : order) {
    if (size == 0) {
      nothing.push_back(readable(accounting.mechanisms[m]));
      continue;
    }
    std::vector<std::string>& row = rows.emplace_back();
    row.push_back(readable(accounting.mechanisms[m]));
    for (const std::size_t k : columns) {
      const Contribution& one = result.contributions[m][k];
      row.push_back(contribution_words(quantity_of(k), one.shapley, one.interval));
    }
    const Contribution& share = result.contributions[m][columns.front()];
    row.push_back(
        contribution_words(quantity_of(columns.front()), share.alone.difference, share.alone.interval));
  }
  std::vector<std::string> all{"all on"};
  std::vector<std::string> none{"all off"};
  for (const std::size_t k : columns) {
    all.push_back(value_words(quantity_of(k), result.all[k]));
    none.push_back(value_words(quantity_of(k), result.none[k]));
  }
  all.emplace_back();
  none.emplace_back();
  rows.push_back(all);
  rows.push_back(none);
  std::string text = paint(style, Mark::Heading, outcome_words(scenario, outcome)) + "\n\n" +
                     table(rows, {false, true, true, true, true, true, true}, style);
  if (!nothing.empty()) text += wrap("Nothing at all: " + join(nothing) + ".", "  ", "  ");
  return text + '\n';
}

}  // namespace

std::string account_text(const Accounting& accounting, const Account& result, const std::string& outcome,
                         Style style) {
  std::string text;
  for (const Outcome& one : accounting.loaded.scenario.outcomes) {
    if (outcome.empty() || outcome == one.name) text += outcome_table(accounting, result, one.name, style);
  }
  if (outcome == "other") text += outcome_table(accounting, result, outcome, style);
  const std::string runs = count(static_cast<long long>(accounting.plan.runs), "run");
  text += wrap(fmt::format(
      "Each mechanism's Shapley value, its mean contribution over all orders in which mechanisms can be "
      "switched on, "
      "± half of Student's 95% interval; in brackets where that holds 0. A column sums to all on less all "
      "off. Shares "
      "are in points, a lack is in utility a year from the status quo: a mechanism that adds to it holds the "
      "outcome "
      "back. Alone: change of the share where this mechanism alone is on rather than off, paired. {}",
      accounting.exact()
          ? fmt::format("All {} coalitions, {} each.", std::size_t{1} << accounting.mechanisms.size(), runs)
          : fmt::format("{} antithetic pairs of orders with 2 runs each, {} of each mechanism alone.",
                        accounting.plan.runs / 2, runs)));
  if (result.failed > 0)
    text += wrap(fmt::format("{} failed and were left out with what belongs to them.",
                             count(static_cast<long long>(result.failed), "run")));
  return text;
}

nlohmann::ordered_json account_json(const Accounting& accounting, const Account& result) {
  nlohmann::ordered_json all = nlohmann::ordered_json::object();
  all["scenario"] = accounting.loaded.scenario.name;
  all["version"] = std::string(version());
  all["seed"] = accounting.plan.seed;
  all["runs"] = accounting.plan.runs;
  all["method"] = accounting.exact() ? "all coalitions" : "pairs of orders";
  all["failed"] = result.failed;
  all["mechanisms"] = accounting.mechanisms;
  all["quantities"] = nlohmann::ordered_json::array();
  for (std::size_t k = 0; k < result.quantities.size(); ++k) {
    nlohmann::ordered_json one = nlohmann::ordered_json::object();
    one["quantity"] = accounting.quantities.all()[result.quantities[k]].name;
    one["all_on"] = result.all[k];
    one["all_off"] = result.none[k];
    one["contributions"] = nlohmann::ordered_json::array();
    for (std::size_t m = 0; m < accounting.mechanisms.size(); ++m) {
      const Contribution& part = result.contributions[m][k];
      one["contributions"].push_back({{"mechanism", accounting.mechanisms[m]},
                                      {"shapley", part.shapley},
                                      {"low", part.interval.low},
                                      {"high", part.interval.high},
                                      {"alone", part.alone.difference},
                                      {"alone_low", part.alone.interval.low},
                                      {"alone_high", part.alone.interval.high}});
    }
    all["quantities"].push_back(std::move(one));
  }
  return all;
}

}  // namespace entente
