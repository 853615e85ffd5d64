#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "sim/model/scenario.hpp"
#include "sim/valuation/layout.hpp"
#include "sim/valuation/package_tree.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// Support at home for packages (MODEL.md 3.7; Putnam 1988), relative to the arrangement in force.
///
/// A constituency's B_g depends on the options of the issues that it cares about: packages that agree in
/// these and in whether they settle are of one *cell* of that constituency. The Kuril case has 7,680 packages
/// and between 8 and 240 cells for each of eight constituencies.
class Support {
 public:
  /// `like`: a support of a scenario of the same structure (same_structure), whose cells are taken over.
  Support(const Scenario& scenario, const Layout& layout, const Support* like = nullptr);

  /// The cells of a constituency: the cell of each package, and of each cell its first package and S.
  struct Cells {
    std::vector<std::uint32_t> of;
    std::vector<PackageIndex> first;
    std::vector<std::uint8_t> settles;
  };
  struct Group {
    double influence = 0;
    double scale = 1;
    double rent = 0;
    double preparable = 0;
    std::shared_ptr<const Cells> cells;
    /// B_g by cell.
    std::vector<double> values;

    /// Λ(d_g/s_g) of a cell.
    double share(std::uint32_t cell, std::uint32_t cell_now, double preparation) const;
  };

  /// Whether the actor has to ratify.
  bool asked(std::size_t actor) const { return !groups_[actor].empty(); }
  double threshold(std::size_t actor) const { return thresholds_[actor]; }
  std::span<const Group> groups(std::size_t actor) const { return groups_[actor]; }
  /// support_i(x) in [0, 1] from `arrangement`, with the public prepared to `preparation`.
  double of(std::size_t actor, PackageIndex x, PackageIndex arrangement, double preparation) const;
  /// P̂_i(x is ratified), as everyone sees it; 1 for an actor that is not asked.
  double probability(std::size_t actor, PackageIndex x, PackageIndex arrangement,
                     const RatificationState& state) const;
  /// The same of a package with this support.
  double probability(std::size_t actor, double support, const RatificationState& state) const;

 private:
  std::vector<std::vector<Group>> groups_;
  std::vector<double> thresholds_;
};

/// P̂(x is ratified by all) as the world stands, computed once for each package asked for and kept until
/// something that it depends on changes.
class RatificationOdds {
 public:
  RatificationOdds(const Scenario& scenario, const Layout& layout, const Support& support);

  /// To be called when the arrangement, an interval of ζ or a preparation may have changed; what was computed
  /// stays if they have not. No allocation.
  void refresh(const World& world);
  double operator()(PackageIndex x);
  /// Whether packages of a tree, by slot, are as likely as not to be ratified: found out for those that are
  /// asked about, once for each change. Few need the odds themselves, since support far from what is needed
  /// decides. Good until the next refresh, or until another tree is asked about.
  class Likely {
   public:
    bool operator()(std::uint32_t slot) const;
    /// By slot: −∞ where the answer is known to be no, 0 elsewhere.
    std::span<const double> barred() const { return odds_->barred_; }

   private:
    friend RatificationOdds;
    explicit Likely(RatificationOdds& odds) : odds_(&odds) {}
    RatificationOdds* odds_;
  };
  Likely likely(const PackageTree& tree);
  /// Another number whenever the odds are not what they were.
  std::uint32_t era() const { return era_; }

 private:
  /// The shares of one constituency, computed when first asked for.
  struct Shares {
    std::vector<double> of_cell;
    std::vector<std::uint8_t> known;
  };
  /// One actor that ratifies.
  struct Home {
    std::size_t actor = 0;
    std::vector<Shares> shares;
    /// Support above the first makes P̂_i ≥ 1/2^(1/n) certain, support below the second P̂_i < 1/2.
    double surely = 0;
    double hardly = 0;
  };
  double support(Home& home, PackageIndex x);
  void set_bounds(Home& home) const;
  bool is_likely(PackageIndex x);

  const Support* support_;
  /// What the odds depend on, as of the last refresh.
  PackageIndex arrangement_ = 0;
  std::vector<RatificationState> states_;
  std::vector<Home> homes_;
  std::vector<double> odds_;
  std::vector<std::uint32_t> computed_in_;
  std::uint32_t era_ = 0;
  /// What is known of the slots of this tree in this era.
  const PackageTree* judged_tree_ = nullptr;
  std::uint32_t judged_era_ = 0;
  std::vector<double> barred_;
  std::vector<std::uint8_t> known_likely_;
};

}  // namespace entente
