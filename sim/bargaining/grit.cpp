#include "sim/bargaining/grit.hpp"

#include <algorithm>
#include <limits>

#include "sim/valuation/world.hpp"

namespace entente {

void Grit::restart(const Seat& seat) {
  partners_.assign(seat.parties, {});
  started_ = false;
  course_ = {seat.tactic.step, 0};
  planned_ = course_;
}

void Grit::hear(const Seat&, std::size_t proposer, PackageIndex package, double) {
  partners_[proposer].latest = package;
  partners_[proposer].heard = true;
}

double Grit::answer(const Seat& seat) const {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t p = 0; p < partners_.size(); ++p) {
    if (p == seat.self) continue;
    const Partner& partner = partners_[p];
    const double change =
        partner.marked ? seat.ranking->value(partner.latest) - seat.ranking->value(partner.mark) : 0;
    least = std::min(least, change);
  }
  return least;
}

double Grit::demand(const Seat& seat, const Moment&) {
  planned_ = course_;
  if (!started_) return seat.ranking->at_share(seat.tactic.initial);
  const double change = answer(seat);
  double wanted = last_;
  if (change > kTie) {
    planned_ = {course_.step + seat.tactic.step, 0};
    wanted -= planned_.step;
  } else if (change < -kTie) {
    planned_ = {seat.tactic.step, 0};
    wanted -= change;
  } else if (course_.unanswered < seat.tactic.unanswered) {
    ++planned_.unanswered;
    wanted -= course_.step;
  }
  const double least = seat.ranking->at_share(seat.tactic.final);
  return std::clamp(wanted, least, std::max(least, seat.ranking->highest()));
}

void Grit::offered(const Seat&, double demand, PackageIndex) {
  last_ = demand;
  started_ = true;
  course_ = planned_;
  for (Partner& partner : partners_) {
    partner.mark = partner.latest;
    partner.marked = partner.heard;
  }
}

}  // namespace entente
