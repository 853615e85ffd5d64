#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/model/scenario.hpp"
#include "sim/valuation/acceptance.hpp"
#include "sim/valuation/support.hpp"
#include "sim/valuation/utilities.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// An offer that a party lets be known before the meeting, with the hopes (κ·δ^h times G or Ĝ, 0 where it
/// settles) that it leaves: the proposer's own, and by actor those that the proposer ascribes to the others.
struct Sounding {
  PackageIndex package = 0;
  double hope = 0;
  std::vector<double> others;
};

/// What party `proposer` may offer (the first `count` of `offers`), and the hopes at the arrangement in
/// force.
struct ShortList {
  std::size_t proposer = 0;
  std::array<Sounding, 2> offers;
  std::size_t count = 0;
  double hope_now = 0;
  std::vector<double> others_now;
};

/// What actors expect of the talks by the soundings (MODEL.md 3.4):
///
///     (1/|P|)·Σ_p Q_p(x_p)·(Ũ_j(x_p) − Ũ_j(a))
///
/// Only the few packages that are named in soundings matter, so utilities are summed for these alone, from
/// their entries in the tables: a Reading, one for the world as it stands and one for each act that changes
/// tables. What others do meanwhile changes only pressure and inducement, which are weighed on the same sums.
class Prospects {
 public:
  Prospects(const Scenario& scenario, const Layout& layout, const Support& support);

  /// Takes in the soundings and all that no act changes at once: private valuations, beliefs about them,
  /// refusals. No allocation after the first calls.
  void hear(const World& world, std::span<const ShortList> soundings);
  /// What the tables and the odds of ratification say about the packages at issue.
  struct Reading {
    /// B_i and P̂_i(ratified), by place and actor; B̂_ij, by place and pair.
    std::vector<double> bases;
    std::vector<double> ratified;
    std::vector<double> estimates;
    /// π_i and π̂_ij.
    std::vector<double> process_values;
    std::vector<double> estimated_process_values;
  };
  void read_tables(const Utilities& utilities, Reading& reading) const;
  void read_odds(const World& world, Reading& reading) const;
  /// The expectation of `actor`.
  double of(std::size_t actor, const Reading& reading, const Leverage& leverage);

 private:
  /// A package at issue; the first is the arrangement in force.
  struct Place {
    PackageIndex package = 0;
    bool settles = false;
    std::vector<std::uint32_t> entries;
    /// By actor: ν_i, and alliance terms.
    std::vector<double> valuation;
    std::vector<double> alliance;
    /// By pairs of actors: ν̂_ij, and its variance as far as the package changes it.
    std::vector<double> believed_valuation;
    std::vector<double> variance;
  };
  /// An offer of a short list, and by actor D at its refusal, if it is known to have refused it.
  struct Expected {
    std::size_t place = 0;
    std::vector<std::optional<double>> refused;
  };
  std::size_t place_of(PackageIndex package, const World& world);
  double utility(std::size_t i, std::size_t place, const Reading& reading) const {
    return reading.bases[place * actors_ + i] + places_[place].alliance[i];
  }
  double worth(std::size_t actor, std::size_t place, const Reading& reading) const;
  double probability(std::size_t proposer, const Expected& expected, const Sounding& offer,
                     const ShortList& list, const Reading& reading) const;

  const Scenario* scenario_;
  const Layout* layout_;
  const Support* support_;
  std::size_t actors_;
  std::vector<std::size_t> parties_;
  /// Answers besides the proposer's that an agreement needs.
  std::size_t needed_;
  std::span<const ShortList> soundings_;
  std::vector<Place> places_;
  std::size_t count_ = 0;
  /// expected_[list][offer].
  std::vector<std::array<Expected, 2>> expected_;
};

}  // namespace entente
