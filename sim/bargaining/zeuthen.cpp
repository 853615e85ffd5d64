#include "sim/bargaining/zeuthen.hpp"

#include <algorithm>
#include <limits>

#include "sim/core/error.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

void Zeuthen::restart(const Seat& seat) {
  require(others_.size() == seat.parties, "Zeuthen's strategy needs a belief about every party");
  last_.assign(seat.parties, {});
  started_ = false;
  revalue(seat);
}

void Zeuthen::revalue(const Seat& seat) {
  // In the order of the parties' numbers, so that all who believe the same compute the same products.
  products_.assign(seat.space->size(), 1.0);
  for (std::size_t p = 0; p < seat.parties; ++p) {
    const bool self = p == seat.self;
    require(self || others_[p].values.size() == products_.size(),
            "Zeuthen's strategy needs a believed value of every package");
    const double reservation = self ? seat.ranking->reservation() : others_[p].reservation;
    for (PackageIndex x = 0; x < products_.size(); ++x) {
      const double gain = (self ? seat.ranking->value(x) : others_[p].values[x]) - reservation;
      products_[x] = products_[x] < 0 || gain < -kTie ? -1 : products_[x] * std::max(0.0, gain);
    }
  }
  // What it offered stands, at its new rank; the best where it is no longer worth the reservation.
  own_ = 0;
  for (std::size_t rank = 0; started_ && rank < seat.ranking->size(); ++rank) {
    if (seat.ranking->package(rank) == own_package_) own_ = rank;
  }
  planned_ = own_;
}

void Zeuthen::hear(const Seat&, std::size_t proposer, PackageIndex package, double) {
  last_[proposer] = {package, true};
  latest_ = proposer;
}

double Zeuthen::demand(const Seat& seat, const Moment&) {
  const Ranking& ranking = *seat.ranking;
  planned_ = own_;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t p = 0; p < last_.size(); ++p) {
    if (p != seat.self && last_[p].heard) least = std::min(least, products_[last_[p].package]);
  }
  if (!started_ || products_[ranking.package(own_)] > least) return ranking.value_at(own_);
  for (std::size_t rank = own_ + 1; rank < ranking.size(); ++rank) {
    if (products_[ranking.package(rank)] > least) {
      planned_ = rank;
      return ranking.value_at(rank);
    }
  }
  // Nothing is better for all than what lies on the table.
  const double on_table = ranking.value(last_[latest_].package);
  return std::clamp(on_table, ranking.reservation(), std::max(ranking.reservation(), ranking.value_at(own_)));
}

void Zeuthen::offered(const Seat&, double, PackageIndex package) {
  own_package_ = package;
  own_ = planned_;
  started_ = true;
}

}  // namespace entente
