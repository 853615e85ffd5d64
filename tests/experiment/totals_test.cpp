#include "sim/experiment/totals.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "sim/core/hash.hpp"
#include "tests/experiment/sweeps.hpp"

namespace entente {
namespace {

TEST(Totals, ABinHoldsItsValuesAndIsNarrow) {
  std::uint64_t state = 1;
  for (int i = 0; i < 100'000; ++i) {
    state = mix_bits(state + 0x9e3779b97f4a7c15U);
    const double value =
        std::ldexp(static_cast<double>(state >> 11) * 0x1p-53 - 0.5, static_cast<int>(state % 60) - 50);
    const auto [low, high] = Totals::edges(Totals::bin(value));
    ASSERT_LE(low, value);
    ASSERT_LE(value, high);
    // A thirty-second of a power of two is at most 1/32 of the value.
    ASSERT_LE(high - low, std::fabs(value) / 32 * (1 + 1e-12));
    const auto [next, after] = Totals::edges(Totals::bin(value) + 1);
    ASSERT_EQ(value < 0 ? after == 0 || next == high : next == high, true);
  }
  EXPECT_EQ(Totals::bin(0.0), 0);
  EXPECT_LT(Totals::bin(-1e-300), Totals::bin(0.0));
}

TEST(Totals, AreTheSumsOfTheRows) {
  const Folder folder;
  SweepPlan plan;
  plan.worlds = 40;
  plan.runs_per_world = 3;
  play_into(folder.file("rows.db"), *small_sweep(0, plan));
  plan.aggregate = true;
  play_into(folder.file("totals.db"), *small_sweep(0, plan));
  const Database rows(folder.file("rows.db"), Database::Mode::Read);
  const Database totals(folder.file("totals.db"), Database::Mode::Read);
  for (const auto& [table, column] :
       {std::pair("runs", "offers"), {"utilities", "west.total"}, {"worlds", "actors.west.private_sd"}}) {
    const std::string of = quoted_name(column) + " from " + table;
    const auto number = [](const Cell& cell) { return std::get<double>(cell); };
    statistics::ExactSum sum;
    Statement all(rows, "select 1.0 * " + of);
    all.start();
    std::int64_t n = 0;
    for (; all.step(); ++n) sum.add(number(all.row().at(0)));
    const std::string where =
        fmt::format(" from totals where table_name = '{}' and column_name = '{}'", table, column);
    EXPECT_EQ(totals.value("select sum" + where), Cell(sum.text())) << column;
    EXPECT_EQ(totals.value("select count" + where), Cell(n));
    EXPECT_EQ(totals.value("select minimum" + where),
              rows.value("select 1.0 * min(" + quoted_name(column) + ") from " + table));
    // The second moment, by another way: the exact sums against SQLite's own floating-point ones.
    const double mean = sum.value() / static_cast<double>(n);
    const double spread = number(rows.value(fmt::format(
        "select sum(({0} - {1:.17g}) * ({0} - {1:.17g})) from {2}", quoted_name(column), mean, table)));
    EXPECT_NEAR(number(totals.value("select sd" + where)), std::sqrt(spread / static_cast<double>(n - 1)),
                1e-9 * (1 + std::fabs(mean)));
  }
  for (const char* outcome : {"shared", "watched", "other"}) {
    EXPECT_EQ(totals.value("select happened from outcome_shares where outcome = ?", {outcome}),
              rows.value("select happened from outcome_shares where outcome = ?", {outcome}));
    EXPECT_EQ(totals.value("select low from estimates where outcome = ?", {outcome}),
              rows.value("select low from estimates where outcome = ?", {outcome}));
    EXPECT_EQ(totals.value("select world_sd from estimates where outcome = ?", {outcome}),
              rows.value("select world_sd from estimates where outcome = ?", {outcome}));
  }
}

}  // namespace
}  // namespace entente
