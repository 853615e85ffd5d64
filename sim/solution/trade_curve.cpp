#include "sim/solution/trade_curve.hpp"

#include <algorithm>
#include <cmath>

namespace entente {

namespace {

/// The slice at which the first actor gets most and, of several, the second most.
std::size_t best_for_first(const SliceValues& values) {
  return static_cast<std::size_t>(std::ranges::max_element(values) - values.begin());
}

/// The next corner of the concave hull: of the slices that are better for the second, the one that costs the
/// first least for each unit gained; of several the farthest. `from` itself at the second's best.
std::size_t next_corner(const SliceValues& values, std::size_t from) {
  std::size_t best = from;
  for (std::size_t to = 0; to < values.size(); ++to) {
    const double gain = values[to][1] - values[from][1];
    if (!(gain > 0)) continue;
    const double loss = values[from][0] - values[to][0];
    const double best_gain = values[best][1] - values[from][1];
    const double best_loss = values[from][0] - values[best][0];
    const double difference = loss * best_gain - best_loss * gain;
    if (best == from || difference < 0 || (difference == 0 && gain > best_gain)) best = to;
  }
  return best;
}

/// Whether slice `middle` lies on the straight line from slice `a` to slice `b`.
bool on_line(const SliceValues& values, std::size_t a, std::size_t middle, std::size_t b, double tolerance) {
  const double run = values[b][1] - values[a][1];
  const double share = (values[middle][1] - values[a][1]) / run;
  const double expected = values[a][0] + share * (values[b][0] - values[a][0]);
  return share >= 0 && share <= 1 && std::abs(values[middle][0] - expected) <= tolerance;
}

/// Appends the edges from corner `a` to corner `b`, slice by slice; false where the values leave the line.
bool append_edges(std::vector<TradeCurve::Edge>& edges, std::size_t issue, const SliceValues& values,
                  std::size_t a, std::size_t b, double tolerance) {
  const double slices = static_cast<double>(values.size() - 1);
  const std::size_t count = a < b ? b - a : a - b;
  std::size_t from = a;
  for (std::size_t k = 1; k <= count; ++k) {
    const std::size_t to = a < b ? a + k : a - k;
    if (!on_line(values, a, to, b, tolerance) || values[to][1] < values[from][1]) return false;
    const TwoUtilities step{values[to][0] - values[from][0], values[to][1] - values[from][1]};
    if (step[1] > 0) {
      edges.push_back({issue, static_cast<double>(from) / slices, static_cast<double>(to) / slices, step});
      from = to;
    }
  }
  return true;
}

}  // namespace

std::optional<TradeCurve> TradeCurve::through(TwoUtilities base, std::span<const SliceValues> issues,
                                              double tolerance) {
  TradeCurve curve;
  std::vector<std::vector<Edge>> of_issue(issues.size());
  for (std::size_t issue = 0; issue < issues.size(); ++issue) {
    const SliceValues& values = issues[issue];
    std::size_t corner = best_for_first(values);
    const double slices = static_cast<double>(std::max<std::size_t>(values.size(), 2) - 1);
    curve.start_.push_back(static_cast<double>(corner) / slices);
    base[0] += values[corner][0];
    base[1] += values[corner][1];
    for (std::size_t next = next_corner(values, corner); next != corner;
         corner = next, next = next_corner(values, corner)) {
      if (!append_edges(of_issue[issue], issue, values, corner, next, tolerance)) return std::nullopt;
    }
  }
  // Merged by the first's loss for a unit of the second's gain. The edges of one issue stay in order, even
  // where rounding makes the slopes of its slices differ.
  curve.vertices_.push_back(base);
  std::vector<std::size_t> done(issues.size(), 0);
  while (true) {
    const Edge* cheapest = nullptr;
    for (std::size_t issue = 0; issue < issues.size(); ++issue) {
      if (done[issue] == of_issue[issue].size()) continue;
      const Edge& edge = of_issue[issue][done[issue]];
      if (!cheapest || edge.step[0] * cheapest->step[1] > cheapest->step[0] * edge.step[1]) cheapest = &edge;
    }
    if (!cheapest) return curve;
    ++done[cheapest->issue];
    base[0] += cheapest->step[0];
    base[1] += cheapest->step[1];
    curve.edges_.push_back(*cheapest);
    curve.vertices_.push_back(base);
  }
}

std::vector<double> TradeCurve::amounts(std::size_t e, double s) const {
  std::vector<double> result = start_;
  for (std::size_t k = 0; k < e; ++k) result[edges_[k].issue] = edges_[k].amount_to;
  if (e < edges_.size()) {
    const Edge& edge = edges_[e];
    result[edge.issue] = edge.amount_from + s * (edge.amount_to - edge.amount_from);
  }
  return result;
}

}  // namespace entente
