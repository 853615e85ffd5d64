#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

#include "sim/model/scenario.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// How much of its losses and gains each actor can pass on to each other by its act (MODEL.md 2.7):
///
///     alliance term of i from j:  ω^a_i·w_ij·(b_j·max(0, B_j) − e_j·max(0, −B_j))
class Leverage {
 public:
  explicit Leverage(const Scenario& scenario);

  /// As if `acts`, one of each actor's list, were in force among these ties. No allocation.
  void set(std::span<const double> context, const ActorMatrix& dependence, std::span<const std::size_t> acts);
  /// As if `actor` had taken this act instead.
  void set_act(std::size_t actor, std::size_t act);

  /// ω^a_i·w_ij·e_j and ω^a_i·w_ij·b_j.
  double pressure(std::size_t i, std::size_t j) const { return pressure_(i, j); }
  double inducement(std::size_t i, std::size_t j) const { return inducement_(i, j); }
  /// Whether B_j counts in i's alliance terms, and what it adds where it is `base`.
  bool counts(std::size_t i, std::size_t j) const { return pressure_(i, j) != 0 || inducement_(i, j) != 0; }
  double term(std::size_t i, std::size_t j, double base) const {
    return inducement_(i, j) * std::max(0.0, base) - pressure_(i, j) * std::max(0.0, -base);
  }
  bool same_as(const Leverage& other) const {
    return pressure_.values() == other.pressure_.values() &&
           inducement_.values() == other.inducement_.values();
  }

 private:
  const Scenario* scenario_;
  /// ω^a_i·w_ij.
  ActorMatrix depends_;
  ActorMatrix pressure_;
  ActorMatrix inducement_;
};

}  // namespace entente
