#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/scenario/import/genius.hpp"
#include "sim/scenario/import/xml.hpp"

namespace entente {

/// An issue of a Genius domain.
struct GeniusIssue {
  enum class Kind { Discrete, Integer, Real };
  Kind kind = Kind::Discrete;
  std::string name;
  /// Discrete: as found. Integer: every whole number from `low` to `high`.
  std::vector<std::string> options;
  double low = 0;
  double high = 0;

  std::size_t values() const { return kind == Kind::Real ? kRealSlices + 1 : options.size(); }
  /// The number for which value v stands, of integer and real issues.
  double number(std::size_t v) const {
    if (kind == Kind::Integer) return low + static_cast<double>(v);
    return low + (high - low) * static_cast<double>(v) / static_cast<double>(kRealSlices);
  }
};

/// The element of a domain or a profile that holds the issues; null after a problem.
pugi::xml_node find_objective(const XmlFile& xml, ImportProblems& problems);

/// The issues of a domain, in the order of the file.
std::vector<GeniusIssue> read_genius_domain(const XmlFile& xml, ImportProblems& problems);

}  // namespace entente
