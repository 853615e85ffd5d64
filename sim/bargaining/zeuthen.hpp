#pragma once

#include <span>
#include <vector>

#include "sim/bargaining/seat.hpp"

namespace entente {

/// What a party believes to be another's side: its utility of every package, and what it gets without
/// agreement.
struct Counterpart {
  std::span<const double> values;
  double reservation = 0;
};

/// Monotonic concession by Zeuthen's rule (F. Zeuthen, Problems of Monopoly and Economic Warfare, 1930; J. S.
/// Rosenschein and G. Zlotkin, Rules of Encounter, 1994). With x_i the parties' latest offers, d_i their
/// reservations, the party that risks less by insisting,
///
///     risk_i = (u_i(x_i) − u_i(x_j))/(u_i(x_i) − d_i),
///
/// concedes, just enough that the other must. For two parties risk_i ≤ risk_j iff N(x_i) ≤ N(x_j), N the Nash
/// product Π_k (u_k − d_k), below any product where somebody would get less than d_k (J. C. Harsanyi,
/// Approaches to the bargaining problem before and after the theory of games, Econometrica 24, 1956), and so
/// it is computed: the party whose N(x_i) is no larger than the least N among the others' offers takes the
/// package that it likes best among those with a larger N than that. Where none is left it asks for what it
/// has been offered. With several parties this is U. Endriss, Monotonic concession protocols for multilateral
/// negotiation (AAMAS 2006), with the product as the measure of who must concede. Ends at a maximum of N
/// where beliefs are true.
///
/// N is by the party's own beliefs. Time plays no part, nor do `initial` and `final`.
class Zeuthen {
 public:
  /// Whom the others are believed to be, by their number; the entry of the party itself is not read. The
  /// values must outlive the talks. Call revalue or restart when they change.
  void believe(std::span<const Counterpart> others) { others_.assign(others.begin(), others.end()); }

  /// Throws Error where a belief is missing.
  void restart(const Seat& seat);
  void revalue(const Seat& seat);
  void hear(const Seat&, std::size_t proposer, PackageIndex package, double);
  double demand(const Seat& seat, const Moment&);
  PackageIndex pick(const Seat& seat, const Moment&, double) const { return seat.ranking->package(planned_); }
  void offered(const Seat&, double, PackageIndex package);

 private:
  struct Last {
    PackageIndex package = 0;
    bool heard = false;
  };

  std::vector<Counterpart> others_;
  /// N of every package.
  std::vector<double> products_;
  std::vector<Last> last_;
  std::size_t latest_ = 0;
  /// Its last offer, that one's rank, and the rank of the one that it would make.
  PackageIndex own_package_ = 0;
  std::size_t own_ = 0;
  std::size_t planned_ = 0;
  bool started_ = false;
};

}  // namespace entente
