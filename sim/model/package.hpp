#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace entente {

/// A package as a number: the mixed-radix index of its options, issue 0 fastest.
using PackageIndex = std::uint32_t;

/// The dense space of all packages of a scenario: one option for each issue. Where the status quo is none of
/// them the space has one entry more, the last, which stands for nothing being in force: it has no options,
/// and all issues change when it is left.
///
/// Issues are in the order of their names, so the numbering does not depend on the order of declaration.
class PackageSpace {
 public:
  PackageSpace() = default;

  /// `option_counts[k]` is the number of options of issue k, each at least 1. Throws Error when the product
  /// exceeds `kMaximumPackages`.
  explicit PackageSpace(std::vector<std::uint32_t> option_counts, bool with_nothing = false);

  /// Largest space that the exact search accepts.
  static constexpr std::uint64_t kMaximumPackages = 1'000'000;

  /// All entries: the packages and, where the space has it, nothing.
  std::size_t size() const { return packages_ + (with_nothing_ ? 1 : 0); }
  std::size_t packages() const { return packages_; }
  bool with_nothing() const { return with_nothing_; }
  /// Where nothing is in force. Only in a space that has it.
  PackageIndex nothing() const { return static_cast<PackageIndex>(packages_); }
  bool is_nothing(PackageIndex package) const { return package == packages_; }
  std::size_t issues() const { return counts_.size(); }
  std::uint32_t options(std::size_t issue) const { return counts_[issue]; }
  std::uint32_t stride(std::size_t issue) const { return strides_[issue]; }

  /// The option of `issue` in `package`, which is not nothing.
  std::uint32_t option(PackageIndex package, std::size_t issue) const {
    return package / strides_[issue] % counts_[issue];
  }
  /// `package` with the option of `issue` replaced.
  PackageIndex with(PackageIndex package, std::size_t issue, std::uint32_t option_index) const {
    return package + (option_index - option(package, issue)) * strides_[issue];
  }
  PackageIndex index(std::span<const std::uint32_t> option_of_issue) const;
  /// Whether `issue` changes between two packages; every issue does where one of them is nothing.
  bool differ(PackageIndex a, PackageIndex b, std::size_t issue) const {
    return is_nothing(a) || is_nothing(b) ? a != b : option(a, issue) != option(b, issue);
  }
  /// The number of issues in which two packages differ.
  std::uint32_t changes(PackageIndex a, PackageIndex b) const;

 private:
  std::vector<std::uint32_t> counts_;
  std::vector<std::uint32_t> strides_;
  std::size_t packages_ = 1;
  bool with_nothing_ = false;
};

}  // namespace entente
