#pragma once

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "sim/model/package.hpp"

namespace entente {

/// Published numbers that are not part of the project: a folder beside it. Tests that need it are skipped
/// where it is absent.
inline std::filesystem::path ground_truth() {
  return std::filesystem::path(ENTENTE_SOURCE_DIR) / "../shared/ground_truth";
}

inline nlohmann::json read_json(const std::filesystem::path& path) {
  std::ifstream file(path);
  return nlohmann::json::parse(file);
}

/// A negotiation domain with additive utilities, all packages laid out, and what is to be found in it.
struct TruthDomain {
  std::string id;
  PackageSpace space;
  std::vector<std::string> actors;
  std::vector<std::string> issues;
  /// values[issue][option].
  std::vector<std::vector<std::string>> values;
  /// utilities[actor][package], u = Σ_k weight_k·value_k(x_k), added up in the order of the issues.
  std::vector<std::vector<double>> utilities;
  std::vector<double> reservation;
  nlohmann::json expected;

  PackageIndex package(const std::vector<std::string>& options) const {
    std::vector<std::uint32_t> chosen;
    for (std::size_t k = 0; k < options.size(); ++k) {
      const auto place = std::ranges::find(values[k], options[k]);
      chosen.push_back(static_cast<std::uint32_t>(place - values[k].begin()));
    }
    return space.index(chosen);
  }
};

/// `id` is the name of the file without its ending.
inline TruthDomain read_domain(const std::string& id) {
  const std::filesystem::path folder = ground_truth() / "negotiation";
  const YAML::Node file = YAML::LoadFile((folder / (id + ".yaml")).string());
  TruthDomain domain;
  domain.id = id;
  domain.expected = read_json(folder / (id + ".expected.json"));
  std::vector<std::uint32_t> counts;
  for (const YAML::Node& issue : file["issues"]) {
    domain.issues.push_back(issue["name"].as<std::string>());
    domain.values.push_back(issue["values"].as<std::vector<std::string>>());
    counts.push_back(static_cast<std::uint32_t>(domain.values.back().size()));
  }
  domain.space = PackageSpace(counts);
  for (const YAML::Node& actor : file["actors"]) {
    domain.actors.push_back(actor["name"].as<std::string>());
    domain.reservation.push_back(actor["reservation"].as<double>());
    const auto weights = actor["weights"].as<std::vector<double>>();
    const auto values = actor["values"].as<std::vector<std::vector<double>>>();
    std::vector<double>& row = domain.utilities.emplace_back(domain.space.size());
    for (PackageIndex x = 0; x < row.size(); ++x) {
      for (std::size_t k = 0; k < weights.size(); ++k) {
        row[x] += weights[k] * values[k][domain.space.option(x, k)];
      }
    }
  }
  return domain;
}

/// The ids of all domains with additive utilities, in order; empty where the folder is absent.
inline std::vector<std::string> domain_ids() {
  std::vector<std::string> ids;
  const std::filesystem::path folder = ground_truth() / "negotiation";
  if (!std::filesystem::is_directory(folder)) return ids;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string id = entry.path().stem().string();
    const bool domain = entry.path().extension() == ".yaml" && id.starts_with('d');
    if (domain && !id.ends_with("hyperrect")) ids.push_back(id);
  }
  std::ranges::sort(ids);
  return ids;
}

}  // namespace entente
