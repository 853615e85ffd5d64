#include "sim/report/result_document.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <optional>

#include "sim/core/error.hpp"
#include "sim/core/version.hpp"
#include "sim/experiment/estimates.hpp"
#include "sim/experiment/store.hpp"
#include "sim/report/quantity_words.hpp"
#include "sim/report/text.hpp"
#include "sim/report/words.hpp"

namespace entente {
namespace {

double number_of(const Cell& cell) {
  if (const auto* whole_number = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole_number);
  const auto* number = std::get_if<double>(&cell);
  return number == nullptr ? std::numeric_limits<double>::quiet_NaN() : *number;
}

/// "12.3%", or "–" where there is no value.
std::string share_words(double share) {
  return std::isnan(share) ? "–" : fmt::format("{:.1f}%", 100 * share);
}

/// A share's interval; of what was never or always seen, the bound.
std::string share_interval(double share, double low, double high) {
  if (std::isnan(low) || std::isnan(high)) return "–";
  if (share == 0) return fmt::format("under {:.2f}%", 100 * high);
  if (share == 1) return fmt::format("over {:.2f}%", 100 * low);
  return fmt::format("{:.1f}% to {:.1f}%", 100 * low, 100 * high);
}

Document sweep_tables(const Database& database, const ResultOrigin& origin) {
  const std::vector<OutcomeEstimate> outcomes = estimates(database, origin.sweep->plan);
  Tabular table{"How often each outcome happened",
                {{"outcome"}, {"runs", true}, {"share", true}, {"simulation error", true}},
                {}};
  const bool nested = origin.sweep->plan.runs_per_world > 1;
  if (nested) table.columns.push_back({"over worlds", true});
  for (const OutcomeEstimate& one : outcomes) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    std::vector<Prose>& row = table.rows.emplace_back();
    row = {one.title.empty() ? readable(one.outcome) : one.title, fmt::format("{}", one.happened),
           share_words(one.share),
           share_interval(one.share, one.simulation ? one.simulation->low : kNone,
                          one.simulation ? one.simulation->high : kNone)};
    if (nested)
      row.push_back(one.worlds
                        ? fmt::format("{} to {}", share_words(one.worlds->low), share_words(one.worlds->high))
                        : "–");
  }
  table.note =
      "Simulation error: 95% interval, which more runs make narrower. Over worlds: 5th to 95th percentile of "
      "the "
      "shares in worlds with other plausible numbers, which more runs do not.";
  Document document;
  document.add(table);
  return document;
}

/// A quantity of a comparison or an account as its file states it.
MeasuredQuantity stated_quantity(const std::string& name, const std::string& kind, const std::string& unit) {
  using Group = MeasuredQuantity::Group;
  MeasuredQuantity quantity{name, Group::Outcome, unit};
  for (auto group = Group::Outcome; group <= Group::Act;
       group = static_cast<Group>(static_cast<std::uint8_t>(group) + 1)) {
    if (kind == name_of(group)) quantity.group = group;
  }
  return quantity;
}

Tabular difference_table(const Database& database, const Scenario& scenario, std::string caption,
                         std::string_view sql, std::int64_t arm) {
  Tabular table{std::move(caption),
                {{"what"},
                 {"base", true},
                 {"variant", true},
                 {"difference", true},
                 {"95% interval", true},
                 {"effect", true},
                 {"worlds", true}},
                {}};
  for (const Row& row : database.rows(sql, {arm})) {
    const MeasuredQuantity quantity = stated_quantity(text_of(row[0]), text_of(row[1]), text_of(row[2]));
    const double with_sign = number_of(row[9]);
    const std::string worlds =
        std::isnan(with_sign) ? "–" : fmt::format("{:.0f}% of {:.0f}", 100 * with_sign, number_of(row[10]));
    const bool compared = !std::isnan(number_of(row[5]));
    table.rows.push_back(
        {quantity_words(scenario, quantity), value_words(quantity, number_of(row[3])),
         value_words(quantity, number_of(row[4])), compared ? change_words(quantity, number_of(row[5])) : "–",
         compared ? change_interval_words(quantity, {number_of(row[6]), number_of(row[7])}) : "–",
         std::isnan(number_of(row[8])) ? "–" : fixed(number_of(row[8]), 2), worlds});
  }
  return table;
}

Document comparison_tables(const Database& database, const ResultOrigin& origin) {
  constexpr std::string_view kColumns =
      "select d.quantity, q.kind, q.unit, d.base, d.variant, d.difference, d.low, d.high, d.effect, "
      "d.sign_share, "
      "d.worlds_more + d.worlds_less from ";
  const std::string course = fmt::format(
      "{} differences d join quantities q on q.quantity = d.quantity where d.arm = ? and (q.kind in "
      "('agreement', "
      "'time', 'talks', 'setback') or q.kind = 'outcome' and (d.base > 0 or d.variant > 0)) order by "
      "q.position",
      kColumns);
  const std::string reasons = fmt::format(
      "{} reasons d join quantities q on q.quantity = d.quantity where d.arm = ? and d.rank <= 10 order by "
      "d.rank",
      kColumns);
  Document document;
  document.add(
      Paragraph{"Differences are paired, run by run with the same luck; shares in percentage points with "
                "Newcombe's interval, "
                "means with Student's. Effect: Cohen's h for shares, a difference in standard deviations for "
                "means. Worlds: "
                "in which share of the plausible worlds in which the two differ the sign is the same."});
  for (const Row& arm : database.rows("select arm, name, title from arms where arm > 0 order by arm")) {
    const std::int64_t number = whole_of(arm[0]);
    const std::string& title = text_of(arm[2]);
    document.add(Heading{3, title.empty() || title == text_of(arm[1])
                                ? text_of(arm[1])
                                : fmt::format("{}: {}", text_of(arm[1]), title)});
    document.add(difference_table(database, origin.loaded->scenario, "Outcomes and talks", course, number));
    Tabular why = difference_table(database, origin.loaded->scenario,
                                   "Why: what tells the difference, largest first", reasons, number);
    if (!why.rows.empty()) document.add(why);
  }
  return document;
}

Document tip_tables(const Database& database) {
  const std::string level = fmt::format(
      "{}%",
      plain(100 * std::stod(text_of(database.value("select value from tip where name = 'probability'")))));
  Tabular table{
      "Where the outcome is as likely as " + level,
      {{"value of the first number", true}, {"tipping value", true}, {"95% interval", true}, {"course"}},
      {}};
  for (const Row& row : database.rows("select first, value, low, high, rising from tipping order by row")) {
    const auto end = [&](std::size_t column, const char* none) {
      return std::isnan(number_of(row[column])) ? std::string(none) : plain(number_of(row[column]));
    };
    table.rows.push_back({plain(number_of(row[0])), end(1, "not in the range"),
                          fmt::format("{} to {}", end(2, "below the range"), end(3, "above the range")),
                          count_of(row[4]) == 1 ? "rises with the number" : "falls with the number"});
  }
  Document document;
  document.add(table);
  return document;
}

Document account_tables(const Database& database, const ResultOrigin& origin) {
  Document document;
  for (const Row& of :
       database.rows("select quantity, kind, unit, all_on, all_off from quantities where abs(all_on - "
                     "all_off) > 1e-9 order by position")) {
    const MeasuredQuantity quantity = stated_quantity(text_of(of[0]), text_of(of[1]), text_of(of[2]));
    Tabular table{capitalised(quantity_words(origin.loaded->scenario, quantity)),
                  {{"mechanism"}, {"Shapley value", true}, {"95% interval", true}, {"alone", true}},
                  {}};
    for (const Row& row :
         database.rows("select mechanism, shapley, low, high, alone from contributions where quantity = ? "
                       "order by abs(shapley) desc, mechanism",
                       {of[0]})) {
      table.rows.push_back({readable(text_of(row[0])), change_words(quantity, number_of(row[1])),
                            change_interval_words(quantity, {number_of(row[2]), number_of(row[3])}),
                            change_words(quantity, number_of(row[4]))});
    }
    table.note =
        fmt::format("All on: {}; all off: {}. Shapley values sum to the difference.",
                    value_words(quantity, number_of(of[3])), value_words(quantity, number_of(of[4])));
    document.add(table);
  }
  return document;
}

Document claims_tables_of(const Database& database) {
  Tabular tests{"Claims that were tested",
                {{"claim"},
                 {""},
                 {"expected", true},
                 {"measured", true},
                 {"interval", true},
                 {"verdict"},
                 {"severity", true},
                 {"robustness", true}},
                {}};
  for (const Row& row :
       database.rows("select claim, title, above, below, measured, low, high, verdict, severity, robustness "
                     "from ledger where verdict is not null order by position")) {
    const double above = number_of(row[2]);
    const double below = number_of(row[3]);
    const std::string expected = std::isnan(above)   ? "below " + plain(below)
                                 : std::isnan(below) ? "above " + plain(above)
                                                     : fmt::format("{} to {}", plain(above), plain(below));
    tests.rows.push_back({text_of(row[0]), text_of(row[1]), expected, fixed(number_of(row[4])),
                          fmt::format("{} to {}", fixed(number_of(row[5])), fixed(number_of(row[6]))),
                          text_of(row[7]), percent(number_of(row[8])), percent(number_of(row[9]))});
  }
  tests.note =
      "All intervals of the ledger hold together. Severity: share of random scenarios in which the claim "
      "fails; "
      "robustness: share of plausible worlds in which it holds.";
  Tabular kinds{"All claims by kind", {{"kind"}, {"claims", true}, {""}}, {}};
  for (const Row& row :
       database.rows("select kind, count(*), group_concat(claim, ' ') from (select * from ledger order by "
                     "position) group by kind order by count(*) desc"))
    kinds.rows.push_back({readable(text_of(row[0])), fmt::format("{}", whole_of(row[1])), text_of(row[2])});
  Document document;
  if (!tests.rows.empty()) document.add(tests);
  document.add(kinds);
  return document;
}

void add_entry(Tabular& table, const char* name, const Cell& value) {
  const std::string words = cell_text(value);
  if (!words.empty()) table.rows.push_back({Prose(name), Prose{code(words)}});
}

}  // namespace

