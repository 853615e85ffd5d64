#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/model/scenario.hpp"
#include "sim/valuation/components.hpp"
#include "sim/valuation/layout.hpp"
#include "sim/valuation/leverage.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// Every actor's utility as the world stands: tables of B_i, estimates of them, alliance terms and process
/// values (MODEL.md 2). Utilities are flows per year relative to the status quo.
class Utilities {
 public:
  Utilities(const Scenario& scenario, const Layout& layout);

  /// Computes all tables, those anew whose components, shares or beliefs are not as they were. No allocation.
  void build(const World& world);
  /// The tables and the estimates where nothing but this and beliefs have moved since.
  void rebuild(const World& world, const Moved& moved);
  /// Only the estimates of parties about each other and of the process values, after beliefs have moved.
  void build_estimates(const World& world);

  /// Only the alliance terms, as if `acts` (one of each actor's list) were in force.
  void set_acts(const World& world, std::span<const std::size_t> acts) {
    leverage_.set(world.context, world.dependence, acts);
  }

  /// B_i of the true profile.
  std::span<const double> own(std::size_t i) const { return table_of(i); }
  /// B_j of profile p.
  std::span<const double> profile(std::size_t j, std::size_t p) const { return profiles_[j][p].table; }
  /// B_j as party i estimates it: mixed over i's belief about j's profile.
  std::span<const double> estimate(std::size_t i, std::size_t j) const {
    return profiles_[j].empty() ? table_of(j) : std::span<const double>(estimates_[i][j].table);
  }

  double process_value(std::size_t i) const { return process_values_[i]; }
  double profile_process_value(std::size_t j, std::size_t p) const { return profile_process_values_[j][p]; }
  double estimated_process_value(std::size_t i, std::size_t j) const {
    return estimated_process_values_(i, j);
  }

  /// What the acts in force weigh in the alliance terms.
  const Leverage& leverage() const { return leverage_; }

  double base(std::size_t i, PackageIndex x) const { return layout_->value(own(i), x); }
  /// What alliance adds to i's utility of x.
  double alliance(std::size_t i, PackageIndex x) const;
  /// U_i(x).
  double utility(std::size_t i, PackageIndex x) const { return base(i, x) + alliance(i, x); }
  /// Û_ij(x), the private valuation left out.
  double estimated(std::size_t i, std::size_t j, PackageIndex x) const {
    return layout_->value(estimate(i, j), x) + alliance(j, x);
  }
  /// U_j(x) if j had profile p.
  double with_profile(std::size_t j, std::size_t p, PackageIndex x) const {
    return layout_->value(profile(j, p), x) + alliance(j, x);
  }
  /// ω_ic·f_ic(x), the part of component c in B_i(x).
  double component(std::size_t i, std::size_t c, PackageIndex x) const {
    return true_shares_[i][c] * layout_->value(components_.table(i, c), x);
  }
  /// ω_ic of the true profile.
  double share(std::size_t i, std::size_t c) const { return true_shares_[i][c]; }

 private:
  /// A table and the shares that it was mixed with.
  struct Mix {
    std::vector<double> table;
    std::vector<double> shares;
    std::uint64_t version = 0;
  };
  /// Whether a component of the actor is not what it was when this was last asked.
  bool components_changed(std::size_t actor);
  /// Mixes the actor's components by `share_scratch_`, if they or the shares have changed.
  void mix(std::size_t actor, bool components_changed, Mix& out);
  /// What an estimate was made from: versions of the profiles and the belief about them.
  struct Estimate {
    std::vector<double> table;
    std::vector<std::uint64_t> versions;
    std::vector<double> belief;
  };
  std::span<const double> table_of(std::size_t i) const {
    return profiles_[i].empty() ? own_[i].table : profiles_[i][types_[i]].table;
  }
  void profile_shares(const World& world, std::size_t actor, const Profile* profile,
                      std::span<double> out) const;

  const Scenario* scenario_;
  const Layout* layout_;
  ComponentNames names_;
  std::vector<std::size_t> parties_;
  Components components_;
  std::vector<std::vector<double>> true_shares_;
  std::vector<double> share_scratch_;
  /// B_i of an actor without profiles; of every profile; and as i estimates it where j has profiles.
  std::vector<Mix> own_;
  std::vector<std::vector<Mix>> profiles_;
  std::vector<std::vector<Estimate>> estimates_;
  std::vector<std::size_t> types_;
  /// Component versions that the mixes of each actor were made from.
  std::vector<std::vector<std::uint64_t>> mixed_versions_;
  std::vector<double> process_values_;
  std::vector<std::vector<double>> profile_process_values_;
  ActorMatrix estimated_process_values_;
  Leverage leverage_;
};

}  // namespace entente
