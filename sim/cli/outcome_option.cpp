#include "sim/cli/outcome_option.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "sim/core/error.hpp"

namespace entente {

void check_outcome(const Scenario& scenario, const std::string& name) {
  std::vector<std::string> names{"other"};
  for (const Outcome& outcome : scenario.outcomes) names.push_back(outcome.name);
  if (std::ranges::count(names, name) > 0) return;
  const std::string near = nearest_name(name, names);
  throw InputError(
      {whole_problem("", "--outcome",
                     fmt::format("found '{}', which is no outcome of the scenario{}", name,
                                 near.empty() ? "" : fmt::format("; did you mean '{}'?", near)))});
}

void refuse_existing(const std::string& file) {
  std::error_code code;
  if (!file.empty() && std::filesystem::exists(file, code))
    throw InputError({whole_problem(file, "", "is there already")});
}

}  // namespace entente
