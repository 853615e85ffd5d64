#include "sim/bargaining/zeuthen.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "sim/core/error.hpp"
#include "tests/bargaining/aspirants.hpp"
#include "tests/support/ground_truth.hpp"

namespace entente {
namespace {

const Tactic kZeuthen = aspiration_tactic(Tactic::Kind::Zeuthen);

double product(const AspiringParties& parties, PackageIndex x) {
  double result = 1;
  for (std::size_t i = 0; i < parties.utilities.size(); ++i) {
    result *= std::max(0.0, parties.utilities[i][x] - parties.reservations[i]);
  }
  return result;
}

double largest_product(const AspiringParties& parties) {
  double largest = 0;
  for (PackageIndex x = 0; x < parties.space.size(); ++x) largest = std::max(largest, product(parties, x));
  return largest;
}

TEST(Zeuthen, ByHand) {
  // Packages (u_1, u_2): A (10, 1), B (9, 3), C (7, 5), D (4, 8), E (1, 10); products 10, 27, 35, 32, 10.
  AspiringParties parties(PackageSpace({5}), {{10, 9, 7, 4, 1}, {1, 3, 5, 8, 10}}, {0, 0},
                          {kZeuthen, kZeuthen});
  const AspiringParties::Talks talks = parties.play(20);
  std::vector<PackageIndex> offers;
  for (const StackedMove& move : talks.moves) {
    if (move.offer) offers.push_back(*move.offer);
  }
  // A against E: equal, the first has to move next and its best with more than 10 is B (27). The second's
  // best with more than 27 is D (32), the first's C (35), which is the largest: the second takes it.
  EXPECT_EQ(offers, (std::vector<PackageIndex>{0, 4, 1, 3, 2}));
  EXPECT_EQ(talks.agreement, 2U);
}

TEST(Zeuthen, TheProductComparesTheRisks) {
  // risk_1 = (u_1(x_1) − u_1(x_2))/(u_1(x_1) − d_1) and alike: who risks less has the smaller product.
  Dice dice(11);
  for (int draw = 0; draw < 1000; ++draw) {
    const double d1 = dice.uniform(), d2 = dice.uniform();
    const double theirs1 = d1 + dice.uniform(0.01, 1), mine1 = theirs1 + dice.uniform(0.01, 1);
    const double mine2 = d2 + dice.uniform(0.01, 1), theirs2 = mine2 + dice.uniform(0.01, 1);
    const double risk1 = (mine1 - theirs1) / (mine1 - d1);
    const double risk2 = (theirs2 - mine2) / (theirs2 - d2);
    const double product1 = (mine1 - d1) * (mine2 - d2);
    const double product2 = (theirs1 - d1) * (theirs2 - d2);
    EXPECT_EQ(risk1 < risk2, product1 < product2);
  }
}

RC_GTEST_PROP(Zeuthen, TwoPartiesEndAtTheNashProduct, (std::uint64_t seed)) {
  Dice dice(seed);
  const PackageSpace space({static_cast<std::uint32_t>(2 + dice.below(5)),
                            static_cast<std::uint32_t>(1 + dice.below(5)),
                            static_cast<std::uint32_t>(1 + dice.below(4))});
  const AdditiveUtility first(space, dice);
  const AdditiveUtility second(space, dice);
  AspiringParties parties(space, {first.table(space), second.table(space)},
                          {dice.uniform(0, 0.4), dice.uniform(0, 0.4)}, {kZeuthen, kZeuthen});
  if (dice.chance(0.5)) parties.order = {1, 0};
  const double largest = largest_product(parties);
  RC_PRE(largest > 0);
  const AspiringParties::Talks talks = parties.play(static_cast<std::uint32_t>(space.size()) + 2);
  RC_ASSERT(talks.agreement.has_value());
  RC_ASSERT(product(parties, *talks.agreement) == largest);
}

RC_GTEST_PROP(Zeuthen, SeveralPartiesEndAtTheNashProductOrNotAtAll, (std::uint64_t seed)) {
  Dice dice(seed);
  const PackageSpace space({3, 3, 2});
  std::vector<std::vector<double>> utilities;
  for (int i = 0; i < 3; ++i) utilities.push_back(AdditiveUtility(space, dice).table(space));
  AspiringParties parties(space, utilities, {0.1, 0.1, 0.1}, {kZeuthen, kZeuthen, kZeuthen});
  const double largest = largest_product(parties);
  RC_PRE(largest > 0);
  const AspiringParties::Talks talks = parties.play(60);
  if (talks.agreement) RC_ASSERT(product(parties, *talks.agreement) > 0);
  for (std::size_t i = 0; i < 3; ++i) {
    double last = 2;
    for (const StackedMove& move : talks.moves) {
      if (move.party != i || !move.offer) continue;
      RC_ASSERT(utilities[i][*move.offer] <= last);
      last = utilities[i][*move.offer];
    }
  }
}

TEST(Zeuthen, EndsAtThePublishedNashPoint) {
  if (!std::filesystem::exists(ground_truth() / "negotiation")) GTEST_SKIP() << "the domains are not here";
  // In the fifty-fifty domain one package alone leaves nobody short, and its product is 0.
  for (const std::string& id : domain_ids()) {
    const TruthDomain domain = read_domain(id);
    if (domain.actors.size() != 2) continue;
    AspiringParties parties(domain.space, domain.utilities, domain.reservation, {kZeuthen, kZeuthen});
    const AspiringParties::Talks talks = parties.play(static_cast<std::uint32_t>(domain.space.size()) + 2);
    ASSERT_TRUE(talks.agreement) << id;
    const double nash = domain.expected["nash"]["value"].get<double>();
    // Two sums of up to ten products and their product, on the scale of the domain.
    EXPECT_NEAR(product(parties, *talks.agreement), nash, 1e-12 * std::max(1.0, nash)) << id;
  }
}

TEST(Zeuthen, WrongBeliefsMayStopTheTalks) {
  // Each believes that the other likes what it likes itself, so each takes its own offer for the better one.
  AspiringParties parties(PackageSpace({3}), {{3, 2, 1}, {1, 2, 3}}, {0, 0}, {kZeuthen, kZeuthen});
  for (std::size_t i = 0; i < 2; ++i) {
    const std::vector<Counterpart> same(2, Counterpart{parties.utilities[i], 0});
    parties.bidders[i].believe(same);
  }
  EXPECT_FALSE(parties.play(50).agreement);
}

TEST(Zeuthen, NeedsABeliefAboutEveryone) {
  const PackageSpace space({3});
  const std::vector<double> values = {1, 2, 3};
  const Ranking ranking(values, std::vector<std::uint8_t>(3, 1), 0);
  Bidder bidder(kZeuthen, space, ranking, 0, 2, hash_name("party"));
  EXPECT_THROW(bidder.restart({1, 1}), Error);
}

}  // namespace
}  // namespace entente
