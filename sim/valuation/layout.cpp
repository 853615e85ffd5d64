#include "sim/valuation/layout.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "sim/core/error.hpp"

namespace entente {

namespace {

std::set<std::pair<std::size_t, std::size_t>> linked_issues(const Scenario& scenario) {
  std::set<std::pair<std::size_t, std::size_t>> result;
  for (const Actor& actor : scenario.actors) {
    for (const Component& component : actor.components) {
      for (const Term& term : component.terms) {
        if (const auto* linkage = std::get_if<LinkageTerm>(&term.body)) {
          result.insert(std::minmax(linkage->first, linkage->second));
        } else if (const auto* project = std::get_if<ProjectTerm>(&term.body);
                   project && project->protection_issue) {
          result.insert(std::minmax(project->issue, *project->protection_issue));
        }
      }
    }
  }
  return result;
}

}  // namespace

std::vector<std::uint8_t> mask_of(const Scenario& scenario, const PackageSpace& space,
                                  const Predicate& predicate) {
  std::vector<std::uint8_t> result;
  result.reserve(space.size());
  std::vector<std::uint32_t> options(space.issues());
  std::vector<double> amounts(scenario.quantities.size());
  for (PackageIndex x = 0; x < space.packages(); ++x) {
    for (std::size_t k = 0; k < options.size(); ++k) options[k] = space.option(x, k);
    package_amounts(scenario, options, amounts);
    result.push_back(holds(predicate, options, amounts, {}) ? 1 : 0);
  }
  if (space.with_nothing()) result.push_back(0);
  return result;
}

Layout::Layout(const Scenario& scenario) : space_(package_space(scenario)) {
  for (const Issue& issue : scenario.issues) {
    issue_offset_.push_back(options_);
    options_ += issue.options.size();
  }
  size_ = 2 * options_;
  for (const auto& [low, high] : linked_issues(scenario)) {
    pairs_.push_back({low, high, size_});
    size_ += scenario.issues[low].options.size() * scenario.issues[high].options.size();
  }
  if (space_.with_nothing()) ++size_;
  settles_ = mask_of(scenario, space_, scenario.settles);
  for (PackageIndex x = 0; x < space_.size(); ++x) {
    if (settles_[x] != 0) settling_.push_back(x);
  }
  Predicate all_rules;
  all_rules.kind = Predicate::Kind::All;
  all_rules.parts = scenario.feasible;
  feasible_ = mask_of(scenario, space_, all_rules);
}

std::size_t Layout::linkage(std::size_t k, std::size_t o_k, std::size_t l, std::size_t o_l) const {
  if (k > l) {
    std::swap(k, l);
    std::swap(o_k, o_l);
  }
  const auto pair = std::ranges::find_if(pairs_, [&](const Pair& p) { return p.low == k && p.high == l; });
  require(pair != pairs_.end(), "a linkage between issues that the layout knows");
  return pair->offset + o_k * space_.options(l) + o_l;
}

double Layout::value(std::span<const double> table, PackageIndex package) const {
  if (space_.is_nothing(package)) return table[nothing()];
  double sum = 0;
  for (std::size_t k = 0; k < space_.issues(); ++k) {
    const std::uint32_t o = space_.option(package, k);
    sum += table[option(k, o)];
    if (settles_[package] != 0) sum += table[finality(k, o)];
  }
  for (const Pair& pair : pairs_) {
    sum += table[pair.offset + space_.option(package, pair.low) * space_.options(pair.high) +
                 space_.option(package, pair.high)];
  }
  return sum;
}

double Layout::over_options(std::span<const double> per_option, PackageIndex package) const {
  double sum = 0;
  if (space_.is_nothing(package)) return sum;
  for (std::size_t k = 0; k < space_.issues(); ++k) sum += per_option[option(k, space_.option(package, k))];
  return sum;
}

void Layout::expand(std::span<const double> table, std::span<double> out) const {
  // Issue by issue: the block of the packages of the issues so far is copied once for each option of the
  // next, with the option's value added. About one addition a package, contiguous.
  out[0] = 0;
  std::size_t block = 1;
  for (std::size_t k = 0; k < space_.issues(); ++k) {
    for (std::size_t o = space_.options(k); o-- > 0;) {
      const double value = table[option(k, o)];
      double* const target = out.data() + o * block;
      for (std::size_t x = 0; x < block; ++x) target[x] = out[x] + value;
    }
    for (const Pair& pair : pairs_) {
      if (pair.high != k) continue;
      const std::size_t stride = space_.stride(pair.low);
      const std::size_t count = space_.options(pair.low);
      for (std::size_t o = 0; o < space_.options(k); ++o) {
        double* target = out.data() + o * block;
        for (std::size_t base = 0; base < block; base += stride * count) {
          for (std::size_t low = 0; low < count; ++low) {
            const double value = table[pair.offset + low * space_.options(k) + o];
            for (std::size_t x = 0; x < stride; ++x) *target++ += value;
          }
        }
      }
    }
    block *= space_.options(k);
  }
  for (std::size_t k = 0; k < space_.issues(); ++k) {
    const std::span<const double> values = table.subspan(finality(k, 0), space_.options(k));
    if (std::ranges::all_of(values, [](double value) { return value == 0; })) continue;
    for (const PackageIndex x : settling_) out[x] += values[space_.option(x, k)];
  }
  if (space_.with_nothing()) out[space_.nothing()] = table[nothing()];
}

}  // namespace entente
