#include "sim/bargaining/micro.hpp"

#include <algorithm>
#include <limits>

#include "sim/valuation/world.hpp"

namespace entente {

void Micro::restart(const Seat& seat) {
  marks_.resize(seat.parties * seat.space->size());
  ++talks_;
  received_.assign(seat.parties, 0);
  sent_.clear();
  sent_.reserve(seat.space->size());
  next_ = 0;
}

void Micro::hear(const Seat& seat, std::size_t proposer, PackageIndex package, double) {
  std::uint32_t& last = mark(seat, proposer, package);
  if (last == talks_) return;
  last = talks_;
  ++received_[proposer];
}

bool Micro::ready(const Seat& seat) {
  const Ranking& ranking = *seat.ranking;
  while (next_ < ranking.size() && mark(seat, seat.self, ranking.package(next_)) == talks_) ++next_;
  if (next_ >= ranking.size()) return false;
  for (std::size_t p = 0; p < seat.parties; ++p) {
    if (p != seat.self && received_[p] < sent_.size()) return false;
  }
  return true;
}

double Micro::demand(const Seat& seat, const Moment&) {
  if (ready(seat)) return seat.ranking->value_at(next_);
  double least = seat.ranking->highest();
  for (const PackageIndex x : sent_) least = std::min(least, seat.ranking->value(x));
  return std::max(least, seat.ranking->reservation());
}

PackageIndex Micro::pick(const Seat& seat, const Moment& moment, double) {
  return ready(seat) ? seat.ranking->package(next_) : repeat(seat, moment);
}

PackageIndex Micro::repeat(const Seat& seat, const Moment& moment) const {
  // What was offered under other values may no longer be worth the reservation.
  const Ranking& ranking = *seat.ranking;
  const auto stands = [&](PackageIndex x) {
    return ranking.allowed(x) && ranking.value(x) >= ranking.reservation() - kTie;
  };
  const auto standing = static_cast<double>(std::ranges::count_if(sent_, stands));
  if (standing == 0) return ranking.package(0);
  const double u = seat.random.uniform({seat.name, Purpose::Repetition, moment.turn, 0});
  auto left = static_cast<std::size_t>(u * standing);
  for (const PackageIndex x : sent_) {
    if (stands(x) && left-- == 0) return x;
  }
  return ranking.package(0);
}

void Micro::offered(const Seat& seat, double, PackageIndex package) {
  std::uint32_t& last = mark(seat, seat.self, package);
  if (last == talks_) return;
  last = talks_;
  sent_.push_back(package);
}

}  // namespace entente
