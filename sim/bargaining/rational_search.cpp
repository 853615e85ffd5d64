#include "sim/bargaining/rational_search.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"

namespace entente {
namespace {

constexpr std::size_t kMaximumParties = 16;

bool holds(std::uint32_t set, std::size_t party) { return (set >> party & 1) != 0; }

bool same(const RationalOffer& a, const RationalOffer& b) {
  if (a.package != b.package) return false;
  for (std::size_t d = 0; d < a.amounts.size(); ++d) {
    if (std::fabs(a.amounts[d] - b.amounts[d]) > kRationalTolerance) return false;
  }
  return true;
}

}  // namespace

RationalSearch::RationalSearch(const RationalGame& game)
    : cells_(game), parties_(game.parties.size()), needed_(game.needed()), limits_(game.limits) {
  require(parties_ <= kMaximumParties, "subgame-perfect play is for at most 16 parties");
}

bool RationalSearch::beats(const Candidate& a, const Candidate& b) {
  if (std::fabs(a.own - b.own) > kRationalTolerance) return a.own > b.own;
  return a.others > b.others + kRationalTolerance;
}

RationalSearch::Candidate RationalSearch::candidate(std::size_t proposer, RationalOffer offer) const {
  Candidate result;
  for (std::size_t j = 0; j < parties_; ++j) {
    (j == proposer ? result.own : result.others) += offer.utilities[j];
  }
  result.offer = std::move(offer);
  return result;
}

std::vector<RationalOffer> RationalSearch::best(std::size_t proposer,
                                                std::span<const double> thresholds) const {
  std::vector<Candidate> found;
  for (std::uint32_t partners = 0; partners < std::uint32_t{1} << parties_; ++partners) {
    if (holds(partners, proposer) || std::popcount(partners) != static_cast<int>(needed_) - 1) continue;
    if (auto next = best_with(proposer, thresholds, partners)) found.push_back(std::move(*next));
  }
  std::vector<RationalOffer> result;
  const auto best = std::max_element(found.begin(), found.end(),
                                     [](const Candidate& a, const Candidate& b) { return beats(b, a); });
  for (const Candidate& next : found) {
    if (beats(*best, next)) continue;
    if (std::any_of(result.begin(), result.end(), [&](const auto& kept) { return same(kept, next.offer); })) {
      continue;
    }
    result.push_back(next.offer);
  }
  for (RationalOffer& offer : result) offer.probability = 1.0 / static_cast<double>(result.size());
  return result;
}

std::optional<RationalSearch::Candidate> RationalSearch::best_with(std::size_t proposer,
                                                                   std::span<const double> thresholds,
                                                                   std::uint32_t partners) const {
  std::optional<Candidate> best;
  const auto hopeless = [&](std::size_t cell) {
    if (best && cells_.highest(cell, proposer) < best->own - kRationalTolerance) return true;
    for (std::size_t j = 0; j < parties_; ++j) {
      if (holds(partners, j) && cells_.highest(cell, j) < thresholds[j] - kRationalTolerance) return true;
    }
    for (std::size_t l = 0; l < limits_.size(); ++l) {
      if (cells_.highest(cell, parties_ + l) < limits_[l].lower - kRationalTolerance) return true;
      if (cells_.lowest(cell, parties_ + l) > limits_[l].upper + kRationalTolerance) return true;
    }
    return false;
  };
  for (std::size_t cell = 0; cell < cells_.size(); ++cell) {
    if (hopeless(cell)) continue;
    const auto found = shares(cell, proposer, thresholds, partners);
    if (!found) continue;
    Candidate next = candidate(proposer, cells_.offer(cell, *found));
    if (!best || beats(next, *best)) best = std::move(next);
  }
  return best;
}

std::optional<std::vector<double>> RationalSearch::shares(std::size_t cell, std::size_t proposer,
                                                          std::span<const double> thresholds,
                                                          std::uint32_t partners) const {
  const std::size_t dimensions = cells_.dimensions();
  if (dimensions == 0) return std::vector<double>{};
  const auto slopes = [&](std::size_t function) {
    std::vector<double> result;
    for (std::size_t d = 0; d < dimensions; ++d) result.push_back(cells_.slope(cell, function, d));
    return result;
  };
  if (parties_ == 2 && limits_.empty()) {
    const std::size_t other = 1 - proposer;
    const double needed = partners == 0 ? -kInfinity : thresholds[other] - cells_.base(cell, other);
    return best_shares(slopes(proposer), slopes(other), needed);
  }
  ShareProgram program;
  program.own = slopes(proposer);
  program.others.assign(dimensions, 0);
  for (std::size_t j = 0; j < parties_; ++j) {
    if (j == proposer) continue;
    const std::vector<double> wants = slopes(j);
    for (std::size_t d = 0; d < dimensions; ++d) program.others[d] += wants[d];
    if (holds(partners, j)) program.rows.push_back({wants, thresholds[j] - cells_.base(cell, j), kInfinity});
  }
  for (std::size_t l = 0; l < limits_.size(); ++l) {
    const double base = cells_.base(cell, parties_ + l);
    program.rows.push_back({slopes(parties_ + l), limits_[l].lower - base, limits_[l].upper - base});
  }
  return best_shares(program);
}

}  // namespace entente
