#include "sim/solution/divisible.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"
#include "sim/solution/cells.hpp"
#include "sim/solution/envelope.hpp"
#include "sim/valuation/world.hpp"

namespace entente {

namespace {

/// The individually rational part of an edge of a cell's curve: shares low to high of the edge.
struct RationalPart {
  std::size_t edge = 0;
  TwoUtilities from{};
  TwoUtilities step{};
  double low = 0;
  double high = 0;

  TwoUtilities at(double s) const { return {from[0] + s * step[0], from[1] + s * step[1]}; }
};

/// In the order of the curve; empty where no point of the cell is rational.
std::vector<RationalPart> rational_parts(const DividedCell& cell, const std::vector<double>& d,
                                         const std::vector<double>& tolerance) {
  std::vector<RationalPart> parts;
  const std::size_t edges = cell.curve.edges().size();
  for (std::size_t e = 0; e < edges; ++e) {
    RationalPart part{e, cell.curve.vertex(e), cell.curve.edges()[e].step, 0, 1};
    part.low = std::max(0.0, (d[1] - part.from[1]) / part.step[1]);
    if (part.step[0] < 0) part.high = std::min(1.0, (d[0] - part.from[0]) / part.step[0]);
    if (part.low <= part.high && (part.step[0] < 0 || part.from[0] >= d[0])) parts.push_back(part);
  }
  // A corner that only just is rational, or a cell without edges.
  for (std::size_t v = 0; parts.empty() && v <= edges; ++v) {
    const TwoUtilities& u = cell.curve.vertex(v);
    if (u[0] >= d[0] - tolerance[0] && u[1] >= d[1] - tolerance[1]) parts.push_back({v, u, {0, 0}, 0, 0});
  }
  return parts;
}

DividedPoint point_of(const DividedCell& cell, const RationalPart& part, double s) {
  return {part.at(s), cell.package, cell.curve.amounts(part.edge, s)};
}

/// The best point of a concave chain: `balance` gives where on an edge what is maximised would be greatest if
/// the edge went on for ever, and the first edge on which that is not beyond the end holds it.
template <typename Balance>
DividedPoint best_on(const DividedCell& cell, const std::vector<RationalPart>& parts, Balance balance) {
  for (const RationalPart& part : parts) {
    const double s = balance(part);
    if (s < part.high || &part == &parts.back()) {
      return point_of(cell, part, std::clamp(s, part.low, part.high));
    }
  }
  return {};
}

bool same(const TwoUtilities& a, const TwoUtilities& b, const std::vector<double>& tolerance) {
  return std::abs(a[0] - b[0]) <= tolerance[0] && std::abs(a[1] - b[1]) <= tolerance[1];
}

/// The least distance from (1, 1) of u_i/M_i on the frontier; an actor whose M_i is not above 0 is left out.
double least_opposition(const std::vector<DividedSegment>& frontier, const ProblemFacts& facts) {
  double nearest = std::numeric_limits<double>::infinity();
  for (const DividedSegment& part : frontier) {
    TwoUtilities missing{};
    TwoUtilities step{};
    for (std::size_t i = 0; i < 2; ++i) {
      if (facts.highest[i] <= facts.tolerance[i]) continue;
      missing[i] = 1 - part.from.utilities[i] / facts.highest[i];
      step[i] = (part.to.utilities[i] - part.from.utilities[i]) / facts.highest[i];
    }
    const double length = step[0] * step[0] + step[1] * step[1];
    const double along = missing[0] * step[0] + missing[1] * step[1];
    const double s = length > 0 ? std::clamp(along / length, 0.0, 1.0) : 0;
    const TwoUtilities left{missing[0] - s * step[0], missing[1] - s * step[1]};
    nearest = std::min(nearest, std::sqrt(left[0] * left[0] + left[1] * left[1]));
  }
  return frontier.empty() ? std::numeric_limits<double>::quiet_NaN() : nearest;
}

/// Keeps the candidates that tie with the best, one of those that are worth the same.
DividedSolution best_of(std::vector<DividedPoint> candidates, const std::vector<double>& tolerance,
                        const std::function<double(const TwoUtilities&)>& score, double slack,
                        bool relative = false) {
  DividedSolution result{-std::numeric_limits<double>::infinity(), {}};
  for (const DividedPoint& it : candidates) result.value = std::max(result.value, score(it.utilities));
  if (candidates.empty()) result.value = std::numeric_limits<double>::quiet_NaN();
  for (DividedPoint& it : candidates) {
    if (score(it.utilities) < result.value - slack * (relative ? result.value : 1)) continue;
    const bool known = std::ranges::any_of(
        result.points, [&](const DividedPoint& p) { return same(p.utilities, it.utilities, tolerance); });
    if (!known) result.points.push_back(std::move(it));
  }
  return result;
}

}  // namespace

std::variant<DividedSolutions, std::string> divided_solutions(const BargainingProblem& problem,
                                                              const PackageSpace& space,
                                                              std::span<const std::size_t> divisible,
                                                              std::span<const double> weights) {
  const ProblemFacts facts = facts_of(problem);
  auto read = divided_cells(problem, facts, space, divisible);
  if (auto* reason = std::get_if<std::string>(&read)) return std::move(*reason);
  require(weights.empty() || (weights.size() == 2 && weights[0] > 0 && weights[1] > 0),
          "two weights above 0");
  const std::vector<DividedCell>& cells = std::get<std::vector<DividedCell>>(read);
  const std::vector<double>& d = problem.disagreement;
  const std::vector<double>& tolerance = facts.tolerance;
  const TwoUtilities w = weights.empty() ? TwoUtilities{1, 1} : TwoUtilities{weights[0], weights[1]};

  DividedSolutions s;
  s.ideal = {d[0], d[1]};
  std::vector<std::vector<RationalPart>> parts;
  std::vector<std::vector<EnvelopePiece>> curves;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    parts.push_back(rational_parts(cells[c], d, tolerance));
    if (parts[c].empty()) continue;
    s.ideal[0] = std::max(s.ideal[0], parts[c].front().at(parts[c].front().low)[0]);
    s.ideal[1] = std::max(s.ideal[1], parts[c].back().at(parts[c].back().high)[1]);
    std::vector<EnvelopePiece> pieces;
    for (std::size_t k = parts[c].size(); k-- > 0;) {
      const RationalPart& part = parts[c][k];
      pieces.push_back({part.at(part.high), part.at(part.low), c, k});
    }
    curves.push_back(std::move(pieces));
  }

