// Every published value of alternating offers and of legislatures in closed_forms.json, where it is at hand.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "sim/bargaining/rational.hpp"
#include "sim/bargaining/rational_search.hpp"
#include "tests/bargaining/rational_games.hpp"

namespace entente {
namespace {

constexpr double kNear = 1e-9;

class RationalClosedForms : public testing::Test {
 protected:
  void SetUp() override {
    const auto path = std::filesystem::path(ENTENTE_SOURCE_DIR) / "../shared/ground_truth/closed_forms.json";
    std::ifstream file(path);
    if (!file) GTEST_SKIP() << "closed_forms.json is not at hand";
    values_ = nlohmann::json::parse(file);
  }

  const nlohmann::json& entries(const char* name) const {
    const nlohmann::json& found = values_.at(name);
    EXPECT_FALSE(found.empty());
    return found;
  }

  static void expect_both(const RationalGame& game, const nlohmann::json& entry) {
    const RationalPlay play = rational_play(game);
    EXPECT_TRUE(play.settled) << entry;
    EXPECT_NEAR(keeps(play, 0), entry.at("proposer1_keeps").get<double>(), kNear) << entry;
    EXPECT_NEAR(keeps(play, 1), entry.at("proposer2_keeps").get<double>(), kNear) << entry;
  }

  nlohmann::json values_;
};

TEST_F(RationalClosedForms, AlternatingOffers) {
  for (const auto& entry : entries("alternating_offers_player1_first")) {
    RationalGame game = pie(entry.at("d1").get<double>(), entry.at("d2").get<double>());
    const bool finite = entry.at("T").is_number();
    if (finite) game.exchanges = entry.at("T").get<std::size_t>();
    const RationalPlay play = rational_play(game);
    const RationalTurn& first = play.exchanges[0][0];
    EXPECT_NEAR(first.offers.at(0).utilities[0], entry.at("x1").get<double>(), kNear) << entry;
    EXPECT_NEAR(first.offers.at(0).utilities[1], entry.at("x2").get<double>(), kNear) << entry;
    if (!finite) {
      EXPECT_NEAR(keeps(play, 1), entry.at("second_mover_as_proposer_keeps").get<double>(), kNear) << entry;
    }
  }
}

TEST_F(RationalClosedForms, OutsideOptions) {
  for (const auto& entry : entries("outside_options_responder_optout")) {
    RationalGame game = pie(entry.at("d1").get<double>(), entry.at("d2").get<double>());
    game.parties[0].outside = entry.at("w1").get<double>();
    game.parties[1].outside = entry.at("w2").get<double>();
    expect_both(game, entry);
  }
}

TEST_F(RationalClosedForms, Breakdown) {
  for (const auto& entry : entries("breakdown_risk")) {
    RationalGame game = pie(entry.at("d1").get<double>(), entry.at("d2").get<double>());
    game.breakdown = entry.at("p").get<double>();
    game.parties[0].disagreement = entry.at("b1").get<double>();
    game.parties[1].disagreement = entry.at("b2").get<double>();
    expect_both(game, entry);
  }
}

TEST_F(RationalClosedForms, InsideOptions) {
  for (const auto& entry : entries("inside_options_normalised_flow")) {
    RationalGame game = pie(entry.at("d1").get<double>(), entry.at("d2").get<double>());
    game.parties[0].process_value = entry.at("g1").get<double>();
    game.parties[1].process_value = entry.at("g2").get<double>();
    expect_both(game, entry);
  }
}

TEST_F(RationalClosedForms, Unanimity) {
  for (const auto& entry : entries("unanimity_rotating_proposer_stationary")) {
    const auto deltas = entry.at("deltas").get<std::vector<double>>();
    const RationalPlay play = rational_play(pie(deltas));
    EXPECT_TRUE(play.settled) << entry;
    for (std::size_t i = 0; i < deltas.size(); ++i) {
      EXPECT_NEAR(play.exchanges[0][0].values[i], entry.at("first_proposal").at(i).get<double>(), kNear)
          << entry;
      EXPECT_NEAR(keeps(play, i), entry.at("own_proposer_share").at(i).get<double>(), kNear) << entry;
    }
  }
}

TEST_F(RationalClosedForms, BaronAndFerejohn) {
  for (const auto& entry : entries("baron_ferejohn_random_proposer_closed_rule")) {
    const auto n = entry.at("n").get<std::size_t>();
    // An infinite game needs impatience; δ = 1 is the limit, and the distance to it is of the order of 1 − δ.
    const auto delta = entry.at("delta").get<double>();
    const bool limit = delta == 1;
    const double near = limit ? 1e-10 : kNear;
    const double discount = limit ? 1 - 1e-11 : delta;
    RationalGame game = pie(std::vector<double>(n, discount));
    game.random_recognition = true;
    game.quota = entry.at("quota").get<std::size_t>();
    std::vector<RationalTurn> turns;
    if (n <= 10) {
      const RationalPlay play = rational_play(game);
      EXPECT_TRUE(play.settled) << entry;
      turns = play.exchanges[0];
    } else {
      // 3003 coalitions for each of 15 proposers take a minute; one proposer will do: that a value of 1/n
      // before recognition brings it about again follows by symmetry.
      RationalTurn& turn = turns.emplace_back();
      turn.thresholds.assign(n, discount / static_cast<double>(n));
      turn.offers = RationalSearch(game).best(0, turn.thresholds);
      ASSERT_FALSE(turn.offers.empty());
      turn.values = turn.offers.front().utilities;
    }
    const double partner = entry.at("each_of_quota_minus_1_partners").get<double>();
    for (const RationalTurn& turn : turns) {
      EXPECT_NEAR(turn.values[turn.proposer], entry.at("proposer").get<double>(), near) << entry;
      for (const RationalOffer& offer : turn.offers) {
        for (std::size_t j = 0; j < n; ++j) {
          if (j == turn.proposer || offer.amounts[j] == 0) continue;
          EXPECT_NEAR(offer.amounts[j], partner, near) << entry;
        }
      }
    }
  }
}

}  // namespace
}  // namespace entente
