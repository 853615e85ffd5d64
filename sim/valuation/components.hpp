#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/model/scenario.hpp"
#include "sim/valuation/layout.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// max(0, 1 + slope·(z − reference)), or 1 without a scale.
double scale_factor(const std::optional<ContextScale>& scale, std::span<const double> context);

/// The tables f_ic of every component of every actor as the world stands, before the shares ω (MODEL.md 2.1
/// to 2.6).
class Components {
 public:
  Components(const Scenario& scenario, const Layout& layout);

  /// Computes the tables whose terms depend on something that is not as it was. No allocation.
  void build(const World& world);
  /// Another number whenever the table is not what it was.
  std::uint64_t version(std::size_t actor, std::size_t component) const {
    return versions_[actor][component];
  }

  /// f_ic as a table of the layout; 0 everywhere for a component that is not enabled.
  std::span<const double> table(std::size_t actor, std::size_t component) const {
    return tables_[actor][component];
  }

 private:
  struct Place {
    std::size_t pledge = 0;
    std::size_t aspiration = 0;
    void pass(const Term& term);
  };
  struct Context {
    const World& world;
    std::size_t actor;
    double weight;
    std::span<double> table;
    Place place;
  };
  /// What of the world the term depends on, its weight apart.
  void inputs(const HoldingTerm& term, const Context& at);
  void inputs(const ProjectTerm& term, const Context& at);
  void inputs(const SanctionTerm& term, const Context& at);
  void inputs(const HedgeTerm& term, const Context& at);
  void inputs(const PledgeTerm&, const Context& at);
  void inputs(const ValuesTerm&, const Context&) {}
  void inputs(const LinkageTerm&, const Context&) {}
  void add(const HoldingTerm& term, const Context& at) const;
  void add(const ProjectTerm& term, const Context& at) const;
  void add(const SanctionTerm& term, const Context& at) const;
  void add(const HedgeTerm& term, const Context& at) const;
  void add(const ValuesTerm& term, const Context& at) const;
  void add(const LinkageTerm& term, const Context& at) const;
  void add(const PledgeTerm& term, const Context& at) const;

  const Scenario* scenario_;
  const Layout* layout_;
  /// Whether values count as they stand rather than relative to the status quo, which is none of the
  /// packages.
  bool absolute_ = false;
  std::vector<std::vector<std::vector<double>>> tables_;
  /// What each table was computed from.
  std::vector<std::vector<std::vector<double>>> inputs_;
  std::vector<std::vector<std::uint64_t>> versions_;
  std::vector<double> now_;
  std::vector<double> weights_;
  /// Σ over issues of the largest amount of each quantity.
  std::vector<double> largest_total_;
};

/// c(o) and b(o) of a pledge: what is conceded of what was held, and what falls short when the dispute
/// settles.
double conceded(const PledgeTerm& term, std::size_t option, std::size_t status_quo);
double shortfall(const PledgeTerm& term, std::size_t option);

}  // namespace entente
