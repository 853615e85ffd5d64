#include "sim/solution/share_box.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "sim/core/error.hpp"

namespace entente {
namespace {

constexpr double kShareSlack = 1e-12;

}  // namespace

bool ShareBox::possible() const {
  for (std::size_t c = 0; c < size(); ++c) {
    if (!(low[c] >= 0) || !(low[c] <= high[c])) return false;
  }
  return std::accumulate(low.begin(), low.end(), 0.0) <= 1 + kShareSlack &&
         std::accumulate(high.begin(), high.end(), 0.0) >= 1 - kShareSlack;
}

ShareBox normalised_box(std::span<const double> low, std::span<const double> high) {
  const double all_low = std::accumulate(low.begin(), low.end(), 0.0);
  const double all_high = std::accumulate(high.begin(), high.end(), 0.0);
  require(all_high > 0, "a weight above 0");
  ShareBox box;
  for (std::size_t c = 0; c < low.size(); ++c) {
    const double others_high = all_high - high[c];
    const double others_low = all_low - low[c];
    box.low.push_back(low[c] > 0 ? low[c] / (low[c] + others_high) : 0.0);
    box.high.push_back(high[c] > 0 ? high[c] / (high[c] + std::max(0.0, others_low)) : 0.0);
  }
  return box;
}

double largest_mix(const ShareBox& box, std::span<const double> values, std::vector<double>& shares) {
  constexpr std::size_t kInline = 32;
  std::array<std::size_t, kInline> few;
  std::vector<std::size_t> many;
  if (box.size() > kInline) many.resize(box.size());
  const std::span<std::size_t> order =
      many.empty() ? std::span(few).first(box.size()) : std::span<std::size_t>(many);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return values[a] != values[b] ? values[a] > values[b] : a < b;
  });
  shares.assign(box.low.begin(), box.low.end());
  double left = 1 - std::accumulate(box.low.begin(), box.low.end(), 0.0);
  for (const std::size_t c : order) {
    if (left <= 0) break;
    const double given = std::min(left, box.high[c] - box.low[c]);
    shares[c] += given;
    left -= given;
  }
  double sum = 0;
  for (std::size_t c = 0; c < box.size(); ++c) sum += shares[c] * values[c];
  return sum;
}

double smallest_mix(const ShareBox& box, std::span<const double> values) {
  std::vector<double> negated;
  for (const double value : values) negated.push_back(-value);
  std::vector<double> shares;
  return -largest_mix(box, negated, shares);
}

}  // namespace entente
