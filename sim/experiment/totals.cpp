#include "sim/experiment/totals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "sim/core/error.hpp"
#include "sim/experiment/tables.hpp"

namespace entente {
namespace {

/// Bits of a double below those that name its bin: of 52 bits of fraction the first five stay, a
/// thirty-second of a power of two.
constexpr int kDropped = 47;
constexpr std::uint64_t kSign = std::uint64_t{1} << 63;

}  // namespace

std::int64_t Totals::bin(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  const auto magnitude = static_cast<std::int64_t>((bits & ~kSign) >> kDropped);
  return (bits & kSign) != 0 ? -1 - magnitude : magnitude;
}

std::pair<double, double> Totals::edges(std::int64_t bin) {
  const bool negative = bin < 0;
  const auto magnitude = static_cast<std::uint64_t>(negative ? -1 - bin : bin);
  const double near = std::bit_cast<double>(magnitude << kDropped);
  const double far = std::bit_cast<double>((magnitude + 1) << kDropped);
  return negative ? std::pair(-far, -near) : std::pair(near, far);
}

Totals::Totals(const std::vector<Table>& tables, bool by_world) : by_world_(by_world) {
  for (std::size_t t = 0; t < tables.size(); ++t) {
    const Table& table = tables[t];
    if (table.name == "runs") runs_table_ = t;
    // One row for each run, or for each world.
    if (table.keys != 1 || table.name == "arrangements") continue;
    for (std::size_t c = 1; c < table.columns.size(); ++c) {
      const std::string& column = table.columns[c].name;
      // Names of things, and errors, of which each world has its own.
      const bool name = column == "world" || column == "randomisation" || column == "arrangement" ||
                        column == "error" || column.ends_with(".package");
      if (name) continue;
      places_.push_back({t, c, {table.name, column}});
    }
  }
}

void Totals::OfColumn::add(double value) {
  minimum = count == 0 ? value : std::min(minimum, value);
  maximum = count == 0 ? value : std::max(maximum, value);
  ++count;
  sum.add(value);
  squares.add_product(value, value);
  ++bins[bin(value)];
}

void Totals::add(const RunRows& rows) {
  for (const Place& place : places_) {
    for (const Row& row : rows[place.table]) {
      const Cell& value = row[place.column];
      if (std::holds_alternative<std::monostate>(value)) continue;
      OfColumn& column = columns_[place.name];
      if (const auto* word = std::get_if<std::string>(&value)) {
        ++column.count;
        ++column.texts[*word];
      } else {
        const auto* number = std::get_if<double>(&value);
        column.add(number != nullptr ? *number : static_cast<double>(whole_of(value)));
      }
    }
  }
  const Row& run = rows[runs_table_].at(0);
  if (text_of(run[RunPlace::kStatus]) != "done") return;
  const std::string& outcome = text_of(run[RunPlace::kOutcome]);
  ++outcomes_[{-1, whole_of(run[RunPlace::kRandomisation]), outcome}];
  if (by_world_)
    ++outcomes_[{whole_of(run[RunPlace::kWorld]), whole_of(run[RunPlace::kRandomisation]), outcome}];
}

std::string Totals::first_difference(const Totals& stored) const {
  for (const auto& [name, column] : columns_) {
    const auto other = stored.columns_.find(name);
    if (other == stored.columns_.end() || other->second != column) {
      return fmt::format("totals of {}.{} are not those in the file", name.first, name.second);
    }
  }
  if (outcomes_ != stored.outcomes_) return "the counts of outcomes are not those in the file";
  return columns_.size() == stored.columns_.size() ? "" : "the file has totals of more columns";
}

std::string Totals::create_sql() {
  return "create table totals(table_name text, column_name text, count integer, mean real, sd real, minimum "
         "real, "
         "maximum real, sum text, sum_of_squares text, primary key (table_name, column_name)) without "
         "rowid;\n"
         "create table histograms(table_name text, column_name text, bin integer, low real, high real, count "
         "integer, "
         "primary key (table_name, column_name, bin)) without rowid;\n"
         "create table counts(table_name text, column_name text, value text, count integer, "
         "primary key (table_name, column_name, value)) without rowid;\n"
         "create table outcome_counts(world integer, randomisation integer, outcome text, count integer, "
         "primary key (world, randomisation, outcome)) without rowid;\n"
         "create view outcome_shares as select o.outcome, o.title, ifnull(sum(c.count), 0) as happened, "
         "t.done as runs, "
         "1.0 * ifnull(sum(c.count), 0) / nullif(t.done, 0) as share from (select ifnull(sum(count), 0) as "
         "done "
         "from "
         "outcome_counts where world = -1) as t, outcomes as o left join outcome_counts as c on c.outcome = "
         "o.outcome and "
         "c.world = -1 group by o.position order by o.position;\n";
}

void Totals::write(Database& database) const {
  database.execute(
      "delete from totals; delete from histograms; delete from counts; delete from outcome_counts");
  Statement into_totals(database, "insert into totals values(?, ?, ?, ?, ?, ?, ?, ?, ?)");
  Statement into_histograms(database, "insert into histograms values(?, ?, ?, ?, ?, ?)");
  Statement into_counts(database, "insert into counts values(?, ?, ?, ?)");
  for (const auto& [name, column] : columns_) {
    for (const auto& [word, count] : column.texts)
      into_counts.run({name.first, name.second, word, cell(count)});
    if (column.bins.empty()) continue;
    const auto n = static_cast<double>(column.count);
    const double mean = column.sum.value() / n;
    const double variance = n > 1 ? std::max(0.0, (column.squares.value() - n * mean * mean) / (n - 1)) : 0.0;
    into_totals.run({name.first, name.second, cell(column.count), number_cell(mean),
                     number_cell(std::sqrt(variance)), number_cell(column.minimum),
                     number_cell(column.maximum), column.sum.text(), column.squares.text()});
    for (const auto& [which, count] : column.bins) {
      const auto [low, high] = edges(which);
      into_histograms.run({name.first, name.second, which, number_cell(low), number_cell(high), cell(count)});
    }
  }
  Statement into_outcomes(database, "insert into outcome_counts values(?, ?, ?, ?)");
  for (const auto& [group, count] : outcomes_) {
    into_outcomes.run({std::get<0>(group), std::get<1>(group), std::get<2>(group), cell(count)});
  }
}

void Totals::add_from(const Database& database) {
  Statement totals(
      database, "select table_name, column_name, count, minimum, maximum, sum, sum_of_squares from totals");
  totals.start();
  while (totals.step()) {
    const Row row = totals.row();
    OfColumn& column = columns_[{text_of(row[0]), text_of(row[1])}];
    const double low = std::get<double>(row[3]);
    const double high = std::get<double>(row[4]);
    column.minimum = column.count == 0 ? low : std::min(column.minimum, low);
    column.maximum = column.count == 0 ? high : std::max(column.maximum, high);
    column.count += count_of(row[2]);
    column.sum.add(statistics::ExactSum::parse(text_of(row[5])));
    column.squares.add(statistics::ExactSum::parse(text_of(row[6])));
  }
  Statement histograms(database, "select table_name, column_name, bin, count from histograms");
  histograms.start();
  while (histograms.step()) {
    const Row row = histograms.row();
    columns_[{text_of(row[0]), text_of(row[1])}].bins[whole_of(row[2])] += count_of(row[3]);
  }
  Statement counts(database, "select table_name, column_name, value, count from counts");
  counts.start();
  while (counts.step()) {
    const Row row = counts.row();
    OfColumn& column = columns_[{text_of(row[0]), text_of(row[1])}];
    column.texts[text_of(row[2])] += count_of(row[3]);
    column.count += count_of(row[3]);
  }
  Statement outcomes(database, "select world, randomisation, outcome, count from outcome_counts");
  outcomes.start();
  while (outcomes.step()) {
    const Row row = outcomes.row();
    outcomes_[{whole_of(row[0]), whole_of(row[1]), text_of(row[2])}] += count_of(row[3]);
  }
}

}  // namespace entente
