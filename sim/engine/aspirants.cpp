#include "sim/engine/aspirants.hpp"

#include <algorithm>

#include "sim/valuation/acceptance.hpp"

namespace entente {

Aspirants::Aspirants(const Scenario& scenario, const Layout& layout)
    : scenario_(&scenario),
      layout_(&layout),
      parties_(parties(scenario)),
      places_(scenario.actors.size(), 0),
      rankings_(scenario.actors.size()),
      bidders_(scenario.actors.size()),
      values_(scenario.actors.size()),
      estimates_(scenario.actors.size(), std::vector<std::vector<double>>(scenario.actors.size())) {
  for (std::size_t place = 0; place < parties_.size(); ++place) {
    const std::size_t i = parties_[place];
    const Actor& actor = scenario.actors[i];
    places_[i] = place;
    if (!actor.tactic.aspires()) continue;
    any_ = true;
    bidders_[i].emplace(actor.tactic, layout.space(), rankings_[i], place, parties_.size(),
                        hash_name(actor.name));
  }
}

void Aspirants::refresh(const Admissible& admissible, const Utilities& utilities, const Board& board,
                        const World& world, const RandomSource& random) {
  if (!any_) return;
  const std::vector<std::uint8_t>& settles = layout_->settles();
  may_propose_.assign(admissible.mask().begin(), admissible.mask().end());
  may_propose_[world.arrangement] = 0;
  if (!scenario_->switches.partial_agreements) {
    for (std::size_t x = 0; x < may_propose_.size(); ++x)
      may_propose_[x] = may_propose_[x] != 0 && settles[x] != 0;
  }
  const bool others_allowed = may_propose_ != ranked_;
  ranked_ = may_propose_;
  for (const std::size_t i : parties_) {
    if (!aspires(i)) continue;
    const double talks = utilities.process_value(i);
    scratch_.resize(settles.size());
    board.own_everywhere(i, scratch_);
    for (std::size_t x = 0; x < scratch_.size(); ++x) scratch_[x] += settles[x] != 0 ? 0 : talks;
    const double reservation =
        std::max(outside_option(scenario_->actors[i]), board.own(i, world.arrangement) + talks);
    const bool changed =
        others_allowed || scratch_ != values_[i] || reservation != rankings_[i].reservation();
    if (changed) {
      values_[i] = scratch_;
      rankings_[i].build(values_[i], may_propose_, reservation);
    }
    Bidder& bidder = *bidders_[i];
    if (scenario_->actors[i].tactic.kind == Tactic::Kind::Zeuthen) {
      counterparts_.clear();
      for (const std::size_t j : parties_) {
        if (j == i) {
          counterparts_.emplace_back();
          continue;
        }
        std::vector<double>& theirs = estimates_[i][j];
        theirs.resize(settles.size());
        board.estimate_everywhere(i, j, theirs);
        counterparts_.push_back(
            {theirs, std::max(outside_option(scenario_->actors[j]),
                              theirs[world.arrangement] + utilities.estimated_process_value(i, j))});
      }
      bidder.believe(counterparts_);
    }
    if (restart_) {
      bidder.restart(random);
    } else {
      bidder.revalue();
    }
  }
  restart_ = false;
}

void Aspirants::estimate_changed(const Board& board, std::size_t i, std::size_t j) {
  if (!estimates_[i][j].empty()) board.estimate_everywhere(i, j, estimates_[i][j]);
}

Moment Aspirants::moment(std::size_t actor, std::uint64_t turn) const {
  // All turns of one step, in which every party speaks once, have the same time: that of the end of the step.
  const auto step = static_cast<double>((turn / parties_.size() + 1) * parties_.size());
  return {relative_time(scenario_->actors[actor].tactic, step * 0.5 / scenario_->timing.exchanges),
          static_cast<std::uint32_t>(turn)};
}

std::optional<PackageIndex> Aspirants::propose(std::size_t actor, std::uint64_t turn) {
  return bidders_[actor]->propose(moment(actor, turn));
}

Reply Aspirants::reply(std::size_t actor, PackageIndex package, std::uint64_t turn) {
  return bidders_[actor]->reply(package, moment(actor, turn));
}

void Aspirants::hear(std::size_t proposer, PackageIndex package, std::uint64_t turn) {
  for (const std::size_t i : parties_) {
    if (i != proposer && aspires(i)) bidders_[i]->hear(places_[proposer], package, moment(i, turn).time);
  }
}

}  // namespace entente
