#include "sim/bargaining/rational.hpp"

#include <algorithm>

#include "sim/bargaining/rational_fixed_point.hpp"
#include "sim/bargaining/rational_search.hpp"

namespace entente {
namespace {

class Recursion {
 public:
  explicit Recursion(const RationalGame& game) : game_(&game), search_(game) {}

  std::size_t parties() const { return game_->parties.size(); }

  std::vector<double> without_agreement() const {
    std::vector<double> result;
    for (const RationalParty& party : game_->parties) result.push_back(party.without_agreement());
    return result;
  }

  /// The turns of the proposer at a place of the order, or of every party under random recognition, and what
  /// an exchange is worth to each before it is known who proposes.
  std::vector<RationalTurn> exchange(std::size_t place, const std::vector<double>& next,
                                     std::vector<double>& values) const {
    std::vector<RationalTurn> turns;
    if (!game_->random_recognition) {
      turns.push_back(turn(game_->order[place % game_->order.size()], next));
      values = turns.front().values;
      return turns;
    }
    values.assign(parties(), 0);
    for (std::size_t p = 0; p < parties(); ++p) {
      turns.push_back(turn(p, next));
      for (std::size_t i = 0; i < parties(); ++i) {
        values[i] += turns.back().values[i] / static_cast<double>(parties());
      }
    }
    return turns;
  }

  /// One cycle of talks without end: every place of the order in turn, the last first.
  std::vector<RationalTurn> cycle(std::vector<double> next, std::vector<double>& values) const {
    std::vector<RationalTurn> turns;
    const std::size_t places = game_->random_recognition ? 1 : game_->order.size();
    for (std::size_t place = places; place-- > 0;) {
      std::vector<RationalTurn> earlier = exchange(place, next, values);
      turns.insert(turns.begin(), earlier.begin(), earlier.end());
      next = values;
    }
    return turns;
  }

 private:
  RationalTurn turn(std::size_t p, const std::vector<double>& next) const {
    RationalTurn result;
    result.proposer = p;
    std::vector<double> stay;
    std::vector<std::uint8_t> leaves;
    for (std::size_t i = 0; i < parties(); ++i) {
      const RationalParty& party = game_->parties[i];
      const double flow = (1 - party.discount) * (party.arrangement + party.process_value);
      stay.push_back(game_->breakdown * party.without_agreement() +
                     (1 - game_->breakdown) * (flow + party.discount * next[i]));
      leaves.push_back(i != p && party.outside && *party.outside > stay[i] ? 1 : 0);
      result.thresholds.push_back(leaves[i] != 0 ? *party.outside : stay[i]);
    }
    const bool talks_end = std::find(leaves.begin(), leaves.end(), 1) != leaves.end();
    std::vector<double> refused = stay;
    for (std::size_t i = 0; i < parties() && talks_end; ++i) {
      refused[i] = leaves[i] != 0 ? result.thresholds[i] : game_->parties[i].without_agreement();
    }
    const auto& outside = game_->parties[p].outside;
    result.thresholds[p] = outside ? std::max(*outside, refused[p]) : refused[p];

    result.offers = search_.best(p, result.thresholds);
    if (!result.offers.empty() &&
        result.offers.front().utilities[p] >= result.thresholds[p] - kRationalTolerance) {
      result.move = RationalTurn::Move::Offer;
      result.values.assign(parties(), 0);
      for (const RationalOffer& offer : result.offers) {
        for (std::size_t i = 0; i < parties(); ++i) {
          result.values[i] += offer.probability * offer.utilities[i];
        }
      }
      return result;
    }
    result.offers.clear();
    result.values = refused;
    if (result.thresholds[p] > refused[p]) {
      result.move = RationalTurn::Move::Leave;
      result.values = without_agreement();
      result.values[p] = result.thresholds[p];
    }
    return result;
  }

  const RationalGame* game_;
  RationalSearch search_;
};

RationalPlay stationary(const Recursion& recursion) {
  std::vector<double> values;
  const auto cycle = [&](const std::vector<double>& next) {
    recursion.cycle(next, values);
    return values;
  };
  const FixedPoint found = fixed_point(cycle, recursion.without_agreement());
  RationalPlay play;
  play.exchanges.push_back(recursion.cycle(found.point, values));
  play.residual = found.residual;
  play.settled = found.settled;
  play.cycles = found.steps;
  return play;
}

}  // namespace

RationalPlay rational_play(const RationalGame& game) {
  check(game);
  const Recursion recursion(game);
  if (game.exchanges == 0) return stationary(recursion);
  RationalPlay play;
  play.exchanges.resize(game.exchanges);
  play.cycles = game.exchanges;
  std::vector<double> next = recursion.without_agreement();
  std::vector<double> values;
  for (std::size_t t = game.exchanges; t-- > 0;) {
    play.exchanges[t] = recursion.exchange(t, next, values);
    next = values;
  }
  return play;
}

}  // namespace entente
