#include "sim/bargaining/rational_cells.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace entente {
namespace {

const OptionTable& table_of(const RationalGame& game, std::size_t function) {
  const std::size_t parties = game.parties.size();
  return function < parties ? game.parties[function].tables : game.limits[function - parties].table;
}

bool is_allowed(const RationalGame& game, PackageIndex package) {
  return game.allowed.empty() || game.allowed[package] != 0;
}

}  // namespace

RationalCells::RationalCells(const RationalGame& game)
    : space_(game.space),
      parties_(game.parties.size()),
      functions_(game.parties.size() + game.limits.size()) {
  for (std::size_t k = 0; k < space_.issues(); ++k) {
    if (game.is_divisible(k)) divisible_.push_back(k);
  }
  const auto lowest_corner = [&](PackageIndex package) {
    for (const std::size_t k : divisible_) package = space_.with(package, k, 0);
    return package;
  };
  bool amounts_matter = false;
  for (PackageIndex x = 0; x < space_.packages() && !divisible_.empty(); ++x) {
    amounts_matter = amounts_matter || is_allowed(game, x) != is_allowed(game, lowest_corner(x));
  }
  std::vector<std::vector<Interval>> choices;
  for (const std::size_t k : divisible_) choices.push_back(intervals(game, k, amounts_matter));

  std::vector<Interval> cell(dimensions());
  std::vector<std::size_t> chosen(dimensions(), 0);
  for (PackageIndex x = 0; x < space_.packages(); ++x) {
    if (x != lowest_corner(x)) continue;
    // Every combination of intervals, the first divisible issue fastest.
    for (std::size_t d = 0; d < dimensions() || dimensions() == 0;) {
      PackageIndex corner = x;
      for (std::size_t e = 0; e < dimensions(); ++e) {
        cell[e] = choices[e][chosen[e]];
        corner = space_.with(corner, divisible_[e], cell[e].low);
      }
      add(game, corner, cell);
      if (dimensions() == 0) break;
      for (d = 0; d < dimensions() && ++chosen[d] == choices[d].size(); ++d) chosen[d] = 0;
    }
  }
}

double RationalCells::value(const RationalGame& game, std::size_t function, PackageIndex package) const {
  if (function < parties_ && !game.parties[function].values.empty()) {
    return game.parties[function].values[package];
  }
  const OptionTable& table = table_of(game, function);
  double sum = 0;
  for (std::size_t k = 0; k < table.size(); ++k) sum += table[k][space_.option(package, k)];
  return sum;
}

bool RationalCells::linear(const RationalGame& game, std::size_t issue, Interval interval) const {
  for (std::size_t f = 0; f < functions_; ++f) {
    const std::vector<double>& values = table_of(game, f)[issue];
    const double low = values[interval.low];
    const double rise = values[interval.high] - low;
    // Slices such as 0.1, 0.2, 0.3 are not equal to the last bit.
    const double rounding = 1e-15 * (1 + std::fabs(low) + std::fabs(rise));
    for (std::uint32_t o = interval.low + 1; o < interval.high; ++o) {
      const double part = static_cast<double>(o - interval.low) / (interval.high - interval.low);
      if (!(std::fabs(values[o] - (low + part * rise)) <= rounding)) return false;
    }
  }
  return true;
}

std::vector<RationalCells::Interval> RationalCells::intervals(const RationalGame& game, std::size_t issue,
                                                              bool amounts_matter) const {
  std::vector<Interval> result;
  const std::uint32_t last = space_.options(issue) - 1;
  for (std::uint32_t low = 0; low < last;) {
    std::uint32_t high = low + 1;
    while (!amounts_matter && high < last && linear(game, issue, {low, high + 1})) ++high;
    if (amounts_matter) result.push_back({low, low});
    result.push_back({low, high});
    low = high;
  }
  if (amounts_matter) result.push_back({last, last});
  return result;
}

void RationalCells::add(const RationalGame& game, PackageIndex corner, const std::vector<Interval>& cell) {
  for (std::uint32_t ends = 0; ends < std::uint32_t{1} << dimensions(); ++ends) {
    PackageIndex x = corner;
    for (std::size_t d = 0; d < dimensions(); ++d) {
      if ((ends >> d & 1) != 0) x = space_.with(x, divisible_[d], cell[d].high);
    }
    if (!is_allowed(game, x)) return;
  }
  packages_.push_back(corner);
  intervals_.insert(intervals_.end(), cell.begin(), cell.end());
  for (std::size_t f = 0; f < functions_; ++f) {
    bases_.push_back(value(game, f, corner));
    for (std::size_t d = 0; d < dimensions(); ++d) {
      const std::vector<double>& values = table_of(game, f)[divisible_[d]];
      slopes_.push_back(values[cell[d].high] - values[cell[d].low]);
    }
  }
}

double RationalCells::highest(std::size_t cell, std::size_t function) const {
  double sum = base(cell, function);
  for (std::size_t d = 0; d < dimensions(); ++d) sum += std::max(0.0, slope(cell, function, d));
  return sum;
}

double RationalCells::lowest(std::size_t cell, std::size_t function) const {
  double sum = base(cell, function);
  for (std::size_t d = 0; d < dimensions(); ++d) sum += std::min(0.0, slope(cell, function, d));
  return sum;
}

RationalOffer RationalCells::offer(std::size_t cell, const std::vector<double>& shares) const {
  RationalOffer result;
  result.package = packages_[cell];
  for (std::size_t d = 0; d < dimensions(); ++d) {
    const Interval& interval = intervals_[cell * dimensions() + d];
    const std::uint32_t last = space_.options(divisible_[d]) - 1;
    const double place = interval.low + shares[d] * (interval.high - interval.low);
    result.amounts.push_back(place / last);
    const auto option = static_cast<std::uint32_t>(std::floor(place + kRationalTolerance));
    result.package = space_.with(result.package, divisible_[d], std::min(option, last));
  }
  for (std::size_t i = 0; i < parties_; ++i) {
    double utility = base(cell, i);
    for (std::size_t d = 0; d < dimensions(); ++d) utility += slope(cell, i, d) * shares[d];
    result.utilities.push_back(utility);
  }
  return result;
}

}  // namespace entente
