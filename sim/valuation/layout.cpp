#include "sim/valuation/layout.hpp"

#include <algorithm>
#include <functional>
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

/// Σ_k amounts_k(x_k) of one quantity for every package, summed as in package_amounts.
std::vector<double> totals(const Scenario& scenario, const PackageSpace& space, std::size_t quantity) {
  std::vector<double> sums(space.packages(), 0.0);
  for (std::size_t k = 0; k < space.issues(); ++k) {
    const std::size_t block = space.stride(k);
    for (std::size_t o = space.options(k); o-- > 0;) {
      const double amount = scenario.issues[k].amounts[o][quantity];
      for (std::size_t x = 0; x < block; ++x) sums[o * block + x] = sums[x] + amount;
    }
  }
  return sums;
}

/// `mask_of` without the entry for nothing. Condition by condition over all packages: package by package it
/// took 476 µs for an outcome of the Kuril case, and masks were most of a simulator's construction; this
/// takes 79.
std::vector<std::uint8_t> mask_of_packages(const Scenario& scenario, const PackageSpace& space,
                                           const Predicate& predicate) {
  std::vector<std::uint8_t> result(space.packages(), 1);
  const auto combine = [&](std::size_t part, auto operation) {
    const std::vector<std::uint8_t> other = mask_of_packages(scenario, space, predicate.parts[part]);
    std::ranges::transform(result, other, result.begin(), operation);
  };
  switch (predicate.kind) {
    case Predicate::Kind::Always:
      break;
    case Predicate::Kind::Options: {
      const std::size_t block = space.stride(predicate.subject);
      const std::size_t cycle = block * space.options(predicate.subject);
      for (std::size_t base = 0; base < result.size(); base += cycle) {
        for (std::size_t o = 0; o < space.options(predicate.subject); ++o) {
          const auto first = result.begin() + static_cast<std::ptrdiff_t>(base + o * block);
          std::fill_n(first, block, predicate.options[o] ? std::uint8_t{1} : std::uint8_t{0});
        }
      }
      break;
    }
    case Predicate::Kind::Amount:
      std::ranges::transform(totals(scenario, space, predicate.subject), result.begin(), [&](double total) {
        return predicate.low - kAmountSlack <= total && total <= predicate.high + kAmountSlack;
      });
      break;
    case Predicate::Kind::All:
      for (std::size_t part = 0; part < predicate.parts.size(); ++part) combine(part, std::bit_and());
      break;
    case Predicate::Kind::Any:
      std::ranges::fill(result, std::uint8_t{0});
      for (std::size_t part = 0; part < predicate.parts.size(); ++part) combine(part, std::bit_or());
      break;
    case Predicate::Kind::Not:
      combine(0, [](std::uint8_t, std::uint8_t holds) { return static_cast<std::uint8_t>(1 - holds); });
      break;
    case Predicate::Kind::Context:
      require(false, "a condition on packages does not ask for the context");
  }
  return result;
}

}  // namespace

std::vector<std::uint8_t> mask_of(const Scenario& scenario, const PackageSpace& space,
                                  const Predicate& predicate) {
  std::vector<std::uint8_t> result = mask_of_packages(scenario, space, predicate);
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
  for_each_entry(package, [&](std::size_t entry) { sum += table[entry]; });
  return sum;
}

double Layout::expanded(std::span<const double> table, PackageIndex package) const {
  if (space_.is_nothing(package)) return table[nothing()];
  double sum = 0;
  for (std::size_t k = 0; k < space_.issues(); ++k) {
    const std::uint32_t o = space_.option(package, k);
    sum += table[option(k, o)];
    for (const Pair& pair : pairs_) {
      if (pair.high != k) continue;
      sum += table[pair.offset + space_.option(package, pair.low) * space_.options(k) + o];
    }
  }
  if (settles_[package] == 0) return sum;
  for (std::size_t k = 0; k < space_.issues(); ++k) sum += table[finality(k, space_.option(package, k))];
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
