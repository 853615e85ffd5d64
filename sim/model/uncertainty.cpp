#include "sim/model/uncertainty.hpp"

namespace entente {

const std::vector<std::string>& law_names() {
  static const std::vector<std::string> names = {"assumed",  "uniform",          "log_uniform", "triangular",
                                                 "normal",   "truncated_normal", "lognormal",   "beta",
                                                 "discrete", "categorical",      "list"};
  return names;
}

}  // namespace entente
