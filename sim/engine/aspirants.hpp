#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/bargaining/bidder.hpp"
#include "sim/core/random.hpp"
#include "sim/model/scenario.hpp"
#include "sim/valuation/admissible.hpp"
#include "sim/valuation/board.hpp"
#include "sim/valuation/utilities.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// The parties that bargain by aspiration (Tactic::aspires), seated at the table of a run: what packages are
/// worth to each, ranked, and what each has heard.
///
/// To a party a package is worth U + ν and, where it does not settle, the process value; its reservation is
/// the better of the outside option and the arrangement in force with talks going on. A package that does not
/// settle is left out where there are no partial agreements. Hope plays no part: an aspiration takes its
/// place.
class Aspirants {
 public:
  Aspirants(const Scenario& scenario, const Layout& layout);

  bool any() const { return any_; }
  bool aspires(std::size_t actor) const { return bidders_[actor].has_value(); }

  /// Forgets all talks; takes effect with the next `refresh`.
  void restart() { restart_ = true; }
  /// Takes in what packages are worth now. Ranks only what has changed.
  void refresh(const Admissible& admissible, const Utilities& utilities, const Board& board,
               const World& world, const RandomSource& random);
  /// After i has learnt about j: a party that goes by what it thinks of the other sees it at once.
  void estimate_changed(const Board& board, std::size_t i, std::size_t j);

  /// `actor`'s offer at this turn; none where nothing is worth its reservation.
  std::optional<PackageIndex> propose(std::size_t actor, std::uint64_t turn);
  Reply reply(std::size_t actor, PackageIndex package, std::uint64_t turn);
  /// All other aspirants hear that `proposer` has offered `package`.
  void hear(std::size_t proposer, PackageIndex package, std::uint64_t turn);

 private:
  Moment moment(std::size_t actor, std::uint64_t turn) const;

  const Scenario* scenario_;
  const Layout* layout_;
  std::vector<std::size_t> parties_;
  /// By actor: its number at the table.
  std::vector<std::size_t> places_;
  std::vector<Ranking> rankings_;
  std::vector<std::optional<Bidder>> bidders_;
  /// What was ranked last.
  std::vector<std::vector<double>> values_;
  /// What i thinks of j's utilities, where its tactic asks for them.
  std::vector<std::vector<std::vector<double>>> estimates_;
  std::vector<std::uint8_t> may_propose_;
  std::vector<std::uint8_t> ranked_;
  std::vector<double> scratch_;
  std::vector<Counterpart> counterparts_;
  bool any_ = false;
  bool restart_ = true;
};

}  // namespace entente
