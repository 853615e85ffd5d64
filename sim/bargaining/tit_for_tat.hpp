#pragma once

#include <vector>

#include "sim/bargaining/seat.hpp"

namespace entente {

/// The behaviour-dependent tactics of Faratin, Sierra and Jennings (1998), in utility. x is the party's last
/// demand, y_0, y_1, … the partner's offers up to the latest, y_n, both as worth to the party above its worst
/// package m; g is the lag:
///
///     RelativeTitForTat   x′ = x·y_{n−g}/y_{n−g+1}           the same concession in proportion, g offers ago
///     RandomTitForTat     x′ = x + y_{n−g} − y_{n−g+1} − ε   the same amount; ε uniform on (0, step)
///     AveragedTitForTat   x′ = x·y_{n−g}/y_n                 in proportion, over the last g offers
///
/// The first demand is `initial` of the way from R to M; later ones are kept between `final` of the way and
/// M. The demand stays while the partner has not made a new offer or fewer than g + 1, and where a ratio has
/// nothing to measure (a y within kTie of m). Among several partners the one that conceded least is matched.
/// x is the demand and not the package that was offered for it, so that small concessions add up.
class TitForTat {
 public:
  void restart(const Seat& seat);
  void revalue(const Seat&) {}
  void hear(const Seat& seat, std::size_t proposer, PackageIndex package, double time);
  double demand(const Seat& seat, const Moment& moment) const;
  PackageIndex pick(const Seat& seat, const Moment&, double demand) const {
    return least_package(*seat.ranking, demand);
  }
  void offered(const Seat&, double demand, PackageIndex);

 private:
  /// The latest lag + 1 offers of a partner, in a ring.
  struct Partner {
    std::vector<PackageIndex> offers;
    std::size_t heard = 0;
    bool fresh = false;
  };
  double answer_to(const Partner& partner, const Seat& seat, const Moment& moment) const;

  std::vector<Partner> partners_;
  double last_ = 0;
  bool started_ = false;
};

}  // namespace entente
