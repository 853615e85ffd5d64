#include "sim/bargaining/acceptance_rule.hpp"

#include <algorithm>
#include <limits>

#include "sim/valuation/world.hpp"

namespace entente {

void ReceivedOffers::restart() {
  queue_.clear();
  head_ = 0;
}

void ReceivedOffers::hear(double worth, double time) {
  while (queue_.size() > head_ && queue_.back().worth <= worth) queue_.pop_back();
  queue_.push_back({worth, time});
}

double ReceivedOffers::best(double since) {
  while (head_ < queue_.size() && queue_[head_].time < since) ++head_;
  return head_ < queue_.size() ? queue_[head_].worth : -std::numeric_limits<double>::infinity();
}

double rule_margin(const AcceptanceRule& rule, const Ranking& ranking, const OwnOffers& own,
                   ReceivedOffers& received, double worth, double time) {
  const double scaled = rule.scale * worth + rule.offset;
  switch (rule.kind) {
    case AcceptanceRule::Kind::Target:
      return worth - own.demand;
    case AcceptanceRule::Kind::Next:
      return scaled - own.next;
    case AcceptanceRule::Kind::Previous:
      return scaled - own.previous;
    case AcceptanceRule::Kind::Constant:
      return worth - rule.constant;
    case AcceptanceRule::Kind::Time:
      return worth - (time >= rule.time ? ranking.reservation() : ranking.highest());
    case AcceptanceRule::Kind::Combined:
      break;
  }
  const double next = scaled - own.next;
  if (time < rule.time) return next;
  // The offer itself is among those received, or may be the first.
  const double best = std::max(worth, received.best(time - rule.window - kTie));
  return std::max(next, worth - best);
}

}  // namespace entente