Document result_document(const Database& database, const ResultOrigin& origin) {
  if (origin.kind == "sweep") return sweep_tables(database, origin);
  if (origin.kind == "comparison") return comparison_tables(database, origin);
  if (origin.kind == "tip") return tip_tables(database);
  if (origin.kind == "account") return account_tables(database, origin);
  require(origin.kind == "claims", "every kind of result file has its tables");
  return claims_tables_of(database);
}

Document provenance_document(const Database& database, const ResultOrigin& origin) {
  Tabular table{"", {{"what"}, {"value"}}, {}};
  if (origin.kind == "sweep") {
    const SweepPlan& plan = origin.sweep->plan;
    add_entry(table, "command", database.value("select command from sessions order by session limit 1"));
    add_entry(table, "program",
              database.value("select version || ' (' || commit_id || '), ' || compiler from sessions "
                             "order by session limit 1"));
    add_entry(table, "runs", cell(origin.done));
    add_entry(table, "worlds", cell(plan.worlds));
    add_entry(table, "design", std::string(name_of(plan.design)));
    for (const char* name : {"seed", "behaviour", "scenario_name", "scenario_hash"})
      add_entry(table, name, database.value("select value from sweep where name = ?", {name}));
  } else {
    const std::string all = quoted_name(origin.kind);
    for (const char* name : {"command", "version", "commit", "compiler", "runs", "worlds", "runs_per_world",
                             "seed", "behaviour", "scenario_name", "scenario_hash", "frozen"})
      add_entry(table, name, database.value("select value from " + all + " where name = ?", {name}));
  }
  table.note = fmt::format(
      "The same scenario, seed and version give the same bytes on any machine, with any number of threads. "
      "This page "
      "was written by entente {} ({}).",
      version(), commit());
  Document document;
  document.add(table);
  return document;
}

}  // namespace entente
