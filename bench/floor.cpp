#include "bench/floor.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "bench/floor_kernels.hpp"

namespace entente {

namespace {

constexpr std::size_t kAtOnce = 64;
constexpr double kAny = std::numeric_limits<double>::lowest();
constexpr double kNone = std::numeric_limits<double>::max();

double reservation(const Comparison& now) {
  return std::max(now.outside, now.value_now + now.process_value + now.hope_now);
}

}  // namespace

SearchFloor::SearchFloor(Table& table, std::size_t proposer)
    : table_(&table),
      own_(table.board.own(proposer)),
      talks_(table.utilities.process_value(proposer)),
      reservation_(reservation(table.negotiation.comparison(proposer, table.world.arrangement))),
      value_now_(table.board.own(proposer, table.world.arrangement)),
      hope_(table, proposer, proposer) {
  for (const std::size_t j : parties(table.scenario)) {
    if (j == proposer) continue;
    const Comparison now = table.negotiation.estimated_comparison(proposer, j, table.world.arrangement);
    Partner& partner = partners_.emplace_back(Partner{j,
                                                      table.board.estimate(proposer, j),
                                                      now.process_value,
                                                      reservation(now),
                                                      now.value_now,
                                                      {},
                                                      {},
                                                      HopeFloor(table, proposer, j)});
    for (const PackageIndex x : table.board.tree().packages()) {
      const double variance = changed_variance(table.layout, table.world.valuation_beliefs[proposer][j], x,
                                               table.world.arrangement);
      partner.variances.push_back(variance);
      partner.rates.push_back(1 / std::max(kTie, std::sqrt(variance)));
    }
  }
}

std::size_t SearchFloor::build_hopes() {
  std::size_t sorted = hope_.build();
  for (Partner& partner : partners_) sorted += partner.hope.build();
  return sorted;
}

std::size_t SearchFloor::build_hopes_plainly() {
  std::size_t sorted = hope_.build_plainly();
  for (Partner& partner : partners_) sorted += partner.hope.build_plainly();
  return sorted;
}

SearchFloor::Terms SearchFloor::terms(bool settles) const {
  if (settles) return {true, -reservation_, kAny, true};
  const Switches& switches = table_->scenario.switches;
  const double least = !switches.partial_agreements ? kNone
                       : switches.invest_in_hope    ? kAny
                                                    : value_now_ - kTie;
  return {false, talks_ - reservation_, least, !switches.invest_in_hope};
}

bool SearchFloor::any_reaches(const Terms& terms, std::size_t begin, double wanted, std::span<double> most,
                              std::span<double> needed) const {
  const double* const own = own_.data() + begin;
  floor::add_shift(own, terms.shift, most);
  if (!terms.settles) hope_.add_bounds(begin, most);
  std::ranges::fill(needed, wanted);
  if (terms.bounded) {
    for (const Partner& partner : partners_) {
      // Who knows for certain accepts from −kTie on.
      const double limit = (terms.settles ? partner.reservation : partner.value_now) - kTie;
      floor::multiply_odds_against(partner.values.data() + begin, partner.rates.data() + begin, limit,
                                   needed);
    }
  }
  return floor::any_reaches(own, terms.least, most, needed);
}

double SearchFloor::gain(std::size_t slot) const {
  const bool settles = table_->board.tree().settles()[slot] != 0;
  return own_[slot] + (settles ? 0 : talks_ + hope_(slot)) - reservation_;
}

double SearchFloor::margin(const Partner& partner, std::size_t slot) const {
  const double value = partner.values[slot];
  if (table_->board.tree().settles()[slot] != 0) return value - partner.reservation;
  const double whole = value + partner.talks + partner.hope(slot) - partner.reservation;
  return table_->scenario.switches.invest_in_hope ? whole : std::min(whole, value - partner.value_now);
}

bool SearchFloor::may_be_offered(std::size_t slot, double gain) const {
  const PackageTree& tree = table_->board.tree();
  if (tree.packages()[slot] == table_->world.arrangement || gain < -kTie) return false;
  return tree.settles()[slot] != 0 || own_[slot] >= terms(false).least;
}

double SearchFloor::objective(std::size_t slot, double gain, Result& result) const {
  double acceptance = 1;
  for (const Partner& partner : partners_) {
    acceptance *= acceptance_probability(margin(partner, slot), partner.variances[slot]);
  }
  result.probabilities += partners_.size();
  const double ratification = table_->odds(table_->board.tree().packages()[slot]);
  return acceptance * ratification * gain - table_->scenario.protocol.offer_price;
}

void SearchFloor::examine(std::size_t slot, double wanted, Result& result) const {
  const double gain = this->gain(slot);
  if (gain < wanted || !may_be_offered(slot, gain)) return;
  double needed = wanted;
  for (const Partner& partner : partners_) {
    needed *= floor::least_odds_against((margin(partner, slot) + kTie) * partner.rates[slot]);
    if (gain < needed) return;
  }
  result.objective = std::max(result.objective, objective(slot, gain, result));
}

SearchFloor::Result SearchFloor::pruned(double best) const {
  // What the product of the gain and the probabilities has to reach, with some room for rounding.
  const double wanted = best - 2 * kTie + table_->scenario.protocol.offer_price;
  Result result{kTie, 0};
  std::array<double, kAtOnce> most_gains;
  std::array<double, kAtOnce> needed_gains;
  for (const PackageTree::Stretch& stretch : table_->board.tree().stretches()) {
    const Terms terms = this->terms(stretch.settles);
    for (std::size_t begin = stretch.begin; begin < stretch.end; begin += kAtOnce) {
      const std::size_t count = std::min<std::size_t>(kAtOnce, stretch.end - begin);
      const std::span most = std::span(most_gains).first(count);
      const std::span needed = std::span(needed_gains).first(count);
      if (!any_reaches(terms, begin, wanted, most, needed)) continue;
      for (std::size_t k = 0; k < count; ++k) {
        if (most[k] >= needed[k]) examine(begin + k, wanted, result);
      }
    }
  }
  return result;
}

SearchFloor::Result SearchFloor::every_package() const {
  Result result{kTie, 0};
  for (std::size_t slot = 0; slot < table_->board.tree().size(); ++slot) {
    const double gain = this->gain(slot);
    if (may_be_offered(slot, gain))
      result.objective = std::max(result.objective, objective(slot, gain, result));
  }
  return result;
}

SpreadFloor::SpreadFloor(std::size_t packages) {
  const auto half = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(packages))));
  low_.assign(half, 0.25);
  high_.assign((packages + half - 1) / half, 0.5);
  out_.resize(low_.size() * high_.size());
}

double SpreadFloor::operator()() {
  floor::spread(low_, high_, out_.data());
  return out_.back();
}

}  // namespace entente
