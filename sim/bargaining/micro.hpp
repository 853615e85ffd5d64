#pragma once

#include <cstdint>
#include <vector>

#include "sim/bargaining/seat.hpp"

namespace entente {

/// MiCRO, a minimal concession strategy without deadline or opponent model (D. de Jonge, An analysis of the
/// linear bilateral ANAC domains using the MiCRO benchmark strategy, IJCAI 2022).
///
/// With S different packages offered and Q different ones received (of several partners the smallest Q): if
/// S ≤ Q and a package of its ranking is left, the next best; else one of those offered before, drawn anew.
/// It demands what the next best is worth when it is ready to concede, else the least that it has asked for.
class Micro {
 public:
  void restart(const Seat& seat);
  /// Ranks may have changed: it goes on with the best package that it has not offered.
  void revalue(const Seat&) { next_ = 0; }
  void hear(const Seat& seat, std::size_t proposer, PackageIndex package, double);
  double demand(const Seat& seat, const Moment&);
  PackageIndex pick(const Seat& seat, const Moment& moment, double demand);
  void offered(const Seat& seat, double, PackageIndex package);

 private:
  bool ready(const Seat& seat);
  PackageIndex repeat(const Seat& seat, const Moment& moment) const;
  std::uint32_t& mark(const Seat& seat, std::size_t party, PackageIndex package) {
    return marks_[party * seat.space->size() + package];
  }

  /// Per party and package: the talks in which the party last offered it. A new number forgets them all.
  std::vector<std::uint32_t> marks_;
  std::uint32_t talks_ = 0;
  /// Different packages received, per party.
  std::vector<std::size_t> received_;
  std::vector<PackageIndex> sent_;
  /// No package of a lower rank is unsent.
  std::size_t next_ = 0;
};

}  // namespace entente
