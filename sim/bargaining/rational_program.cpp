#include "sim/bargaining/rational_program.hpp"

#include <ClpSimplex.hpp>
#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "sim/bargaining/rational_game.hpp"
#include "sim/core/error.hpp"

namespace entente {
namespace {

constexpr int kNoPerturbation = 100;
constexpr int kNoScaling = 0;
constexpr double kMaximise = -1;

ClpSimplex solver_of(const ShareProgram& program) {
  const std::size_t columns = program.own.size();
  const std::size_t rows = program.rows.size();
  std::vector<CoinBigIndex> starts;
  std::vector<int> indices;
  std::vector<double> elements;
  for (std::size_t k = 0; k <= columns; ++k) {
    starts.push_back(static_cast<CoinBigIndex>(elements.size()));
    for (std::size_t r = 0; k < columns && r < rows; ++r) {
      if (program.rows[r].coefficients[k] == 0) continue;
      indices.push_back(static_cast<int>(r));
      elements.push_back(program.rows[r].coefficients[k]);
    }
  }
  const std::vector<double> zeros(columns, 0);
  const std::vector<double> ones(columns, 1);
  std::vector<double> lower;
  std::vector<double> upper;
  for (const ShareProgram::Row& row : program.rows) {
    lower.push_back(std::max(row.lower, -COIN_DBL_MAX));
    upper.push_back(std::min(row.upper, COIN_DBL_MAX));
  }
  ClpSimplex solver;
  solver.setLogLevel(0);
  solver.setPerturbation(kNoPerturbation);
  solver.scaling(kNoScaling);
  solver.setPrimalTolerance(kRationalTolerance);
  solver.setDualTolerance(kRationalTolerance);
  solver.setOptimizationDirection(kMaximise);
  solver.loadProblem(static_cast<int>(columns), static_cast<int>(rows), starts.data(), indices.data(),
                     elements.data(), zeros.data(), ones.data(), program.own.data(), lower.data(),
                     upper.data());
  return solver;
}

/// Keeps the solver on the optima of its present objective: what has a reduced cost stays at its bound. Says
/// whether that leaves a choice.
bool keep_to_optima(ClpSimplex& solver) {
  bool choice = false;
  for (int k = 0; k < solver.numberColumns(); ++k) {
    if (solver.getColumnStatus(k) == ClpSimplex::basic) continue;
    if (solver.columnLower()[k] == solver.columnUpper()[k]) continue;
    if (std::fabs(solver.getReducedCost()[k]) <= kRationalTolerance) {
      choice = true;
    } else if (solver.getColumnStatus(k) == ClpSimplex::atUpperBound) {
      solver.setColumnLower(k, solver.columnUpper()[k]);
    } else {
      solver.setColumnUpper(k, solver.columnLower()[k]);
    }
  }
  for (int r = 0; r < solver.numberRows(); ++r) {
    if (solver.getRowStatus(r) == ClpSimplex::basic) continue;
    if (solver.rowLower()[r] == solver.rowUpper()[r]) continue;
    if (std::fabs(solver.getRowPrice()[r]) <= kRationalTolerance) {
      choice = true;
    } else if (std::fabs(solver.getRowActivity()[r] - solver.rowUpper()[r]) <
               std::fabs(solver.getRowActivity()[r] - solver.rowLower()[r])) {
      solver.setRowLower(r, solver.rowUpper()[r]);
    } else {
      solver.setRowUpper(r, solver.rowLower()[r]);
    }
  }
  return choice;
}

/// The vertex of the solver's last basis, solved for afresh: Clp takes its tolerance as slack, and an offer
/// would be off by as much.
std::vector<double> vertex(const ClpSimplex& solver, const ShareProgram& program) {
  std::vector<double> shares(program.own.size());
  std::vector<std::size_t> basic;
  std::vector<std::size_t> tight;
  for (std::size_t k = 0; k < shares.size(); ++k) {
    const int column = static_cast<int>(k);
    if (solver.getColumnStatus(column) == ClpSimplex::basic) {
      basic.push_back(k);
    } else {
      shares[k] = solver.getColSolution()[k] > 0.5 ? 1 : 0;
    }
  }
  for (std::size_t r = 0; r < program.rows.size(); ++r) {
    if (solver.getRowStatus(static_cast<int>(r)) != ClpSimplex::basic) tight.push_back(r);
  }
  require(basic.size() == tight.size(), "a basis is square");
  const auto n = static_cast<Eigen::Index>(basic.size());
  Eigen::MatrixXd system(n, n);
  Eigen::VectorXd missing(n);
  for (Eigen::Index r = 0; r < n; ++r) {
    const ShareProgram::Row& row = program.rows[tight[static_cast<std::size_t>(r)]];
    const double activity = solver.getRowActivity()[tight[static_cast<std::size_t>(r)]];
    missing(r) = std::fabs(activity - row.lower) < std::fabs(activity - row.upper) ? row.lower : row.upper;
    for (std::size_t k = 0; k < shares.size(); ++k) missing(r) -= row.coefficients[k] * shares[k];
    for (Eigen::Index b = 0; b < n; ++b) system(r, b) = row.coefficients[basic[static_cast<std::size_t>(b)]];
  }
  const Eigen::VectorXd solved = system.partialPivLu().solve(missing);
  for (Eigen::Index b = 0; b < n; ++b) {
    shares[basic[static_cast<std::size_t>(b)]] = std::clamp(solved(b), 0.0, 1.0);
  }
  return shares;
}

}  // namespace

std::optional<std::vector<double>> best_shares(const ShareProgram& program) {
  ClpSimplex solver = solver_of(program);
  solver.primal();
  if (solver.isProvenPrimalInfeasible()) return std::nullopt;
  require(solver.isProvenOptimal(), "a bounded linear program has an optimum");
  const int columns = solver.numberColumns();
  // First what the others gain, then each share in turn, the smaller the better.
  for (int stage = -1; stage < columns && keep_to_optima(solver); ++stage) {
    for (int k = 0; k < columns; ++k) {
      const double share = k == stage ? -1.0 : 0.0;
      solver.setObjectiveCoefficient(k, stage < 0 ? program.others[static_cast<std::size_t>(k)] : share);
    }
    solver.primal();
    require(solver.isProvenOptimal(), "the optima of a linear program are not empty");
  }
  return vertex(solver, program);
}

std::optional<std::vector<double>> best_shares(std::span<const double> own, std::span<const double> other,
                                               double needed) {
  std::vector<double> shares(own.size());
  double reached = 0;
  // A share can be moved in the other's favour: down if it likes less of it, else up.
  struct Concession {
    double price = 0;
    double gain = 0;
    std::size_t share = 0;
  };
  std::vector<Concession> concessions;
  for (std::size_t k = 0; k < own.size(); ++k) {
    shares[k] = own[k] > 0 || (own[k] == 0 && other[k] > 0) ? 1 : 0;
    reached += shares[k] * other[k];
    const bool moves = shares[k] == 1 ? other[k] < 0 : other[k] > 0;
    if (moves) concessions.push_back({std::fabs(own[k] / other[k]), std::fabs(other[k]), k});
  }
  // At equal prices the first shares become as small as can be: down from the front, then up from the back.
  std::sort(concessions.begin(), concessions.end(), [&](const Concession& a, const Concession& b) {
    if (a.price != b.price) return a.price < b.price;
    if (shares[a.share] != shares[b.share]) return shares[a.share] == 1;
    return shares[a.share] == 1 ? a.share < b.share : a.share > b.share;
  });
  for (const Concession& concession : concessions) {
    const double missing = needed - reached;
    if (missing <= 0) return shares;
    const double moved = std::min(1.0, missing / concession.gain);
    shares[concession.share] += shares[concession.share] == 1 ? -moved : moved;
    reached += moved * concession.gain;
  }
  if (needed - reached > kRationalTolerance) return std::nullopt;
  return shares;
}

}  // namespace entente
