#include "sim/valuation/board.hpp"

#include <algorithm>

namespace entente {

Board::Board(const Scenario& scenario, const Layout& layout, const Admissible& admissible)
    : layout_(&layout),
      admissible_(&admissible),
      tree_(&admissible.tree()),
      parties_(parties(scenario)),
      own_(scenario.actors.size()),
      estimates_(scenario.actors.size(), std::vector<Sheet>(scenario.actors.size())),
      bases_(scenario.actors.size()),
      leverage_(scenario),
      alliance_(scenario.actors.size()),
      allied_(scenario.actors.size(), 0),
      alliance_changed_(scenario.actors.size(), 0),
      table_(layout.size()) {}

void Board::spread(std::span<const double> table, std::span<double> out) {
  tree_->spread(table, scratch_, out);
  if (now_ == tree_->size()) out[now_] = layout_->expanded(table, arrangement_);
}

void Board::refresh(Sheet& sheet, std::size_t whose, std::span<const double> table,
                    std::span<const double> per_option, const Sheet* other) {
  std::ranges::copy(table, table_.begin());
  for (std::size_t option = 0; option < per_option.size(); ++option) table_[option] += per_option[option];
  const bool same = !moved_ && sheet.table == table_;
  if (same && alliance_changed_[whose] == 0) return;
  sheet.version = ++clock_;
  if (!same) {
    sheet.table = table_;
    sheet.plain.resize(tree_->size() + 1);
    if (other != nullptr && other->table == sheet.table) {
      std::ranges::copy(other->plain, sheet.plain.begin());
    } else {
      spread(sheet.table, sheet.plain);
    }
  }
  if (allied_[whose] != 0) {
    sheet.allied.resize(sheet.plain.size());
    add_rows(sheet.plain.data(), alliance_[whose].data(), sheet.plain.size(), sheet.allied.data());
  }
  sheet.maxima.resize(blocks_of(tree_->size()));
  find_maxima(values(sheet, whose).first(tree_->size()), sheet.maxima.data());
}

void Board::refresh_alliances(const Utilities& utilities) {
  const Leverage& now = utilities.leverage();
  for (const std::size_t i : parties_) alliance_changed_[i] = moved_ ? 1 : 0;
  for (std::size_t j = 0; j < own_.size(); ++j) {
    bool weighs = false;
    for (const std::size_t i : parties_) {
      if (now.pressure(i, j) != leverage_.pressure(i, j) ||
          now.inducement(i, j) != leverage_.inducement(i, j)) {
        alliance_changed_[i] = 1;
      }
      weighs = weighs || now.counts(i, j);
    }
    Sheet& base = bases_[j];
    if (!weighs) base.table.clear();  // it will not be up to date
    if (!weighs || (!moved_ && std::ranges::equal(base.table, utilities.own(j)))) continue;
    base.table.assign(utilities.own(j).begin(), utilities.own(j).end());
    base.plain.resize(tree_->size() + 1);
    spread(base.table, base.plain);
    for (const std::size_t i : parties_) {
      if (now.counts(i, j)) alliance_changed_[i] = 1;
    }
  }
  for (const std::size_t i : parties_) {
    if (alliance_changed_[i] == 0) continue;
    allied_[i] = 0;
    for (std::size_t j = 0; j < own_.size(); ++j) {
      if (!now.counts(i, j)) continue;
      if (allied_[i] == 0) alliance_[i].assign(tree_->size() + 1, 0.0);
      allied_[i] = 1;
      const std::vector<double>& base = bases_[j].plain;
      for (std::size_t slot = 0; slot < base.size(); ++slot) alliance_[i][slot] += now.term(i, j, base[slot]);
    }
  }
  leverage_ = now;
}

void Board::refresh(const World& world, const Utilities& utilities, const Board* other) {
  moved_ = clock_ == 0 || tree_ != &admissible_->tree() || arrangement_ != world.arrangement;
  tree_ = &admissible_->tree();
  arrangement_ = world.arrangement;
  now_ = std::min<std::size_t>(tree_->slot(arrangement_), tree_->size());
  scratch_.resize(tree_->size() + 1);
  refresh_alliances(utilities);
  const bool lends = other != nullptr && other->tree_ == tree_ && other->arrangement_ == arrangement_;
  for (const std::size_t i : parties_) {
    refresh(own_[i], i, utilities.own(i), world.private_valuations[i], lends ? &other->own_[i] : nullptr);
    for (const std::size_t j : parties_) {
      if (i == j) continue;
      refresh(estimates_[i][j], j, utilities.estimate(i, j), world.valuation_beliefs[i][j].mean,
              lends ? &other->estimates_[i][j] : nullptr);
    }
  }
  for (const std::size_t i : parties_) alliance_changed_[i] = 0;
  moved_ = false;
}

void Board::refresh_estimate(const World& world, const Utilities& utilities, std::size_t i, std::size_t j) {
  refresh(estimates_[i][j], j, utilities.estimate(i, j), world.valuation_beliefs[i][j].mean);
}

double Board::value(const Sheet& sheet, std::size_t whose, PackageIndex x) const {
  const std::size_t slot = x == arrangement_ ? now_ : tree_->slot(x);
  if (slot != PackageTree::kAbsent) return values(sheet, whose)[slot];
  const double plain = layout_->expanded(sheet.table, x);
  if (allied_[whose] == 0) return plain;
  double terms = 0;
  for (std::size_t j = 0; j < own_.size(); ++j) {
    if (leverage_.counts(whose, j)) terms += leverage_.term(whose, j, layout_->expanded(bases_[j].table, x));
  }
  return plain + terms;
}

void Board::everywhere(const Sheet& sheet, std::size_t whose, std::span<double> out) const {
  layout_->expand(sheet.table, out);
  if (allied_[whose] == 0) return;
  std::vector<double> base(out.size());
  std::vector<double> terms(out.size(), 0.0);
  for (std::size_t j = 0; j < own_.size(); ++j) {
    if (!leverage_.counts(whose, j)) continue;
    layout_->expand(bases_[j].table, base);
    for (std::size_t x = 0; x < base.size(); ++x) terms[x] += leverage_.term(whose, j, base[x]);
  }
  for (std::size_t x = 0; x < terms.size(); ++x) out[x] += terms[x];
}

void Board::utilities_of(const Utilities& utilities, const PackageTree& tree, std::size_t i,
                         std::span<double> out) const {
  std::vector<double> scratch(tree.size());
  tree.spread(utilities.own(i), scratch, out);
  if (allied_[i] == 0) return;
  std::vector<double> base(tree.size());
  std::vector<double> terms(tree.size(), 0.0);
  for (std::size_t j = 0; j < own_.size(); ++j) {
    if (!leverage_.counts(i, j)) continue;
    tree.spread(bases_[j].table, scratch, base);
    for (std::size_t slot = 0; slot < base.size(); ++slot) terms[slot] += leverage_.term(i, j, base[slot]);
  }
  for (std::size_t slot = 0; slot < terms.size(); ++slot) out[slot] += terms[slot];
}

}  // namespace entente
