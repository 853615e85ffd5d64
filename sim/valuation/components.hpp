#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "sim/model/scenario.hpp"
#include "sim/valuation/layout.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

/// max(0, 1 + slope·(z − reference)), or 1 without a scale.
double scale_factor(const std::optional<ContextScale>& scale, std::span<const double> context);

/// What of a world may not be as it was when tables were last computed.
struct Moved {
  bool pledges = true;
  bool trust = true;
  bool ties = true;
  /// Context, aspirations, saliences.
  bool rest = true;

  /// Whether something is in both.
  bool shares(const Moved& other) const {
    return (pledges && other.pledges) || (trust && other.trust) || (ties && other.ties) ||
           (rest && other.rest);
  }
  friend Moved operator|(const Moved& a, const Moved& b) {
    return {a.pledges || b.pledges, a.trust || b.trust, a.ties || b.ties, a.rest || b.rest};
  }
};

/// The tables f_ic of every component of every actor as the world stands, before the shares ω (MODEL.md 2.1
/// to 2.6).
class Components {
 public:
  Components(const Scenario& scenario, const Layout& layout);

  /// Computes the tables whose terms depend on something that is not as it was. No allocation.
  void build(const World& world, const Moved& moved = {});
  /// Another number whenever the table is not what it was.
  std::uint64_t version(std::size_t actor, std::size_t component) const {
    return made_[actor][component].version;
  }

  /// f_ic as a table of the layout; 0 everywhere for a component that is not enabled.
  std::span<const double> table(std::size_t actor, std::size_t component) const {
    return made_[actor][component].table;
  }
  /// The entries of the table that its terms add to, in rising order; all others are 0. They are few, since a
  /// component is about an issue or two.
  std::span<const std::uint32_t> entries(std::size_t actor, std::size_t component) const {
    return (*shapes_)[actor][component].entries;
  }

 private:
  /// Where the states of a component's terms stand among those of its actor.
  struct Place {
    std::size_t pledge = 0;
    std::size_t aspiration = 0;
    void pass(const Term& term);
  };
  /// What of a component no world changes.
  struct Shape {
    std::vector<std::uint32_t> entries;
    Place place;
    Moved depends_on{false, false, false, false};
  };
  /// A table and what it was computed from.
  struct Made {
    std::vector<double> table;
    std::vector<double> inputs;
    std::uint64_t version = 0;
  };
  struct Context {
    const World& world;
    std::size_t actor;
    double weight;
    std::span<double> table;
    Place place;
  };
  Shape shape_of(const Component& component, const Place& place) const;
  using Flags = std::vector<std::uint8_t>;
  void touch_options(std::size_t issue, Flags& flags) const;
  void touch_finality(std::size_t issue, Flags& flags) const;
  void touch_pair(std::size_t k, std::size_t l, Flags& flags) const;
  /// Flags the entries of a table that the term adds to.
  void touch(const HoldingTerm& term, Flags& flags) const;
  void touch(const ProjectTerm& term, Flags& flags) const;
  void touch(const SanctionTerm& term, Flags& flags) const;
  void touch(const HedgeTerm& term, Flags& flags) const;
  void touch(const ValuesTerm& term, Flags& flags) const;
  void touch(const LinkageTerm& term, Flags& flags) const;
  void touch(const PledgeTerm& term, Flags& flags) const;
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
  std::shared_ptr<const std::vector<std::vector<Shape>>> shapes_;
  std::vector<std::vector<Made>> made_;
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
