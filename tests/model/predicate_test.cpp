#include "sim/model/predicate.hpp"

#include <gtest/gtest.h>

#include "tests/support/dice.hpp"
#include "tests/support/small_scenario.hpp"

namespace entente {
namespace {

using Kind = Predicate::Kind;

TEST(Predicate, LeavesAskForOptionsAmountsAndContext) {
  const std::vector<std::uint32_t> options{1, 0};
  const std::vector<double> amounts{2, 5};
  const std::vector<double> context{0.5};
  const auto holds_here = [&](const Predicate& p) { return holds(p, options, amounts, context); };
  EXPECT_TRUE(holds_here({}));
  EXPECT_TRUE(holds_here(with_options(0, {false, true, false})));
  EXPECT_FALSE(holds_here(with_options(0, {true, false, true})));
  EXPECT_FALSE(holds_here(with_options(1, {false, true})));
  // The interval is closed at both ends.
  EXPECT_TRUE(holds_here(within(Kind::Amount, 0, 2, 3)));
  EXPECT_TRUE(holds_here(within(Kind::Amount, 0, 1, 2)));
  EXPECT_FALSE(holds_here(within(Kind::Amount, 1, 0, 4.999)));
  EXPECT_FALSE(holds_here(within(Kind::Amount, 1, 5.001, 9)));
  EXPECT_TRUE(holds_here(within(Kind::Context, 0, 0.5, 0.5)));
  EXPECT_FALSE(holds_here(within(Kind::Context, 0, 0.6, 1)));
}

TEST(Predicate, NoPartsMeanAllAndNotAny) {
  EXPECT_TRUE(holds(combined(Kind::All, {}), {}, {}, {}));
  EXPECT_FALSE(holds(combined(Kind::Any, {}), {}, {}, {}));
}

Predicate random_predicate(Dice& dice, int depth) {
  if (depth == 0) {
    if (dice.chance(0.5)) return with_options(dice.below(2), {dice.chance(0.5), dice.chance(0.5)});
    return within(dice.chance(0.5) ? Kind::Amount : Kind::Context, 0, dice.uniform(), 1);
  }
  std::vector<Predicate> parts;
  for (std::size_t part = 0; part < 1 + dice.below(3); ++part)
    parts.push_back(random_predicate(dice, depth - 1));
  const Kind kinds[] = {Kind::All, Kind::Any, Kind::Not};
  const Kind kind = kinds[dice.below(3)];
  if (kind == Kind::Not) parts.resize(1);
  return combined(kind, parts);
}

/// The negation, pushed down to the leaves.
Predicate negated(const Predicate& predicate) {
  if (predicate.kind == Kind::Not) return predicate.parts.front();
  if (predicate.kind != Kind::All && predicate.kind != Kind::Any) return combined(Kind::Not, {predicate});
  std::vector<Predicate> parts;
  for (const Predicate& part : predicate.parts) parts.push_back(negated(part));
  return combined(predicate.kind == Kind::All ? Kind::Any : Kind::All, parts);
}

TEST(Predicate, ObeysDeMorgan) {
  int held = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Dice dice(seed);
    const Predicate predicate = random_predicate(dice, 3);
    const Predicate opposite = negated(predicate);
    for (std::uint32_t o = 0; o < 4; ++o) {
      const std::vector<std::uint32_t> options{o % 2, o / 2};
      const std::vector<double> amounts{dice.uniform()};
      const std::vector<double> context{dice.uniform()};
      const bool here = holds(predicate, options, amounts, context);
      EXPECT_NE(here, holds(opposite, options, amounts, context)) << "seed " << seed;
      held += here ? 1 : 0;
    }
  }
  // Both answers occur often, so the test is not empty.
  EXPECT_GT(held, 200);
  EXPECT_LT(held, 1000);
}

}  // namespace
}  // namespace entente
