#include "sim/bargaining/opponent_model.hpp"

#include <algorithm>

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"

namespace entente {

namespace {

constexpr double kSigma = 0.25;
constexpr double kAssumedStep = 0.01;
constexpr double kAssumedLeast = 0.5;

double likelihood(double utility, double expected) {
  const double z = (utility - expected) / kSigma;
  return portable_exp(-0.5 * z * z);
}

void normalise(std::span<double> beliefs) {
  double sum = 0;
  for (const double b : beliefs) sum += b;
  for (double& b : beliefs) b /= sum;
}

}  // namespace

double OpponentModel::shape_value(std::size_t shape, std::size_t option, std::size_t options) {
  if (options < 2) return 1;
  const auto at = static_cast<double>(option);
  const auto last = static_cast<double>(options - 1);
  if (shape == 0) return at / last;
  if (shape == 1) return (last - at) / last;
  const auto peak = static_cast<double>(shape - 1);
  return at <= peak ? at / peak : (last - at) / (last - peak);
}

OpponentModel::OpponentModel(const PackageSpace& space) : space_(&space) {
  std::size_t options = 0;
  std::size_t shape_count = 0;
  for (std::size_t k = 0; k < space.issues(); ++k) {
    offset_.push_back(options);
    shape_offset_.push_back(shape_count);
    options += space.options(k);
    shape_count += shapes(space.options(k));
  }
  shape_offset_.push_back(shape_count);
  weight_beliefs_.resize(space.issues());
  shape_beliefs_.resize(shape_count);
  weights_.resize(space.issues());
  values_.resize(options);
  restart();
}

void OpponentModel::restart() {
  for (WeightBelief& belief : weight_beliefs_) {
    for (std::size_t h = 0; h < kWeights; ++h) {
      const auto left = static_cast<double>(kWeights - h);
      belief[h] = left * left * left;
    }
    normalise(belief);
  }
  for (std::size_t k = 0; k < space_->issues(); ++k) {
    const std::size_t count = shape_offset_[k + 1] - shape_offset_[k];
    std::fill_n(shape_beliefs_.begin() + static_cast<std::ptrdiff_t>(shape_offset_[k]), count,
                1 / static_cast<double>(count));
  }
  offers_ = 0;
  expect();
}

void OpponentModel::expect() {
  double sum = 0;
  for (std::size_t k = 0; k < space_->issues(); ++k) {
    double mean = 0;
    for (std::size_t h = 0; h < kWeights; ++h) mean += static_cast<double>(h) / 10 * weight_beliefs_[k][h];
    weights_[k] = mean;
    sum += mean;
    const std::size_t options = space_->options(k);
    for (std::size_t option = 0; option < options; ++option) {
      double value = 0;
      for (std::size_t s = 0; s < shapes(options); ++s) {
        value += shape_beliefs_[shape_offset_[k] + s] * shape_value(s, option, options);
      }
      values_[offset_[k] + option] = value;
    }
  }
  for (double& weight : weights_) weight /= sum;
}

void OpponentModel::hear(PackageIndex package) {
  if (offers_ > 0 && package == last_) return;
  const double expected = std::max(kAssumedLeast, 1 - kAssumedStep * static_cast<double>(offers_));
  ++offers_;
  last_ = package;
  const double whole = utility(package);
  for (std::size_t k = 0; k < space_->issues(); ++k) {
    const std::size_t option = space_->option(package, k);
    const double own = value(k, option);
    const double rest = whole - weights_[k] * own;
    const double others = 1 - weights_[k];
    // A single issue has all the weight.
    const double elsewhere = others > 0 ? rest / others : own;
    for (std::size_t h = 0; h < kWeights; ++h) {
      const double weight = static_cast<double>(h) / 10;
      weight_beliefs_[k][h] *= likelihood(weight * own + (1 - weight) * elsewhere, expected);
    }
    normalise(weight_beliefs_[k]);
    const std::size_t options = space_->options(k);
    const std::span<double> beliefs = std::span(shape_beliefs_).subspan(shape_offset_[k], shapes(options));
    for (std::size_t s = 0; s < beliefs.size(); ++s) {
      beliefs[s] *= likelihood(weights_[k] * shape_value(s, option, options) + rest, expected);
    }
    normalise(beliefs);
  }
  expect();
}

double OpponentModel::utility(PackageIndex package) const {
  double sum = 0;
  for (std::size_t k = 0; k < space_->issues(); ++k) {
    sum += weights_[k] * value(k, space_->option(package, k));
  }
  return sum;
}

void OpponentModel::utilities(std::span<double> of_package) const {
  require(of_package.size() == space_->size(), "one utility for each entry of the space");
  std::ranges::fill(of_package, 0.0);
  // Issue after issue: the packages of the first k issues are the first `known` of the space.
  std::size_t known = 1;
  for (std::size_t k = 0; k < space_->issues(); ++k) {
    for (std::size_t option = space_->options(k); option-- > 0;) {
      const double part = weights_[k] * value(k, option);
      for (std::size_t x = 0; x < known; ++x) of_package[option * known + x] = of_package[x] + part;
    }
    known *= space_->options(k);
  }
}

}  // namespace entente
