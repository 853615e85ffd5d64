#include "sim/valuation/board.hpp"

#include <algorithm>

namespace entente {

Board::Board(const Scenario& scenario, const Layout& layout)
    : layout_(&layout),
      parties_(parties(scenario)),
      own_(scenario.actors.size()),
      estimates_(scenario.actors.size(), std::vector<std::vector<double>>(scenario.actors.size())),
      alliance_(scenario.actors.size()),
      allied_(scenario.actors.size(), false),
      base_(layout.space().size()),
      table_(layout.size()) {
  for (const std::size_t i : parties_) {
    own_[i].resize(base_.size());
    alliance_[i].resize(base_.size());
    for (const std::size_t j : parties_) {
      if (i != j) estimates_[i][j].resize(base_.size());
    }
  }
}

void Board::spread(std::span<const double> table, std::span<const double> per_option, std::span<double> out) {
  std::ranges::copy(table, table_.begin());
  for (std::size_t option = 0; option < per_option.size(); ++option) table_[option] += per_option[option];
  layout_->expand(table_, out);
}

void Board::add_alliance(std::size_t i, std::span<double> out) const {
  if (!allied_[i]) return;
  const std::vector<double>& terms = alliance_[i];
  for (std::size_t x = 0; x < out.size(); ++x) out[x] += terms[x];
}

void Board::refresh(const World& world, const Utilities& utilities) {
  for (const std::size_t i : parties_) allied_[i] = false;
  for (std::size_t j = 0; j < own_.size(); ++j) {
    bool spread_out = false;
    for (const std::size_t i : parties_) {
      const double pressure = utilities.pressure(i, j);
      const double inducement = utilities.inducement(i, j);
      if (pressure == 0 && inducement == 0) continue;
      if (!spread_out) layout_->expand(utilities.own(j), base_);
      spread_out = true;
      if (!allied_[i]) std::ranges::fill(alliance_[i], 0.0);
      allied_[i] = true;
      std::vector<double>& terms = alliance_[i];
      for (std::size_t x = 0; x < terms.size(); ++x) {
        terms[x] += inducement * std::max(0.0, base_[x]) - pressure * std::max(0.0, -base_[x]);
      }
    }
  }
  for (const std::size_t i : parties_) {
    spread(utilities.own(i), world.private_valuations[i], own_[i]);
    add_alliance(i, own_[i]);
  }
  for (const std::size_t i : parties_) {
    for (const std::size_t j : parties_) {
      if (i != j) refresh_estimate(world, utilities, i, j);
    }
  }
}

void Board::refresh_estimate(const World& world, const Utilities& utilities, std::size_t i, std::size_t j) {
  spread(utilities.estimate(i, j), world.valuation_beliefs[i][j].mean, estimates_[i][j]);
  add_alliance(j, estimates_[i][j]);
}

void Board::utilities_of(const Utilities& utilities, std::size_t i, std::span<double> out) const {
  layout_->expand(utilities.own(i), out);
  add_alliance(i, out);
}

}  // namespace entente
