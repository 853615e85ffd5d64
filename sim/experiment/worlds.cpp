#include "sim/experiment/worlds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "analysis/statistics/copula.hpp"
#include "analysis/statistics/scramble.hpp"
#include "analysis/statistics/sobol.hpp"
#include "sim/core/random.hpp"

namespace entente {

using statistics::Discrete;

/// Members are indices into parameters_.
struct Worlds::Group {
  std::vector<std::size_t> members;
  statistics::GaussianCopula copula;
};

struct Worlds::Sequence {
  statistics::Sobol points;
};

namespace {

constexpr std::uint64_t kTooMany = std::uint64_t{1} << 63;

/// Keys of a design, of one number in one randomisation, come from counters that no draw of a world uses.
enum class Key : std::uint32_t { Stratum = 1, Jitter = 2, Scramble = 3 };

std::uint64_t key(std::uint64_t seed, std::uint64_t name, std::uint64_t randomisation, Key which) {
  return RandomSource(seed, 0).block({.subject = name,
                                      .purpose = Purpose::Parameter,
                                      .round = static_cast<std::uint32_t>(randomisation),
                                      .exchange = static_cast<std::uint32_t>(which)})[0];
}

double uniform(std::uint64_t seed, std::uint64_t world, std::uint64_t name, Key which) {
  return RandomSource(seed, world)
      .uniform(
          {.subject = name, .purpose = Purpose::Parameter, .exchange = static_cast<std::uint32_t>(which)});
}

[[noreturn]] void refuse(const char* option, std::string message) {
  throw InputError({whole_problem("", option, std::move(message))});
}

std::uint64_t levels_of(const statistics::Law& law, std::uint64_t levels) {
  const auto* discrete = std::get_if<Discrete>(&law);
  return discrete != nullptr ? discrete->values.size() : levels;
}

void check_given(const GivenRows& given, const std::vector<SampledParameter>& parameters) {
  std::vector<std::string> paths;
  for (const SampledParameter& parameter : parameters) paths.push_back(parameter.path);
  if (paths != given.paths) refuse("--rows", "its columns are not the numbers that are to be varied");
}

}  // namespace

Worlds::Worlds(const LoadedScenario& loaded, std::vector<SampledParameter> parameters, const SweepPlan& plan)
    : parameters_(std::move(parameters)), plan_(plan) {
  if (parameters_.empty() && plan.design != Design::MonteCarlo) {
    refuse("--design", fmt::format("{} needs numbers that vary, and none does", name_of(plan.design)));
  }
  if (plan.worlds % plan.randomisations != 0) {
    refuse("--randomisations",
           fmt::format("{} worlds cannot be split into {} randomisations of the same size", plan.worlds,
                       plan.randomisations));
  }
  if (plan.design == Design::Grid && grid_size(parameters_, plan.levels) != plan.worlds) {
    refuse("--design",
           fmt::format("this grid has {} worlds, not {}", grid_size(parameters_, plan.levels), plan.worlds));
  }
  if (plan.design == Design::Rows) check_given(plan.given, parameters_);
  for (const SampledParameter& parameter : parameters_) names_.push_back(hash_name(parameter.path));
  if (plan.design == Design::Sobol || plan.design == Design::SobolRaw) {
    if (parameters_.size() > statistics::Sobol::kMostDimensions) {
      refuse("--design", fmt::format("Sobol points have at most {} coordinates, and {} numbers vary",
                                     statistics::Sobol::kMostDimensions, parameters_.size()));
    }
    sobol_ = std::make_unique<const Sequence>(Sequence{statistics::Sobol(parameters_.size())});
  }
  if (plan.design == Design::Rows) return;
  for (const CorrelatedGroup& group : loaded.uncertain.correlated) {
    std::vector<std::size_t> members;
    for (const std::size_t member : group.members) {
      const auto found =
          std::ranges::find(parameters_, loaded.uncertain.parameters[member].path, &SampledParameter::path);
      if (found != parameters_.end())
        members.push_back(static_cast<std::size_t>(found - parameters_.begin()));
    }
    if (members.empty()) continue;
    if (members.size() != group.members.size()) {
      refuse("--vary",
             fmt::format("leaves out some of the correlated group '{}'; vary all of it or none", group.name));
    }
    if (plan.design == Design::Grid) {
      refuse("--design",
             fmt::format("a grid takes all combinations, so the group '{}' cannot be correlated in it",
                         group.name));
    }
    groups_.push_back({members, statistics::GaussianCopula(members.size(), group.correlation)});
  }
}

Worlds::~Worlds() = default;
Worlds::Worlds(Worlds&&) noexcept = default;

std::vector<std::string> Worlds::paths() const {
  std::vector<std::string> paths;
  for (const SampledParameter& parameter : parameters_) paths.push_back(parameter.path);
  return paths;
}

std::uint64_t Worlds::grid_size(const std::vector<SampledParameter>& parameters, std::uint64_t levels) {
  std::uint64_t size = 1;
  for (const SampledParameter& parameter : parameters) {
    const std::uint64_t here = levels_of(parameter.law, levels);
    if (size > kTooMany / here) return kTooMany;
    size *= here;
  }
  return size;
}

void Worlds::uniforms(std::uint64_t world, std::vector<double>& u) const {
  const std::uint64_t k = plan_.randomisation(world);
  const std::uint64_t point = world / plan_.randomisations;
  const std::uint64_t points = plan_.worlds / plan_.randomisations;
  std::vector<std::uint64_t> bits(sobol_ ? names_.size() : 0);
  if (sobol_) sobol_->points.point(plan_.design == Design::SobolRaw ? point + 1 : point, bits);
  for (std::size_t d = 0; d < names_.size(); ++d) {
    switch (plan_.design) {
      case Design::LatinHypercube:
        u[d] = statistics::stratified(point, points, key(plan_.seed, names_[d], k, Key::Stratum),
                                      uniform(plan_.seed, world, names_[d], Key::Jitter));
        break;
      case Design::Sobol:
        u[d] = statistics::owen(bits[d], key(plan_.seed, names_[d], k, Key::Scramble));
        break;
      case Design::SobolRaw:
        u[d] = statistics::unit(bits[d]);
        break;
      default:
        u[d] = RandomSource(plan_.seed, world).uniform({.subject = names_[d], .purpose = Purpose::Parameter});
    }
  }
  std::vector<double> of_group;
  for (const Group& group : groups_) {
    of_group.clear();
    for (const std::size_t member : group.members) of_group.push_back(u[member]);
    group.copula.correlate(of_group);
    for (std::size_t m = 0; m < of_group.size(); ++m) u[group.members[m]] = of_group[m];
  }
}

void Worlds::grid_point(std::uint64_t world, std::vector<double>& values) const {
  for (std::size_t d = 0; d < parameters_.size(); ++d) {
    const statistics::Law& law = parameters_[d].law;
    const std::uint64_t levels = levels_of(law, plan_.levels);
    const std::uint64_t level = world % levels;
    world /= levels;
    if (const auto* discrete = std::get_if<Discrete>(&law)) {
      values[d] = discrete->values[level];
    } else if (statistics::bounded(law) && levels > 1) {
      values[d] = statistics::quantile(law, static_cast<double>(level) / static_cast<double>(levels - 1));
    } else {
      values[d] = statistics::quantile(law, (static_cast<double>(level) + 0.5) / static_cast<double>(levels));
    }
  }
}

void Worlds::draw(std::uint64_t world, std::vector<double>& values) const {
  values.resize(parameters_.size());
  if (plan_.design == Design::Rows) {
    values = plan_.given.rows[world];
  } else if (plan_.design == Design::Grid) {
    grid_point(world, values);
  } else {
    uniforms(world, values);
    for (std::size_t d = 0; d < values.size(); ++d)
      values[d] = statistics::quantile(parameters_[d].law, values[d]);
  }
}

}  // namespace entente
