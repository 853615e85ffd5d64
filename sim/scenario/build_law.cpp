// The laws of uncertain numbers: which keys each kind has, and what holds among them.

#include <fmt/format.h>

#include <algorithm>

#include "sim/core/math.hpp"
#include "sim/scenario/build.hpp"

namespace entente {
namespace {

using LawKind = UncertainParameter::Kind;

constexpr std::size_t kMaximumValues = 1000;
/// The least that the logarithms of laws are computed for.
constexpr double kSmallest = 1e-150;
/// Of a truncated normal law, in standard deviations: the nearer end is at most this far from the mean, and
/// the ends at least this far from each other. Outside, its quantiles would be rounding.
constexpr double kFarthestCut = 30;
constexpr double kNarrowestCut = 1e-9;

/// Numbers for which all laws can be computed.
NumberSpec size() { return interval::closed(-kLargestOfLaw, kLargestOfLaw); }
NumberSpec positive_up_to(double high) { return {.unit = "", .low = 0, .high = high, .open_low = true}; }
NumberSpec weight() { return interval::closed(0, kLargestOfLaw); }
NumberSpec shape() { return interval::closed(0.001, 10'000); }

class LawReader {
 public:
  LawReader(Block& block, UncertainParameter& law)
      : block_(block), law_(law), before_(block.building().log.problems.size()) {}

  bool read() {
    const std::string kind = block_.reader().choice("kind", law_names());
    if (!sound()) {
      // Which keys belong here is not known: none is called unknown but those of no law.
      for (const char* key :
           {"low", "high", "mode", "mean", "sd", "median", "spread", "a", "b", "values", "weights"}) {
        block_.has(key);
      }
      return false;
    }
    law_.kind = static_cast<LawKind>(std::ranges::find(law_names(), kind) - law_names().begin());
    read_numbers();
    return sound();
  }

 private:
  /// Whether all that was read so far is right.
  bool sound() const { return block_.building().log.problems.size() == before_; }

  void read_numbers() {
    switch (law_.kind) {
      case LawKind::Assumed:
        break;
      case LawKind::Uniform:
        read_ends();
        break;
      case LawKind::LogUniform:
        read_ends();
        if (sound() && law_.low < kSmallest) {
          block_.fail_value(
              "low", fmt::format("is {}; log_uniform needs a low above 0, at least {}", law_.low, kSmallest));
        }
        break;
      case LawKind::Triangular:
        read_ends();
        needed("mode", law_.mode, size());
        if (sound() && (law_.mode < law_.low || law_.mode > law_.high)) {
          block_.fail_value("mode", fmt::format("is {}; it must lie between low and high, in [{}, {}]",
                                                law_.mode, law_.low, law_.high));
        }
        break;
      case LawKind::Normal:
        read_normal();
        break;
      case LawKind::TruncatedNormal:
        read_normal();
        read_truncation();
        break;
      case LawKind::LogNormal:
        needed("median", law_.median, interval::closed(1e-100, 1e100));
        needed("spread", law_.spread, positive_up_to(10));
        break;
      case LawKind::Beta:
        needed("a", law_.a, shape());
        needed("b", law_.b, shape());
        law_.low = block_.reader().plain_number("low", size()).value_or(0);
        law_.high = block_.reader().plain_number("high", size()).value_or(1);
        check_order();
        break;
      case LawKind::Discrete:
        read_list();
        read_list_weights();
        break;
      case LawKind::Categorical:
        read_labels();
        read_label_weights();
        break;
      case LawKind::List:
        read_list();
        break;
    }
  }

  void needed(const std::string& key, double& value, const NumberSpec& spec) {
    if (const auto written = block_.reader().plain_number(key, spec)) {
      value = *written;
    } else if (!block_.has(key)) {
      block_.fail(key, fmt::format("missing; {} needs {}", law_names()[index()], key));
    }
  }

  void read_ends() {
    needed("low", law_.low, size());
    needed("high", law_.high, size());
    check_order();
  }

  void check_order() {
    if (!sound() || law_.low < law_.high) return;
    const char* key = block_.has("low") || !block_.has("high") ? "low" : "high";
    block_.fail_value(key,
                      fmt::format("low is {} and high is {}; low must be below high", law_.low, law_.high));
  }

  void read_normal() {
    needed("mean", law_.mean, size());
    needed("sd", law_.sd, positive_up_to(kLargestOfLaw));
  }

  void read_truncation() {
    law_.low = block_.reader().plain_number("low", size()).value_or(-kInfinity);
    law_.high = block_.reader().plain_number("high", size()).value_or(kInfinity);
    if (!block_.has("low") && !block_.has("high")) {
      block_.fail("", "needs low, high or both; a law without ends is of kind normal");
    }
    check_order();
    if (!sound()) return;
    const auto complain = [&](const char* key, double end, const char* side) {
      block_.fail_value(
          key, fmt::format("is {}, more than {} standard deviations {} the mean; nothing is left of the law",
                           end, kFarthestCut, side));
    };
    if (law_.low - law_.mean > kFarthestCut * law_.sd) complain("low", law_.low, "above");
    if (law_.mean - law_.high > kFarthestCut * law_.sd) complain("high", law_.high, "below");
    if (law_.high - law_.low < kNarrowestCut * law_.sd) {
      block_.fail_value("sd", fmt::format("is {}, more than {} times as wide as the law; use uniform",
                                          law_.sd, 1 / kNarrowestCut));
    }
  }

  void read_list() {
    law_.values = block_.reader().numbers("values", size(), true);
    const Entry* entry = block_.node().find("values");
    if (entry != nullptr && entry->node.is_sequence()) check_count(entry->node.children.size());
  }

  void check_count(std::size_t count) {
    if (count == 0) block_.fail_value("values", "are empty; at least one is needed");
    if (count > kMaximumValues) {
      block_.fail_value("values", fmt::format("are {}; at most {} are allowed", count, kMaximumValues));
    }
  }

  void read_list_weights() {
    if (!block_.has("weights")) {
      law_.weights.assign(law_.values.size(), 1.0);
      // Asked for all the same, so that the log knows what the key accepts.
      block_.reader().numbers("weights", weight());
      return;
    }
    law_.weights = block_.reader().numbers("weights", weight());
    if (sound() && law_.weights.size() != law_.values.size()) {
      block_.fail_value("weights", fmt::format("are {} for {} values; each value needs one",
                                               law_.weights.size(), law_.values.size()));
    }
    check_weights();
  }

  void check_weights() {
    if (!sound()) return;
    if (std::ranges::all_of(law_.weights, [](double w) { return w == 0; }))
      block_.fail_value("weights", "are all 0; at least one must be above 0");
  }

  void read_labels() {
    auto values = block_.map("values", "plain_number", true);
    if (!values) return;
    for (const Word& word : values->keys()) {
      const auto value = values->reader().plain_number(word.text, size());
      if (!is_proper_name(word.text)) values->fail(word.text, improper_name(word.text));
      law_.labels.push_back(word.text);
      law_.values.push_back(value.value_or(0));
    }
    values->finish();
    check_count(law_.labels.size());
  }

  void read_label_weights() {
    law_.weights.assign(law_.values.size(), 1.0);
    auto weights = block_.map("weights", "plain_number");
    if (!weights) return;
    for (const Word& word : weights->keys()) {
      const auto written = weights->reader().plain_number(word.text, weight());
      const auto label = weights->look_up(word, word.text, law_.labels, "one of the values");
      if (written && label) law_.weights[*label] = *written;
    }
    weights->finish();
    check_weights();
  }

  std::size_t index() const { return static_cast<std::size_t>(law_.kind); }

  Block& block_;
  UncertainParameter& law_;
  std::size_t before_;
};

/// One end of a law that has a density, against the same end of what the number is allowed to be.
struct End {
  const char* key;
  double of_law;
  double of_number;
  bool open;      ///< The number may not lie there itself.
  bool piles_up;  ///< The law has infinite density there, so that rounding would often end up there.
  bool beyond;
};

void check_end(Block& block, const UncertainParameter& law, const Parameter& number, const End& end) {
  const std::string must = fmt::format("{} must lie in {}", number.path, allowed_text(number));
  const std::string& kind = law_names()[static_cast<std::size_t>(law.kind)];
  const bool low = std::string_view(end.key) == "low";
  if (end.beyond && block.has(end.key)) {
    block.fail_value(end.key, fmt::format("is {}; {}", end.of_law, must));
  } else if (end.beyond) {
    const bool unbounded = law.kind == LawKind::Normal || law.kind == LawKind::LogNormal;
    const std::string advice = unbounded                      ? "use truncated_normal or beta"
                               : law.kind == LawKind::Assumed ? "give the number a narrower range"
                                                              : fmt::format("write {}", end.key);
    block.fail_value("kind", fmt::format("is {}, with values {} to {}; {}; {}", kind, low ? "down" : "up",
                                         end.of_law, must, advice));
  } else if (end.open && end.piles_up && end.of_law == end.of_number) {
    block.fail_value(low ? "a" : "b",
                     fmt::format("is below 1, so that values pile up at {}; {}; move {} inside", end.of_law,
                                 must, end.key));
  }
}

/// Where the density of a law begins and ends.
std::pair<double, double> ends_of(const UncertainParameter& law) {
  if (law.kind == LawKind::Normal) return {-kInfinity, kInfinity};
  if (law.kind == LawKind::LogNormal) return {0, kInfinity};
  return {law.low, law.high};
}

}  // namespace

bool build_law(Block& block, UncertainParameter& law) { return LawReader(block, law).read(); }

void check_support(Block& block, const UncertainParameter& law, const Parameter& number) {
  const Entry* values = block.node().find("values");
  for (std::size_t k = 0; k < law.values.size(); ++k) {
    const auto problem = check_allowed(number, law.values[k]);
    if (!problem) continue;
    const bool named = law.kind == LawKind::Categorical;
    const Node& node = named ? values->node.find(law.labels[k])->node : values->node.children[k].node;
    block.fail_at(node.location(), named ? "values." + law.labels[k] : "values",
                  problem->message + ", as " + number.path + " must");
  }
  if (!law.values.empty()) return;
  const auto [low, high] = ends_of(law);
  const bool beta = law.kind == LawKind::Beta;
  check_end(block, law, number,
            {"low", low, number.low, number.open_low, beta && law.a < 1, low < number.low});
  check_end(block, law, number,
            {"high", high, number.high, number.open_high, beta && law.b < 1, number.high < high});
}

}  // namespace entente
