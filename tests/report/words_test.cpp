#include "sim/report/words.hpp"

#include <gtest/gtest.h>

#include "tests/report/tiny.hpp"

namespace entente {
namespace {

Predicate options(std::size_t issue, std::vector<bool> flags) {
  Predicate predicate;
  predicate.kind = Predicate::Kind::Options;
  predicate.subject = issue;
  predicate.options = std::move(flags);
  return predicate;
}

TEST(Words, OptionsReadAsARangeAListOrAnException) {
  Scenario scenario = tiny_scenario();
  scenario.issues[0].options = {"a", "b", "c", "d", "e"};
  const auto words = [&](std::vector<bool> flags) { return predicate_in_words(scenario, options(0, flags)); };
  EXPECT_EQ(words({false, true, false, false, false}), "pasture is b");
  EXPECT_EQ(words({false, false, true, true, true}), "pasture is at least c");
  EXPECT_EQ(words({true, true, false, false, false}), "pasture is at most b");
  EXPECT_EQ(words({false, true, true, true, false}), "pasture is from b to d");
  EXPECT_EQ(words({true, false, true, false, false}), "pasture is a or c");
  EXPECT_EQ(words({true, true, false, true, true}), "pasture is not c");
}

TEST(Words, NestedConditionsKeepTheirMeaning) {
  const Scenario scenario = tiny_scenario();
  Predicate amount;
  amount.kind = Predicate::Kind::Amount;
  amount.low = 50;
  Predicate any;
  any.kind = Predicate::Kind::Any;
  any.parts = {options(1, {false, true}), amount};
  Predicate all;
  all.kind = Predicate::Kind::All;
  all.parts = {options(0, {true, false, false}), any};
  EXPECT_EQ(predicate_in_words(scenario, all),
            "pasture is south keeps and (toll is low or sheep is at least 50 head)");
  Predicate none;
  none.kind = Predicate::Kind::Not;
  none.parts = {all};
  EXPECT_EQ(predicate_in_words(scenario, none), "not (" + predicate_in_words(scenario, all) + ")");
  none.parts = {options(1, {true, false})};
  EXPECT_EQ(predicate_in_words(scenario, none), "toll is low");
}

TEST(Words, ContextNamesTheStatesOfAChain) {
  const Scenario scenario = tiny_scenario();
  Predicate dry;
  dry.kind = Predicate::Kind::Context;
  dry.low = 1;
  EXPECT_EQ(predicate_in_words(scenario, dry), "weather is very dry");
  dry.subject = 1;
  EXPECT_EQ(predicate_in_words(scenario, dry), "wool is at least 1 crowns");
}

TEST(Words, ChangesNameOnlyTheIssuesThatDiffer) {
  const Scenario scenario = tiny_scenario();
  EXPECT_EQ(changes_in_words(scenario, kStatusQuo, kSharedWithToll), "pasture → shared; toll → a low toll");
  EXPECT_EQ(changes_in_words(scenario, kToll, kSharedWithToll), "pasture → shared");
  EXPECT_EQ(changes_in_words(scenario, kToll, kToll), "no change");
}

TEST(Words, FeasiblePackagesAreCounted) {
  Scenario scenario = tiny_scenario();
  EXPECT_EQ(count_feasible(scenario), 6U);
  scenario.feasible = {options(0, {true, true, false})};
  EXPECT_EQ(count_feasible(scenario), 4U);
}

TEST(Words, ActorsWithoutATitleAreWrittenAsNames) {
  Actor actor;
  actor.name = "development_bank";
  EXPECT_EQ(actor_name(actor), "Development Bank");
  actor.title = "the Bank";
  EXPECT_EQ(actor_name(actor), "the Bank");
}

TEST(Words, ADivisibleIssueReadsAsAnAmount) {
  Issue pie;
  pie.divisible = true;
  pie.options = {"0", "1", "2", "3", "4"};
  EXPECT_EQ(option_name(pie, 1), "0.25");
}

}  // namespace
}  // namespace entente
