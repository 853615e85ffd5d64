// Vectorised reductions would change the bytes of results between machines; the build defines this as well.
#ifndef EIGEN_DONT_VECTORIZE
#define EIGEN_DONT_VECTORIZE
#endif

#include "sim/mechanisms/katz.hpp"

#include <Eigen/LU>
#include <algorithm>

namespace entente {

struct Katz::Solver {
  Solver(Eigen::Index n, double beta)
      : attenuation(beta), identity(Eigen::MatrixXd::Identity(n, n)), system(n, n), inverse(n, n), lu(n) {}

  double attenuation;
  Eigen::MatrixXd identity;
  Eigen::MatrixXd system;
  Eigen::MatrixXd inverse;
  Eigen::PartialPivLU<Eigen::MatrixXd> lu;
};

Katz::Katz(std::size_t actors, double attenuation)
    : solver_(std::make_unique<Solver>(static_cast<Eigen::Index>(actors), attenuation)) {}
Katz::~Katz() = default;
Katz::Katz(Katz&&) noexcept = default;
Katz& Katz::operator=(Katz&&) noexcept = default;

void Katz::dependence(const ActorMatrix& first, const ActorMatrix& second, ActorMatrix& w) {
  Solver& s = *solver_;
  const std::size_t n = first.actors();
  const auto at = [](std::size_t index) { return static_cast<Eigen::Index>(index); };
  s.system = s.identity;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      s.system(at(i), at(j)) -= s.attenuation * (first(i, j) + second(i, j));
    }
  }
  s.lu.compute(s.system);
  s.inverse.noalias() = s.lu.solve(s.identity);

  double largest = 0;
  for (std::size_t i = 0; i < n; ++i) {
    double sum = 0;
    for (std::size_t j = 0; j < n; ++j) sum += i == j ? 0 : s.inverse(at(i), at(j));
    largest = std::max(largest, sum);
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      w(i, j) = i == j || !(largest > 0) ? 0 : s.inverse(at(i), at(j)) / largest;
    }
  }
}

}  // namespace entente
