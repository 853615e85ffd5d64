#include "sim/experiment/accounting.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "tests/experiment/sweeps.hpp"

namespace entente {
namespace {

using testing::HasSubstr;

const std::atomic<bool> kGoOnAccounting = false;

Account accounted(const Accounting& accounting, unsigned threads = 2) {
  return account(accounting, threads, kGoOnAccounting, [](std::uint64_t) {});
}

void expect_everything_shared_out(const Accounting& accounting, const Account& result) {
  ASSERT_EQ(result.contributions.size(), accounting.mechanisms.size());
  ASSERT_FALSE(result.quantities.empty());
  for (std::size_t k = 0; k < result.quantities.size(); ++k) {
    double sum = 0;
    for (const std::vector<Contribution>& of_mechanism : result.contributions) sum += of_mechanism[k].shapley;
    // Means of up to a hundred units, added in another order.
    EXPECT_NEAR(sum, result.all[k] - result.none[k], 1e-12)
        << accounting.quantities.all()[result.quantities[k]].name;
  }
}

TEST(Accounting, OfAFewMechanismsLooksAtAllCoalitions) {
  const Accounting accounting(small_dispute(), {.runs = 60, .mechanisms = {"influence", "hope", "learning"}});
  EXPECT_TRUE(accounting.exact());
  EXPECT_EQ(accounting.total_runs(), 8U * 60U);
  EXPECT_EQ(accounting.mechanisms, (std::vector<std::string>{"hope", "learning", "influence"}))
      << "in the order of the model";
  const Account result = accounted(accounting);
  expect_everything_shared_out(accounting, result);
  double hope = 0;
  for (std::size_t k = 0; k < result.quantities.size(); ++k) {
    EXPECT_EQ(result.contributions[2][k].shapley, 0.0) << "nobody influences anybody in this dispute";
    EXPECT_EQ(result.contributions[2][k].alone.changed, 0U);
    hope += std::fabs(result.contributions[0][k].shapley);
  }
  EXPECT_GT(hope, 0.01) << "or the test shows nothing";
}

TEST(Accounting, OfOneMechanismIsItsComparison) {
  const Accounting accounting(small_dispute(), {.runs = 80, .mechanisms = {"hope"}});
  const Account result = accounted(accounting);
  ComparisonPlan plan;
  plan.runs = 80;
  const Comparison comparison(
      {{"on", small_dispute(), {}}, {"off", small_dispute({"mechanisms.hope=off"}), {}}}, plan);
  const ComparisonResult compared = compare(comparison, 2, kGoOnAccounting);
  for (std::size_t k = 0; k < result.quantities.size(); ++k) {
    const std::string& name = accounting.quantities.all()[result.quantities[k]].name;
    const Difference& off = compared.differences[0][comparison.quantities.index(name)];
    EXPECT_NEAR(result.contributions[0][k].shapley, -off.difference, 1e-12) << name;
    EXPECT_NEAR(result.contributions[0][k].alone.difference, -off.difference, 1e-12) << name;
    EXPECT_NEAR(result.all[k], off.base, 1e-12) << name;
    EXPECT_NEAR(result.none[k], off.variant, 1e-12) << name;
  }
}

TEST(Accounting, OfAllMechanismsSamplesOrders) {
  const Accounting accounting(small_dispute(), {.runs = 12});
  EXPECT_FALSE(accounting.exact());
  EXPECT_EQ(accounting.mechanisms.size(), 22U) << "all but investing in hope, which is off by default";
  std::uint64_t played = 0;
  const Account result = account(accounting, 1, kGoOnAccounting, [&](std::uint64_t done) { played = done; });
  EXPECT_EQ(played, accounting.total_runs());
  expect_everything_shared_out(accounting, result);
  const Account again = accounted(accounting, 3);
  for (std::size_t m = 0; m < accounting.mechanisms.size(); ++m) {
    for (std::size_t k = 0; k < result.quantities.size(); ++k) {
      EXPECT_EQ(result.contributions[m][k].shapley, again.contributions[m][k].shapley);
      EXPECT_EQ(result.contributions[m][k].interval, again.contributions[m][k].interval);
      EXPECT_EQ(result.contributions[m][k].alone.difference, again.contributions[m][k].alone.difference);
    }
  }
}

TEST(Accounting, BothWaysAgree) {
  // The same seven mechanisms in sampled orders, and in all coalitions of the six that do anything: the
  // values are the same but for chance. At 99.9 % for some ten quantities and six mechanisms.
  const std::vector<std::string> six{"hope",  "learning", "ratification", "private_valuations",
                                     "trust", "context"};
  std::vector<std::string> seven = six;
  seven.emplace_back("influence");
  const Accounting all(small_dispute(), {.runs = 100, .mechanisms = six});
  const Accounting sampled(small_dispute(), {.runs = 200, .mechanisms = seven});
  ASSERT_TRUE(all.exact());
  ASSERT_FALSE(sampled.exact());
  const Account exact = accounted(all);
  const Account orders = accounted(sampled);
  ASSERT_EQ(exact.quantities, orders.quantities);
  for (const std::string& name : six) {
    const auto of = [&](const Accounting& accounting) {
      return static_cast<std::size_t>(std::ranges::find(accounting.mechanisms, name) -
                                      accounting.mechanisms.begin());
    };
    for (std::size_t k = 0; k < exact.quantities.size(); ++k) {
      const Contribution& a = exact.contributions[of(all)][k];
      const Contribution& b = orders.contributions[of(sampled)][k];
      // Half widths at 95 % are about two standard errors.
      const double error = std::hypot(a.interval.half_width(), b.interval.half_width()) / 2;
      EXPECT_NEAR(a.shapley, b.shapley, 4 * error + 1e-12) << name << ' ' << k;
    }
  }
}

TEST(Accounting, RefusesMechanismsThatAreNotThere) {
  const auto refused = [](const LoadedScenario& loaded, std::vector<std::string> mechanisms) -> std::string {
    try {
      const Accounting accounting(loaded, {.runs = 4, .mechanisms = std::move(mechanisms)});
    } catch (const InputError& error) {
      return error.what();
    }
    return "accepted";
  };
  EXPECT_THAT(refused(small_dispute(), {"hop"}), HasSubstr("did you mean 'hope'"));
  EXPECT_THAT(refused(small_dispute({"mechanisms.hope=off"}), {"hope"}), HasSubstr("'hope' is off"));
}

TEST(Accounting, WritesAFile) {
  const Folder folder;
  const Accounting accounting(small_dispute(), {.runs = 10, .mechanisms = {"hope", "learning"}});
  const Account result = accounted(accounting);
  write_account(folder.file("a.db"), accounting, result, kBehaviour, "a test");
  const Database database(folder.file("a.db"), Database::Mode::Read);
  EXPECT_EQ(count_of(database.value("select count(*) from contributions")), 2 * result.quantities.size());
  EXPECT_EQ(
      count_of(database.value("select count(*) from (select quantity, abs(sum(shapley) - (all_on - all_off)) "
                              "as gap from contributions join quantities using (quantity) group by quantity) "
                              "where gap > 1e-9")),
      0U);
  EXPECT_THROW(write_account(folder.file("a.db"), accounting, result, kBehaviour, "a test"), InputError);
}

}  // namespace
}  // namespace entente
