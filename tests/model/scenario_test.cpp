#include "sim/model/scenario.hpp"

#include <gtest/gtest.h>

#include "tests/support/small_scenario.hpp"

namespace entente {
namespace {

TEST(Scenario, PartiesSignAndThirdPartiesDoNot) {
  Scenario scenario = small_scenario();
  EXPECT_EQ(parties(scenario), (std::vector<std::size_t>{0, 1}));
  scenario.actors[0].party = false;
  scenario.actors[2].party = true;
  EXPECT_EQ(parties(scenario), (std::vector<std::size_t>{1, 2}));
}

TEST(Scenario, StatusQuoAndAmounts) {
  Scenario scenario = small_scenario();
  EXPECT_EQ(status_quo(scenario), 0u);
  scenario.issues[kLand].status_quo = 2;
  scenario.issues[kMoney].status_quo = 1;
  EXPECT_EQ(status_quo(scenario), 2u + 3u * 1u);
  EXPECT_EQ(package_space(scenario).size(), 9u);
  scenario.issues[kMoney].amounts[1] = {1, 0.5};
  std::vector<double> amounts{7, 7};  // what stood there is overwritten
  package_amounts(scenario, std::vector<std::uint32_t>{2, 1}, amounts);
  EXPECT_EQ(amounts, (std::vector<double>{1, 4.5}));
}

Timing timing(double round, double exchanges) {
  Timing result;
  result.round = round;
  result.exchanges = exchanges;
  return result;
}

TEST(ExchangesBefore, AreAsManyOverTheYearsForEveryLengthOfRound) {
  for (const double exchanges : {0.25, 0.5, 1.0, 2.0, 3.0, 2.5, 1.0 / 3, 4.0 / 3}) {
    for (std::uint64_t years = 0; years <= 200; ++years) {
      const std::uint64_t expected = exchanges_before(timing(1, exchanges), years);
      EXPECT_EQ(exchanges_before(timing(0.5, exchanges), 2 * years), expected);
      EXPECT_EQ(exchanges_before(timing(0.25, exchanges), 4 * years), expected);
      EXPECT_EQ(exchanges_before(timing(1.0 / 12, exchanges), 12 * years), expected);
    }
  }
}

TEST(ExchangesBefore, IsTheFloorOfRoundsTimesTwiceTheRate) {
  for (std::uint64_t t = 0; t <= 400; ++t) {
    EXPECT_EQ(exchanges_before(timing(0.5, 2), t), 2 * t);
    EXPECT_EQ(exchanges_before(timing(0.25, 2), t), t);
    EXPECT_EQ(exchanges_before(timing(0.25, 1), t), t / 2);
    EXPECT_EQ(exchanges_before(timing(0.5, 1.0 / 3), t), t / 3);
    EXPECT_EQ(exchanges_before(timing(0.1, 1), t), t / 5);
    // Here 14·(1/12)·6 falls short of 7 by rounding.
    EXPECT_EQ(exchanges_before(timing(1.0 / 12, 3), t), t / 2);
  }
}

TEST(DateAfter, IsTheMonthInWhichTheTimeFalls) {
  Timing start;
  start.start_year = 2016;
  start.start_month = 12;
  EXPECT_EQ(date_after(start, 0), "2016-12");
  EXPECT_EQ(date_after(start, 0.08), "2016-12");
  EXPECT_EQ(date_after(start, 1.0 / 12), "2017-01");
  EXPECT_EQ(date_after(start, 0.5), "2017-06");
  EXPECT_EQ(date_after(start, 20), "2036-12");
}

TEST(DateAfter, NoMonthSlipsThroughRounding) {
  const Timing start;  // 2000-01
  for (int month = 0; month < 1200; ++month) {
    const std::string date = date_after(start, month * (1.0 / 12));
    EXPECT_EQ(std::stoi(date.substr(0, 4)), 2000 + month / 12);
    EXPECT_EQ(std::stoi(date.substr(5)), month % 12 + 1);
  }
}

}  // namespace
}  // namespace entente
