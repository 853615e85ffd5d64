#include "sim/experiment/sampling.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>

namespace entente {
namespace {

using namespace statistics;

struct Chosen {
  Law law;
  std::string text;
};

Chosen equally_likely(const std::vector<double>& values, std::string text) {
  return {Discrete{values, std::vector<double>(values.size(), 1.0)}, std::move(text)};
}

Chosen uniform_on(double low, double high) {
  return {Uniform{low, high}, fmt::format("uniform on [{}, {}]", low, high)};
}

Chosen declared(const UncertainParameter& p) {
  using Kind = UncertainParameter::Kind;
  switch (p.kind) {
    case Kind::Assumed:
    case Kind::Uniform:
      return uniform_on(p.low, p.high);
    case Kind::LogUniform:
      return {LogUniform{p.low, p.high}, fmt::format("log-uniform on [{}, {}]", p.low, p.high)};
    case Kind::Triangular:
      return {Triangular{p.low, p.mode, p.high},
              fmt::format("triangular on [{}, {}] with mode {}", p.low, p.high, p.mode)};
    case Kind::Normal:
      return {Normal{p.mean, p.sd}, fmt::format("normal with mean {} and sd {}", p.mean, p.sd)};
    case Kind::TruncatedNormal:
      return {
          TruncatedNormal{p.mean, p.sd, p.low, p.high},
          fmt::format("normal with mean {} and sd {}, truncated to [{}, {}]", p.mean, p.sd, p.low, p.high)};
    case Kind::LogNormal:
      return {LogNormal{p.median, p.spread},
              fmt::format("lognormal with median {} and spread {} of the logarithm", p.median, p.spread)};
    case Kind::Beta:
      return {Beta{p.a, p.b, p.low, p.high},
              fmt::format("beta({}, {}) on [{}, {}]", p.a, p.b, p.low, p.high)};
    case Kind::Discrete:
    case Kind::Categorical:
      return {
          Discrete{p.values, p.weights},
          fmt::format("one of {} with weights {}", fmt::join(p.values, ", "), fmt::join(p.weights, ", "))};
    case Kind::List:
      break;
  }
  return equally_likely(p.values, fmt::format("one of {}", fmt::join(p.values, ", ")));
}

/// What the number itself says about its uncertainty; nothing where it says nothing.
std::optional<Chosen> assumed(const Parameter& parameter) {
  if (!parameter.coders.empty()) {
    std::vector<double> values;
    std::vector<std::string> names;
    for (const auto& [coder, value] : parameter.coders) {
      values.push_back(value);
      names.push_back(coder);
    }
    return equally_likely(
        values, fmt::format("one of {} as coded by {}", fmt::join(values, ", "), fmt::join(names, ", ")));
  }
  if (!parameter.range || !(parameter.range->first < parameter.range->second)) return std::nullopt;
  return uniform_on(parameter.range->first, parameter.range->second);
}

}  // namespace

std::vector<SampledParameter> sampled_parameters(const LoadedScenario& loaded, const Vary& vary) {
  std::map<std::string, Chosen> chosen;
  const std::vector<UncertainParameter>& own = loaded.uncertain.parameters;
  const bool coded =
      std::ranges::any_of(loaded.parameters, [](const Parameter& p) { return !p.coders.empty(); });
  const bool ranges = vary.kind == Vary::Kind::Assumed || vary.kind == Vary::Kind::All ||
                      (vary.kind == Vary::Kind::Declared && own.empty() && !coded);
  if (vary.kind == Vary::Kind::Declared || vary.kind == Vary::Kind::All) {
    for (const UncertainParameter& parameter : own) chosen.emplace(parameter.path, declared(parameter));
  }
  for (const Parameter& parameter : loaded.parameters) {
    const bool wanted = ranges || (vary.kind == Vary::Kind::Declared && !parameter.coders.empty());
    if (!wanted) continue;
    if (auto law = assumed(parameter)) chosen.emplace(parameter.path, *std::move(law));
  }
  if (vary.kind == Vary::Kind::Paths) {
    for (const std::string& path : vary.paths) {
      const Parameter& parameter = find_parameter(loaded.parameters, path);
      const auto law = std::ranges::find(own, path, &UncertainParameter::path);
      std::optional<Chosen> one = law != own.end() ? declared(*law) : assumed(parameter);
      if (!one) {
        throw InputError(
            {{parameter.where, path,
              "cannot be varied: it stands under no entry of `uncertain:` and has no plausible range "
              "(`range:`, or a source such as assumed ±50%)"}});
      }
      chosen.emplace(path, *std::move(one));
    }
  }
  if (vary.kind == Vary::Kind::Given) {
    for (const std::string& path : vary.paths) {
      find_parameter(loaded.parameters, path);
      chosen.emplace(path, Chosen{Discrete{{0}, {1}}, "as given"});
    }
  }
  std::vector<SampledParameter> sampled;
  Scenario scenario = loaded.scenario;
  for (auto& [path, law] : chosen) {
    const Parameter& parameter = find_parameter(loaded.parameters, path);
    if (const std::string wrong = fault(law.law); !wrong.empty()) {
      throw InputError({{parameter.where, path, fmt::format("cannot be drawn, {}: {}", law.text, wrong)}});
    }
    sampled.push_back(
        {path, parameter.unit, parameter.slot(scenario), std::move(law.law), std::move(law.text)});
  }
  return sampled;
}

}  // namespace entente
