#include "sim/report/tip_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "analysis/statistics/interval.hpp"
#include "sim/core/version.hpp"
#include "sim/report/quantity_words.hpp"

namespace entente {
namespace {

std::string percentage(double share) { return fmt::format("{:.1f}%", 100 * share); }

std::uint64_t happened_at(const TippingRow& row, std::size_t g) {
  return static_cast<std::uint64_t>(std::ranges::count(row.curve.responses[g], 1));
}

statistics::Interval interval_at(const TippingRow& row, std::size_t g) {
  return statistics::share_interval(happened_at(row, g), row.curve.responses[g].size());
}

/// "0.038 to 0.047", "below 0.01", "above 0.2", "not known within the range".
std::string interval_words(const statistics::Crossing& found, const MovedNumber& number) {
  if (found.low && found.high && *found.low < *found.high)
    return fmt::format("{} to {}", plain(*found.low), plain(*found.high));
  if (found.value && found.low) return fmt::format("{} or more", plain(*found.low));
  if (found.value && found.high) return fmt::format("{} or less", plain(*found.high));
  if (found.low) return fmt::format("above {}", plain(*found.low));
  if (found.high) return fmt::format("below {}", plain(*found.high));
  return fmt::format("anywhere, {} to {} and beyond", plain(number.from), plain(number.to));
}

std::string course_words(const TippingRow& row) {
  return fmt::format("{} from {} at {} to {} at {}", row.crossing.rising ? "rises" : "falls",
                     percentage(row.crossing.shares.front()), plain(row.curve.xs.front()),
                     percentage(row.crossing.shares.back()), plain(row.curve.xs.back()));
}

std::string one_number(const Tipping& tipping, const TippingRow& row, Style style) {
  const TippingPlan& plan = tipping.plan;
  const MovedNumber& number = plan.numbers.back();
  const std::string outcome = outcome_words(tipping.loaded.scenario, plan.outcome);
  std::string text =
      row.crossing.value
          ? fmt::format("“{}” is as likely as {} where {} is {} (95% interval {}): its share {}.", outcome,
                        percentage(plan.probability), number.path, plain(*row.crossing.value),
                        interval_words(row.crossing, number), course_words(row))
          : fmt::format("“{}” does not cross {} for {} in this range ({}): its share {}.", outcome,
                        percentage(plan.probability), number.path, interval_words(row.crossing, number),
                        course_words(row));
  std::vector<std::vector<std::string>> rows{{number.path, "share", "95% interval", "monotone fit"}};
  for (std::size_t g = 0; g < row.curve.xs.size(); ++g) {
    const statistics::Interval interval = interval_at(row, g);
    rows.push_back({plain(row.curve.xs[g]), percentage(row.crossing.shares[g]),
                    fmt::format("{} to {}", percentage(interval.low), percentage(interval.high)),
                    percentage(row.crossing.fit[g])});
  }
  return wrap(text) + '\n' + table(rows, {true, true, true, true}, style) + '\n';
}

std::string frontier(const Tipping& tipping, const TippingResult& result, Style style) {
  const TippingPlan& plan = tipping.plan;
  std::string text =
      wrap(fmt::format("Where “{}” is as likely as {}: for values of {}, the tipping value of {}.",
                       outcome_words(tipping.loaded.scenario, plan.outcome), percentage(plan.probability),
                       plan.numbers[0].path, plan.numbers[1].path)) +
      '\n';
  std::vector<std::vector<std::string>> rows{
      {plan.numbers[0].path, "tipping value", "95% interval", "share"}};
  for (const TippingRow& row : result.rows) {
    rows.push_back({plain(*row.first), row.crossing.value ? plain(*row.crossing.value) : "none in range",
                    interval_words(row.crossing, plan.numbers[1]), course_words(row)});
  }
  return text + table(rows, {true, true, true, false}, style) + '\n';
}

}  // namespace

std::string tipping_text(const Tipping& tipping, const TippingResult& result, Style style) {
  const TippingPlan& plan = tipping.plan;
  std::string text = plan.numbers.size() == 1 ? one_number(tipping, result.rows.front(), style)
                                              : frontier(tipping, result, style);
  for (const TippingRow& row : result.rows) {
    if (!row.crossing.against) continue;
    const auto [i, j] = *row.crossing.against;
    text += wrap(fmt::format(
        "{}The curve is not monotone: {} at {} and {} at {}. A monotone fit then says little; look at the "
        "shares.",
        row.first ? fmt::format("At {}: ", plain(*row.first)) : "", percentage(row.crossing.shares[i]),
        plain(row.curve.xs[i]), percentage(row.crossing.shares[j]), plain(row.curve.xs[j])));
  }
  text +=
      wrap(fmt::format("{} at each value, with the same luck. The value is where the monotone fit (pool "
                       "adjacent violators), linear "
                       "between values, crosses; its interval is a percentile bootstrap over runs, moved "
                       "outwards to the next values "
                       "tried. Shares: Wilson's 95% intervals.",
                       count(static_cast<long long>(plan.runs), "run")));
  if (result.failed > 0)
    text += wrap(fmt::format("{} failed at one value or more and were left out.",
                             count(static_cast<long long>(result.failed), "run")));
  return text;
}

nlohmann::ordered_json tipping_json(const Tipping& tipping, const TippingResult& result) {
  using Value = nlohmann::ordered_json;
  const auto optional = [](const std::optional<double>& value) { return value ? Value(*value) : Value(); };
  const TippingPlan& plan = tipping.plan;
  Value all = Value::object();
  all["scenario"] = tipping.loaded.scenario.name;
  all["version"] = std::string(version());
  all["outcome"] = plan.outcome;
  all["probability"] = plan.probability;
  all["seed"] = plan.seed;
  all["runs"] = plan.runs;
  all["failed"] = result.failed;
  all["parameters"] = Value::array();
  for (const MovedNumber& number : plan.numbers)
    all["parameters"].push_back({{"path", number.path}, {"from", number.from}, {"to", number.to}});
  all["rows"] = Value::array();
  for (const TippingRow& row : result.rows) {
    Value one = Value::object();
    one["first"] = optional(row.first);
    one["value"] = optional(row.crossing.value);
    one["low"] = optional(row.crossing.low);
    one["high"] = optional(row.crossing.high);
    one["rising"] = row.crossing.rising;
    one["monotone"] = !row.crossing.against.has_value();
    one["curve"] = Value::array();
    for (std::size_t g = 0; g < row.curve.xs.size(); ++g) {
      const statistics::Interval interval = interval_at(row, g);
      one["curve"].push_back({{"value", row.curve.xs[g]},
                              {"happened", happened_at(row, g)},
                              {"runs", row.curve.responses[g].size()},
                              {"share", row.crossing.shares[g]},
                              {"low", interval.low},
                              {"high", interval.high},
                              {"fit", row.crossing.fit[g]}});
    }
    all["rows"].push_back(std::move(one));
  }
  return all;
}

}  // namespace entente