  const TwoUtilities most{s.ideal[0] - d[0], s.ideal[1] - d[1]};
  const auto gain = [&](const TwoUtilities& u, std::size_t i) {
    return u[i] - d[i] > tolerance[i] ? u[i] - d[i] : 0;
  };
  const auto share = [&](const TwoUtilities& u, std::size_t i) {
    return most[i] > tolerance[i] ? std::max(0.0, u[i] - d[i]) / most[i] : kInfinity;
  };
  std::vector<DividedPoint> nash, egalitarian, kalai_smorodinsky, utilitarian;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    if (parts[c].empty()) continue;
    // w_1·ln g_1 + w_2·ln g_2 along an edge: its derivative is 0 where w_1·e_1·g_2 + w_2·e_2·g_1 = 0.
    nash.push_back(best_on(cells[c], parts[c], [&](const RationalPart& part) {
      const double product = (w[0] + w[1]) * part.step[0] * part.step[1];
      const double g1 = part.from[0] - d[0];
      const double g2 = part.from[1] - d[1];
      return product < 0 ? -(w[0] * part.step[0] * g2 + w[1] * part.step[1] * g1) / product : kInfinity;
    }));
    const auto crossing = [&](const RationalPart& part, double unit1, double unit2) {
      const double ahead = (part.from[0] - d[0]) / unit1 - (part.from[1] - d[1]) / unit2;
      const double closing = part.step[1] / unit2 - part.step[0] / unit1;
      return closing > 0 ? ahead / closing : kInfinity;
    };
    egalitarian.push_back(
        best_on(cells[c], parts[c], [&](const RationalPart& part) { return crossing(part, 1, 1); }));
    kalai_smorodinsky.push_back(best_on(cells[c], parts[c], [&](const RationalPart& part) {
      if (most[0] <= tolerance[0]) return kInfinity;
      if (most[1] <= tolerance[1]) return -kInfinity;
      return crossing(part, most[0], most[1]);
    }));
    for (const RationalPart& part : parts[c]) {
      utilitarian.push_back(point_of(cells[c], part, part.low));
      utilitarian.push_back(point_of(cells[c], part, part.high));
    }
  }
  const double slack = std::max(tolerance[0], tolerance[1]);
  s.nash = best_of(
      std::move(nash), tolerance,
      [&](const TwoUtilities& u) {
        return weights.empty() ? gain(u, 0) * gain(u, 1)
                               : portable_pow(gain(u, 0), w[0]) * portable_pow(gain(u, 1), w[1]);
      },
      kTie, true);
  s.egalitarian = best_of(
      std::move(egalitarian), tolerance,
      [&](const TwoUtilities& u) { return std::min(gain(u, 0), gain(u, 1)); }, slack);
  s.kalai_smorodinsky = best_of(
      std::move(kalai_smorodinsky), tolerance,
      [&](const TwoUtilities& u) {
        const double least = std::min(share(u, 0), share(u, 1));
        return least < kInfinity ? least : 0;
      },
      kTie);
  s.utilitarian = best_of(
      std::move(utilitarian), tolerance, [&](const TwoUtilities& u) { return w[0] * u[0] + w[1] * u[1]; },
      w[0] * tolerance[0] + w[1] * tolerance[1]);

  std::vector<EnvelopePiece> pieces = upper_envelope(std::move(curves), slack);
  std::ranges::reverse(pieces);
  for (const EnvelopePiece& piece : pieces) {
    const RationalPart& part = parts[piece.curve][piece.edge];
    const auto place = [&](const TwoUtilities& u) {
      return part.step[1] > 0 ? std::clamp((u[1] - part.from[1]) / part.step[1], part.low, part.high)
                              : part.low;
    };
    s.frontier.push_back({point_of(cells[piece.curve], part, place(piece.right)),
                          point_of(cells[piece.curve], part, place(piece.left))});
  }
  s.opposition = least_opposition(s.frontier, facts);
  return s;
}

}  // namespace entente
