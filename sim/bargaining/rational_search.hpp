#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/bargaining/rational_cells.hpp"
#include "sim/bargaining/rational_game.hpp"
#include "sim/bargaining/rational_program.hpp"

namespace entente {

/// A proposer's best offer over all packages and amounts, exactly (MODEL.md, subgame-perfect play):
///
///     x_p = argmax { U_p(x) : U_j(x) ≥ θ_j for every j of a coalition of quota − 1 others }
///
/// Ties, within kRationalTolerance: the larger sum of the others' utilities; then, with the same partners,
/// the cell of the lower package index and in it the smaller amounts, first issue first. Offers to different
/// partners that are still equal (Baron and Ferejohn's symmetric legislators) are made with the same
/// probability each.
class RationalSearch {
 public:
  explicit RationalSearch(const RationalGame& game);

  /// The best offers of `proposer`, of equal probability; none where no package reaches the thresholds.
  /// `thresholds` by party; the proposer's own is not looked at.
  std::vector<RationalOffer> best(std::size_t proposer, std::span<const double> thresholds) const;

 private:
  struct Candidate {
    RationalOffer offer;
    double own = 0;
    double others = 0;
  };
  static bool beats(const Candidate& a, const Candidate& b);
  Candidate candidate(std::size_t proposer, RationalOffer offer) const;
  /// Bits of the parties that must be content.
  std::optional<Candidate> best_with(std::size_t proposer, std::span<const double> thresholds,
                                     std::uint32_t partners) const;
  std::optional<std::vector<double>> shares(std::size_t cell, std::size_t proposer,
                                            std::span<const double> thresholds, std::uint32_t partners) const;

  RationalCells cells_;
  std::size_t parties_;
  std::size_t needed_;
  std::vector<RationalLimit> limits_;
};

}  // namespace entente
