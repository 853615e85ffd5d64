#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace entente {

/// One number of a scenario that is not known, and the law from which a sweep draws it. Fields that a kind
/// does not use are 0 or empty.
struct UncertainParameter {
  enum class Kind {
    Assumed,          ///< Uniform on [low, high], the plausible range of the number itself.
    Uniform,          ///< Uniform on [low, high].
    LogUniform,       ///< The logarithm is uniform; 0 < low < high.
    Triangular,       ///< On [low, high] with the mode between.
    Normal,           ///< mean, sd > 0.
    TruncatedNormal,  ///< Normal given that it lies in [low, high]; one of the two may be infinite.
    LogNormal,        ///< The logarithm is normal: exp(ln median + spread·N(0, 1)); median > 0, spread > 0.
    Beta,             ///< low + (high − low)·Beta(a, b); a > 0, b > 0; on [0, 1] unless said otherwise.
    Discrete,         ///< values[k] with a probability in proportion to weights[k].
    Categorical,      ///< The same, and values[k] is called labels[k]: whose value it is.
    List              ///< One of the values, all equally likely.
  };

  std::string name;
  /// The number, as in actors.japan.patience. Its draws go by this name.
  std::string path;
  Kind kind = Kind::Assumed;
  /// In the unit of the number.
  double low = 0;
  double high = 0;
  double mode = 0;
  double mean = 0;
  double sd = 0;
  double median = 0;
  /// Standard deviation of the logarithm.
  double spread = 0;
  double a = 0;
  double b = 0;
  /// Discrete, Categorical, List: at least one value. Discrete and Categorical: as many weights, 0 or more,
  /// not all 0; 1 each unless written. Categorical: as many labels, in order.
  std::vector<double> values;
  std::vector<double> weights;
  std::vector<std::string> labels;

  bool operator==(const UncertainParameter&) const = default;
};

/// What the scenario language calls the kinds of laws, in their order.
const std::vector<std::string>& law_names();

/// Parameters that move together, by a Gaussian copula: each is the quantile of its own law at Φ(z_i), and z
/// is normal with standard margins and this correlation.
struct CorrelatedGroup {
  std::string name;
  /// Indices into Uncertainty::parameters, at least two, ascending.
  std::vector<std::size_t> members;
  /// Row-major, members by members: symmetric, positive definite, unit diagonal.
  std::vector<double> correlation;

  bool operator==(const CorrelatedGroup&) const = default;
};

/// What is not known about a scenario. Paths differ, and so do their hashes; a parameter is in at most one
/// group, and independent of all others where it is in none.
struct Uncertainty {
  /// Both in the order of names.
  std::vector<UncertainParameter> parameters;
  std::vector<CorrelatedGroup> correlated;

  bool operator==(const Uncertainty&) const = default;
};

}  // namespace entente
