// The block `correlated`: groups of uncertain numbers that move together.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/scenario/build.hpp"

namespace entente {
namespace {

constexpr std::size_t kMaximumMembers = 200;
/// Squares of the Cholesky factor's diagonal below this are rounding.
constexpr double kSmallestPivot = 1e-12;

/// Whether a symmetric matrix with unit diagonal is positive definite: its Cholesky factor exists.
bool is_positive_definite(std::vector<double> matrix, std::size_t size) {
  for (std::size_t j = 0; j < size; ++j) {
    double* const row = &matrix[j * size];
    for (std::size_t k = 0; k < j; ++k) row[j] -= row[k] * row[k];
    if (!(row[j] > kSmallestPivot)) return false;
    row[j] = std::sqrt(row[j]);
    for (std::size_t i = j + 1; i < size; ++i) {
      double* const below = &matrix[i * size];
      for (std::size_t k = 0; k < j; ++k) below[j] -= below[k] * row[k];
      below[j] /= row[j];
    }
  }
  return true;
}

NumberSpec correlation_spec() {
  return {.unit = "", .low = -1, .high = 1, .open_low = true, .open_high = true};
}

class GroupReader {
 public:
  GroupReader(Block& block, CorrelatedGroup& group, const std::vector<std::string>& known)
      : block_(block), group_(group), known_(known) {}

  void read() {
    const std::size_t before = block_.building().log.problems.size();
    read_members();
    const std::size_t size = group_.members.size();
    const bool few = size <= kMaximumMembers;
    if (few) {
      group_.correlation.assign(size * size, 0.0);
      for (std::size_t i = 0; i < size; ++i) at(i, i) = 1;
    }
    const auto same = block_.reader().plain_number("correlation", correlation_spec());
    if (block_.has("correlation") == block_.has("pairs")) {
      block_.fail("", "needs `correlation`, one for every pair, or `pairs`, and not both");
    }
    if (few) read_pairs();
    block_.finish();
    for (std::size_t i = 0; same && i < group_.correlation.size(); ++i) {
      if (i % (size + 1) != 0) group_.correlation[i] = *same;
    }
    if (block_.building().log.problems.size() > before) return;
    if (!is_positive_definite(group_.correlation, size)) complain_indefinite(same);
  }

 private:
  double& at(std::size_t i, std::size_t j) { return group_.correlation[i * group_.members.size() + j]; }

  void read_members() {
    group_.members = block_.name_list("of", known_, "an uncertain number", true);
    std::ranges::sort(group_.members);
    for (const std::size_t member : group_.members) names_.push_back(known_[member]);
    const Entry* entry = block_.node().find("of");
    if (entry == nullptr || !entry->node.is_sequence()) return;
    const std::size_t written = entry->node.children.size();
    if (written < 2 || written > kMaximumMembers) {
      block_.fail("of",
                  fmt::format("found {}, expected 2 to {} uncertain numbers", written, kMaximumMembers));
    }
  }

  /// pairs: {a: {b: 0.5}}
  void read_pairs() {
    std::vector<bool> given(names_.size() * names_.size());
    auto pairs = block_.map("pairs", "plain_numbers");
    if (!pairs) return;
    for (const Word& word : pairs->keys()) {
      const auto i = pairs->look_up(word, word.text, names_, kMember);
      if (!i) {
        pairs->has(word.text);
        continue;
      }
      auto row = pairs->map(word.text, "plain_number");
      if (!row) continue;
      for (const Word& other : row->keys()) {
        const auto value = row->reader().plain_number(other.text, correlation_spec());
        const auto j = row->look_up(other, other.text, names_, kMember);
        if (!j || !value) continue;
        if (*i == *j) {
          row->fail_value(other.text, "is the number itself");
        } else if (given[*i * names_.size() + *j]) {
          row->fail_value(other.text,
                          fmt::format("the pair of {} and {} stands here twice", other.text, word.text));
        }
        given[*i * names_.size() + *j] = given[*j * names_.size() + *i] = true;
        at(*i, *j) = at(*j, *i) = *value;
      }
      row->finish();
    }
    pairs->finish();
  }

  void complain_indefinite(const std::optional<double>& same) {
    if (same && *same > 0) {
      block_.fail_value("correlation", fmt::format("is {}, too near to 1", *same));
    } else if (same) {
      block_.fail_value(
          "correlation",
          fmt::format("is {}; among {} numbers it must be above {:.6g}, -1 over one less than their number",
                      *same, names_.size(), -1 / static_cast<double>(names_.size() - 1)));
    } else {
      block_.fail("pairs",
                  fmt::format("contradict each other: no {} numbers are correlated like this (the matrix "
                              "is not positive definite)",
                              names_.size()));
    }
  }

  static constexpr const char* kMember = "a member of this group";

  Block& block_;
  CorrelatedGroup& group_;
  const std::vector<std::string>& known_;
  std::vector<std::string> names_;
};

}  // namespace

void build_correlated(Block& root) {
  Uncertainty& uncertain = root.building().uncertain;
  const std::vector<std::string> known = names_of(uncertain.parameters);
  std::vector<std::string> group_of(known.size());
  for (auto& [name, block] : root.children("correlated", "correlated")) {
    CorrelatedGroup& group = uncertain.correlated.emplace_back();
    group.name = name;
    GroupReader(block, group, known).read();
    for (const std::size_t member : group.members) {
      std::string& first = group_of[member];
      if (!first.empty()) {
        block.fail("of", fmt::format("has {}, which is in the group '{}' already; a number is in at most one",
                                     known[member], first));
      }
      first = name;
    }
  }
}

}  // namespace entente
