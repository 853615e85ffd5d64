#include "sim/model/package.hpp"

#include "sim/core/error.hpp"

namespace entente {

PackageSpace::PackageSpace(std::vector<std::uint32_t> option_counts, bool with_nothing)
    : counts_(std::move(option_counts)), with_nothing_(with_nothing) {
  std::uint64_t product = 1;
  for (const std::uint32_t count : counts_) {
    require(count >= 1, "each issue has at least one option");
    strides_.push_back(static_cast<std::uint32_t>(product));
    product *= count;
    require(product <= kMaximumPackages, "a package space has at most 1,000,000 packages");
  }
  packages_ = product;
}

PackageIndex PackageSpace::index(std::span<const std::uint32_t> option_of_issue) const {
  PackageIndex package = 0;
  for (std::size_t k = 0; k < counts_.size(); ++k) package += option_of_issue[k] * strides_[k];
  return package;
}

std::uint32_t PackageSpace::changes(PackageIndex a, PackageIndex b) const {
  std::uint32_t changed = 0;
  for (std::size_t k = 0; k < counts_.size(); ++k) changed += differ(a, b, k) ? 1u : 0u;
  return changed;
}

}  // namespace entente
