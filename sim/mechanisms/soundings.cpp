#include "sim/mechanisms/soundings.hpp"

#include <algorithm>

namespace entente {

Prospects::Prospects(const Scenario& scenario, const Layout& layout, const Support& support)
    : scenario_(&scenario),
      layout_(&layout),
      support_(&support),
      actors_(scenario.actors.size()),
      parties_(parties(scenario)),
      needed_(answers_needed(scenario)) {}

std::size_t Prospects::place_of(PackageIndex package, const World& world) {
  for (std::size_t known = 0; known < count_; ++known) {
    if (places_[known].package == package) return known;
  }
  if (count_ == places_.size()) {
    Place& place = places_.emplace_back();
    for (std::vector<double>* values : {&place.valuation, &place.alliance}) values->resize(actors_);
    for (std::vector<double>* values : {&place.believed_valuation, &place.variance}) {
      values->resize(actors_ * actors_);
    }
  }
  Place& place = places_[count_];
  place.package = package;
  place.settles = layout_->settles()[package] != 0;
  place.entries.clear();
  if (layout_->space().is_nothing(package)) {
    place.entries.push_back(static_cast<std::uint32_t>(layout_->nothing()));
  } else {
    layout_->for_each_entry(
        package, [&](std::size_t entry) { place.entries.push_back(static_cast<std::uint32_t>(entry)); });
  }
  for (const std::size_t i : parties_) {
    place.valuation[i] = layout_->over_options(world.private_valuations[i], package);
    for (const std::size_t j : parties_) {
      if (i == j) continue;
      const ValuationBelief& belief = world.valuation_beliefs[i][j];
      place.believed_valuation[i * actors_ + j] = layout_->over_options(belief.mean, package);
      place.variance[i * actors_ + j] = changed_variance(*layout_, belief, package, world.arrangement);
    }
  }
  return count_++;
}

void Prospects::hear(const World& world, std::span<const ShortList> soundings) {
  soundings_ = soundings;
  count_ = 0;
  place_of(world.arrangement, world);
  expected_.resize(soundings.size());
  for (std::size_t l = 0; l < soundings.size(); ++l) {
    const std::size_t p = soundings[l].proposer;
    for (std::size_t o = 0; o < soundings[l].count; ++o) {
      const PackageIndex package = soundings[l].offers[o].package;
      Expected& expected = expected_[l][o];
      expected.place = place_of(package, world);
      expected.refused.assign(actors_, std::nullopt);
      if (!scenario_->switches.refusal_memory) continue;
      for (const std::size_t j : parties_) {
        const std::vector<Refusal>& known = world.refusals[p][j];
        const auto refusal = std::ranges::find(known, package, &Refusal::package);
        if (refusal != known.end()) expected.refused[j] = refusal->difference;
      }
    }
  }
}

void Prospects::read_tables(const Utilities& utilities, Reading& reading) const {
  reading.bases.resize(count_ * actors_);
  reading.estimates.resize(count_ * actors_ * actors_);
  for (std::size_t p = 0; p < count_; ++p) {
    const auto sum_up = [&](std::span<const double> table) {
      double sum = 0;
      for (const std::uint32_t entry : places_[p].entries) sum += table[entry];
      return sum;
    };
    for (std::size_t j = 0; j < actors_; ++j) reading.bases[p * actors_ + j] = sum_up(utilities.own(j));
    for (const std::size_t i : parties_) {
      for (const std::size_t j : parties_) {
        if (i != j) reading.estimates[(p * actors_ + i) * actors_ + j] = sum_up(utilities.estimate(i, j));
      }
    }
  }
  reading.process_values.resize(actors_);
  reading.estimated_process_values.resize(actors_ * actors_);
  for (const std::size_t i : parties_) {
    reading.process_values[i] = utilities.process_value(i);
    for (const std::size_t j : parties_) {
      if (i != j) reading.estimated_process_values[i * actors_ + j] = utilities.estimated_process_value(i, j);
    }
  }
}

void Prospects::read_odds(const World& world, Reading& reading) const {
  reading.ratified.resize(count_ * actors_);
  for (std::size_t p = 0; p < count_; ++p) {
    for (const std::size_t i : parties_) {
      reading.ratified[p * actors_ + i] =
          support_->probability(i, places_[p].package, world.arrangement, world.ratification[i]);
    }
  }
}

double Prospects::worth(std::size_t actor, std::size_t place, const Reading& reading) const {
  if (!scenario_->actors[actor].party) return utility(actor, place, reading);
  const double talks = places_[place].settles ? reading.process_values[actor] : 0;
  return utility(actor, place, reading) + places_[place].valuation[actor] - talks;
}

double Prospects::probability(std::size_t proposer, const Expected& expected, const Sounding& offer,
                              const ShortList& list, const Reading& reading) const {
  const Place& place = places_[expected.place];
  const Place& now = places_.front();
  const std::size_t estimates = expected.place * actors_ * actors_;
  std::array<double, kMostParties> chances{};
  std::size_t others = 0;
  for (const std::size_t j : parties_) {
    if (j == proposer) continue;
    double& chance = chances[others++];
    const std::size_t pair = proposer * actors_ + j;
    const double value = reading.estimates[estimates + pair] + place.alliance[j];
    const double value_now = reading.estimates[pair] + now.alliance[j];
    const double talks = reading.estimated_process_values[pair];
    if (expected.refused[j] &&
        value - (place.settles ? talks : 0) - value_now <= *expected.refused[j] + kTie) {
      continue;
    }
    const Comparison comparison{value + place.believed_valuation[pair],
                                value_now + now.believed_valuation[pair],
                                place.settles,
                                talks,
                                offer.others[j],
                                list.others_now[j],
                                outside_option(scenario_->actors[j])};
    chance =
        acceptance_probability(comparison.margin(scenario_->switches.invest_in_hope), place.variance[pair]);
  }
  double product = probability_of_enough(std::span(chances).first(others), needed_);
  for (const std::size_t i : parties_) product *= reading.ratified[expected.place * actors_ + i];
  return product;
}

double Prospects::of(std::size_t actor, const Reading& reading, const Leverage& leverage) {
  for (std::size_t p = 0; p < count_; ++p) {
    for (std::size_t i = 0; i < actors_; ++i) {
      double& alliance = places_[p].alliance[i];
      alliance = 0;
      if (i != actor && !scenario_->actors[i].party) continue;
      for (std::size_t j = 0; j < actors_; ++j) {
        if (leverage.counts(i, j)) alliance += leverage.term(i, j, reading.bases[p * actors_ + j]);
      }
    }
  }
  const Place& now = places_.front();
  double sum = 0;
  for (std::size_t l = 0; l < soundings_.size(); ++l) {
    const ShortList& list = soundings_[l];
    const std::size_t p = list.proposer;
    double best = kTie;
    double expectation = 0;
    for (std::size_t o = 0; o < list.count; ++o) {
      const Sounding& offer = list.offers[o];
      const std::size_t at = expected_[l][o].place;
      const Comparison own{utility(p, at, reading) + places_[at].valuation[p],
                           utility(p, 0, reading) + now.valuation[p],
                           places_[at].settles,
                           reading.process_values[p],
                           offer.hope,
                           list.hope_now,
                           outside_option(scenario_->actors[p])};
      const double chance = probability(p, expected_[l][o], offer, list, reading);
      const double objective = chance * own.gain() - scenario_->protocol.offer_price;
      if (objective <= best + (best > kTie ? kTie : 0)) continue;
      best = objective;
      expectation = chance * (worth(actor, at, reading) - worth(actor, 0, reading));
    }
    sum += expectation;
  }
  return sum / static_cast<double>(parties_.size());
}

}  // namespace entente
