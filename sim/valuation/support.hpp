#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/model/scenario.hpp"
#include "sim/valuation/layout.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// Support at home for packages (MODEL.md 3.7; Putnam 1988), relative to the arrangement in force.
///
/// It depends on the options of the issues that constituencies care about and on whether the package settles:
/// packages that agree in these are of one class.
class Support {
 public:
  Support(const Scenario& scenario, const Layout& layout);

  std::size_t classes() const { return settles_.size(); }
  std::uint32_t class_of(PackageIndex x) const { return class_of_[x]; }

  /// Whether the actor has to ratify.
  bool asked(std::size_t actor) const { return !groups_[actor].empty(); }
  double threshold(std::size_t actor) const { return thresholds_[actor]; }
  /// support_i(x) in [0, 1] from `arrangement`, with the public prepared to `preparation`.
  double of(std::size_t actor, PackageIndex x, PackageIndex arrangement, double preparation) const;
  /// P̂_i(x is ratified), as everyone sees it; 1 for an actor that is not asked.
  double probability(std::size_t actor, PackageIndex x, PackageIndex arrangement,
                     const RatificationState& state) const;

 private:
  struct Group {
    double influence = 0;
    double scale = 1;
    double rent = 0;
    double preparable = 0;
    /// B_g by class.
    std::vector<double> values;
  };
  /// Sorts packages into classes; `matters` flags the issues that constituencies care about.
  void classify(const Layout& layout, std::span<const std::uint8_t> matters);

  std::vector<std::uint32_t> class_of_;
  std::vector<PackageIndex> first_of_class_;
  /// S(x) by class.
  std::vector<std::uint8_t> settles_;
  std::vector<std::vector<Group>> groups_;
  std::vector<double> thresholds_;
};

/// P̂(x is ratified by all) as the world stands, computed once for each class of packages asked for and kept
/// until something that it depends on changes.
class RatificationOdds {
 public:
  RatificationOdds(const Scenario& scenario, const Support& support);

  /// To be called when the arrangement, an interval of ζ or a preparation may have changed; what was computed
  /// stays if they have not. No allocation.
  void refresh(const World& world);
  double operator()(PackageIndex x);
  /// Another number whenever the odds are not what they were.
  std::uint32_t era() const { return era_; }

 private:
  const Support* support_;
  /// What the odds depend on, as of the last refresh.
  PackageIndex arrangement_ = 0;
  std::vector<RatificationState> states_;
  std::vector<std::size_t> ratifying_;
  /// By class.
  std::vector<double> odds_;
  std::vector<std::uint32_t> computed_in_;
  std::uint32_t era_ = 0;
};

}  // namespace entente
