#include "sim/bargaining/micro.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/bargaining/aspirants.hpp"

namespace entente {
namespace {

// The published trace is in stacked_offers_test.cpp.

/// Packages 0..9, worth 1, 0.9, … 0.1; reservation 0.35: seven are worth it.
struct Steps {
  explicit Steps(std::size_t parties = 2) {
    for (int x = 0; x < 10; ++x) values.push_back(1 - x / 10.0);
    ranking.build(values, std::vector<std::uint8_t>(10, 1), 0.35);
    bidder.emplace(aspiration_tactic(Tactic::Kind::Micro), space, ranking, 0, parties, hash_name("party"));
    bidder->restart({3, 4});
  }
  PackageIndex speak() { return *bidder->propose({0, turn++}); }

  PackageSpace space{{10}};
  std::vector<double> values;
  Ranking ranking;
  std::optional<Bidder> bidder;
  std::uint32_t turn = 0;
};

TEST(Micro, MakesOneStepForEveryNewOffer) {
  Steps talks;
  EXPECT_EQ(talks.speak(), 0U);
  for (PackageIndex heard = 9; heard > 4; --heard) {
    talks.bidder->hear(1, heard, 0);
    EXPECT_EQ(talks.speak(), 10 - heard);
  }
}

TEST(Micro, MayMoveFirst) {
  // As the second speaker it has received one more than it has sent and still makes one step at a time.
  Steps talks;
  talks.bidder->hear(1, 9, 0);
  EXPECT_EQ(talks.speak(), 0U);
  EXPECT_EQ(talks.speak(), 1U);
  EXPECT_LT(talks.speak(), 2U);
}

TEST(Micro, RepeatsWhileTheOtherRepeats) {
  Steps talks;
  talks.speak();
  for (const PackageIndex heard : {9U, 8U, 7U}) {
    talks.bidder->hear(1, heard, 0);
    talks.speak();
  }
  std::set<PackageIndex> repeated;
  for (int turn = 0; turn < 60; ++turn) {
    talks.bidder->hear(1, 7, 0);
    const PackageIndex offer = talks.speak();
    ASSERT_LE(offer, 3U);
    repeated.insert(offer);
  }
  // Each of four in 60 draws: missing one has a chance of 4·(3/4)^60 = 1e-7.
  EXPECT_EQ(repeated.size(), 4U);
}

TEST(Micro, TheDrawIsNamedByTheTurn) {
  Steps one;
  Steps other;
  for (Steps* talks : {&one, &other}) {
    for (const PackageIndex heard : {9U, 8U, 7U}) {
      talks->bidder->hear(1, heard, 0);
      talks->speak();
    }
    talks->speak();
  }
  one.turn = other.turn = 77;
  EXPECT_EQ(one.speak(), other.speak());
}

TEST(Micro, StopsAtItsReservation) {
  Steps talks;
  std::vector<PackageIndex> offers;
  for (PackageIndex heard = 0; heard < 10; ++heard) {
    talks.bidder->hear(1, heard, 0);
    offers.push_back(talks.speak());
  }
  EXPECT_EQ(std::vector<PackageIndex>(offers.begin(), offers.begin() + 7),
            (std::vector<PackageIndex>{0, 1, 2, 3, 4, 5, 6}));
  EXPECT_LE(*std::max_element(offers.begin(), offers.end()), 6U);
}

TEST(Micro, TakesWhatIsWorthItsNextStep) {
  Steps talks;
  talks.speak();
  talks.bidder->hear(1, 2, 0);
  // Ready to concede to package 1, worth 0.9.
  EXPECT_FALSE(talks.bidder->reply(2, {0, 1}).accepted);
  EXPECT_NEAR(talks.bidder->reply(2, {0, 1}).margin, -0.1, 1e-15);
  EXPECT_TRUE(talks.bidder->reply(1, {0, 1}).accepted);
  talks.speak();
  talks.bidder->hear(1, 2, 0);
  // Not ready: no worse than the least that it asked for.
  EXPECT_TRUE(talks.bidder->reply(1, {0, 2}).accepted);
  EXPECT_FALSE(talks.bidder->reply(2, {0, 2}).accepted);
}

TEST(Micro, WaitsForTheSlowestPartner) {
  Steps talks(3);
  talks.speak();
  talks.bidder->hear(1, 9, 0);
  talks.bidder->hear(1, 8, 0);
  EXPECT_EQ(talks.speak(), 0U);
  talks.bidder->hear(2, 9, 0);
  EXPECT_EQ(talks.speak(), 1U);
}

TEST(Micro, NewTalksForgetTheOld) {
  Steps talks;
  for (int repetition = 0; repetition < 3; ++repetition) {
    talks.bidder->restart({3, 4});
    EXPECT_EQ(talks.speak(), 0U);
    EXPECT_EQ(talks.speak(), 0U);
    talks.bidder->hear(1, 9, 0);
    EXPECT_EQ(talks.speak(), 1U);
  }
}

TEST(Micro, NewValuesFindTheBestUnsaid) {
  Steps talks;
  talks.speak();
  talks.bidder->hear(1, 9, 0);
  talks.speak();
  talks.bidder->hear(1, 8, 0);
  std::ranges::reverse(talks.values);
  talks.ranking.build(talks.values, std::vector<std::uint8_t>(10, 1), 0.35);
  talks.bidder->revalue();
  EXPECT_EQ(talks.speak(), 9U);
  // What it said before is now worth less than the reservation and is not said again.
  for (int turn = 0; turn < 20; ++turn) EXPECT_EQ(talks.speak(), 9U);
}

}  // namespace
}  // namespace entente
