#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "sim/core/error.hpp"

namespace entente {

/// A dotted path in parts, which becomes text only when somebody reads it: the rules of check.hpp are looked
/// at in every world of a sweep and hardly ever broken. The parts are views of names that must outlive the
/// path.
class Path {
 public:
  static constexpr std::size_t kMaximumParts = 8;

  explicit Path(std::string_view first) : parts_{first}, count_(1) {}

  /// The path of what is called `name` in this block.
  Path operator/(std::string_view name) const {
    require(count_ < kMaximumParts, "a path has at most 8 parts");
    Path below = *this;
    below.parts_[below.count_++] = name;
    return below;
  }

  std::string text() const {
    std::string text(parts_[0]);
    for (std::size_t i = 1; i < count_; ++i) text.append(1, '.').append(parts_[i]);
    return text;
  }

 private:
  std::array<std::string_view, kMaximumParts> parts_;
  std::size_t count_;
};

}  // namespace entente
