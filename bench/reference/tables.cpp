#include <algorithm>
#include <cmath>
#include <utility>

#include "bench/reference/utility.hpp"

namespace entente::reference {

namespace {

/// The inverse, by Gauss-Jordan elimination with row pivoting.
Matrix inverse(Matrix a) {
  const std::size_t n = a.size();
  Matrix result(n, Vector(n, 0.0));
  for (std::size_t i = 0; i < n; ++i) result[i][i] = 1;
  for (std::size_t column = 0; column < n; ++column) {
    std::size_t pivot = column;
    for (std::size_t row = column; row < n; ++row) {
      if (std::fabs(a[row][column]) > std::fabs(a[pivot][column])) pivot = row;
    }
    std::swap(a[column], a[pivot]);
    std::swap(result[column], result[pivot]);
    const double head = a[column][column];
    for (std::size_t k = 0; k < n; ++k) {
      a[column][k] /= head;
      result[column][k] /= head;
    }
    for (std::size_t row = 0; row < n; ++row) {
      if (row == column) continue;
      const double factor = a[row][column];
      for (std::size_t k = 0; k < n; ++k) {
        a[row][k] -= factor * a[column][k];
        result[row][k] -= factor * result[column][k];
      }
    }
  }
  return result;
}

/// MODEL.md 2.7: −ω^a Σ w_ij e_j max(0, −B_j) + ω^a Σ w_ij b_j max(0, B_j), B_j of the true profiles.
double alliance_term(const World& world, const State& state, const Tables& tables, const Matrix& w,
                     std::size_t i, PackageIndex x) {
  const Scenario& scenario = world.scenario;
  double sum = 0;
  for (std::size_t j = 0; j < scenario.actors.size(); ++j) {
    if (j == i) continue;
    const Act& act = scenario.actors[j].acts[state.acts[j]];
    const double pressure = scenario.switches.alliance_pressure ? act.pressure : 0;
    const double inducement = scenario.switches.inducement ? act.inducement : 0;
    const double b = tables.own[j][world.types[j]][x];
    sum += w[i][j] * (inducement * std::max(0.0, b) - pressure * std::max(0.0, -b));
  }
  return scenario.actors[i].alliance_weight * context_scale(state, scenario.actors[i].alliance_scale) * sum;
}

}  // namespace

Matrix dependence(const World& world, const State& state) {
  const std::size_t n = world.scenario.actors.size();
  Matrix walks(n, Vector(n, 0.0));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      const double a = layer_weight(world, state, Layer::Alliance, i, j) +
                       layer_weight(world, state, Layer::Alignment, i, j);
      walks[i][j] = (i == j ? 1.0 : 0.0) - world.scenario.attenuation * a;
    }
  }
  Matrix katz = inverse(walks);
  for (std::size_t i = 0; i < n; ++i) katz[i][i] -= 1;

  double largest = 0;
  for (std::size_t l = 0; l < n; ++l) {
    double sum = 0;
    for (std::size_t m = 0; m < n; ++m) sum += m != l ? katz[l][m] : 0;
    largest = std::max(largest, sum);
  }
  for (Vector& row : katz) {
    for (double& value : row) value = largest > 0 ? value / largest : 0;
  }
  return katz;
}

Tables make_tables(const World& world, const State& state, const std::vector<PackageIndex>& packages) {
  const std::size_t actors = world.scenario.actors.size();
  const Vector empty(world.space.size(), 0.0);
  Tables tables;
  for (std::size_t i = 0; i < actors; ++i) {
    const Actor& actor = world.scenario.actors[i];
    const std::size_t profiles = std::max<std::size_t>(1, actor.profiles.size());
    tables.components.emplace_back(actor.components.size(), empty);
    for (std::size_t c = 0; c < actor.components.size(); ++c) {
      for (const PackageIndex x : packages)
        tables.components[i][c][x] = component_value(world, state, i, c, x);
    }
    tables.shares.emplace_back();
    tables.process.emplace_back();
    tables.own.emplace_back(profiles, empty);
    for (std::size_t p = 0; p < profiles; ++p) {
      tables.shares[i].push_back(component_shares(world, state, i, p));
      tables.process[i].push_back(process_value(world, state, i, p));
      // MODEL.md 2: B_i = Σ_c ω_ic·(component c).
      for (const PackageIndex x : packages) {
        double sum = 0;
        for (std::size_t c = 0; c < actor.components.size(); ++c) {
          sum += tables.shares[i][p][c] * tables.components[i][c][x];
        }
        tables.own[i][p][x] = sum;
      }
    }
  }
  const Matrix w = dependence(world, state);
  tables.utility = tables.own;
  tables.alliance.assign(actors, empty);
  for (std::size_t i = 0; i < actors; ++i) {
    for (const PackageIndex x : packages) {
      tables.alliance[i][x] = alliance_term(world, state, tables, w, i, x);
      for (std::size_t p = 0; p < tables.own[i].size(); ++p) {
        tables.utility[i][p][x] = tables.own[i][p][x] + tables.alliance[i][x];
      }
    }
  }
  return tables;
}

}  // namespace entente::reference
