#include "sim/solution/envelope.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace entente {

namespace {

using Pieces = std::vector<EnvelopePiece>;

bool single(const EnvelopePiece& piece) { return !(piece.left[0] < piece.right[0]); }

/// The height of a piece above x between its ends.
double height(const EnvelopePiece& piece, double x) {
  if (single(piece)) return piece.left[1];
  const double share = (x - piece.left[0]) / (piece.right[0] - piece.left[0]);
  return piece.left[1] + share * (piece.right[1] - piece.left[1]);
}

/// Pieces read from left to right as a falling function: above x as high as the piece there or, in a gap, as
/// the left end of the next piece; nothing right of the last.
class PieceReader {
 public:
  explicit PieceReader(const Pieces& pieces) : pieces_(&pieces) {}

  /// To the first piece that reaches x.
  void go_to(double x) {
    while (next_ < pieces_->size() && (*pieces_)[next_].right[0] < x) ++next_;
  }
  bool ended() const { return next_ == pieces_->size(); }
  const EnvelopePiece& piece() const { return (*pieces_)[next_]; }
  bool slopes_over(double x) const { return !ended() && piece().left[0] <= x && !single(piece()); }
  double height_at(double x) const {
    if (ended()) return -std::numeric_limits<double>::infinity();
    return piece().left[0] <= x ? height(piece(), x) : piece().left[1];
  }

 private:
  const Pieces* pieces_;
  std::size_t next_ = 0;
};

class Join {
 public:
  Join(const Pieces& first, const Pieces& second, double tolerance)
      : first_(first), second_(second), tolerance_(tolerance) {
    for (const Pieces* pieces : {&first, &second}) {
      for (const EnvelopePiece& piece : *pieces) {
        cuts_.push_back(piece.left[0]);
        cuts_.push_back(piece.right[0]);
      }
    }
    std::ranges::sort(cuts_);
    cuts_.erase(std::unique(cuts_.begin(), cuts_.end()), cuts_.end());
  }

  Pieces run() {
    for (std::size_t k = 0; k < cuts_.size(); ++k) {
      if (k > 0) between(cuts_[k - 1], cuts_[k]);
      points_at(cuts_[k]);
    }
    return std::move(out_);
  }

 private:
  /// Both functions are straight over (low, high).
  void between(double low, double high) {
    const double middle = low + (high - low) / 2;
    first_.go_to(middle);
    second_.go_to(middle);
    const double over_low = first_.height_at(low) - second_.height_at(low);
    const double over_high = first_.height_at(high) - second_.height_at(high);
    if (first_.slopes_over(middle)) {
      const bool alike = std::abs(over_low) <= tolerance_ && std::abs(over_high) <= tolerance_;
      keep(first_.piece(), low, high, alike ? 1 : over_low, alike ? 1 : over_high);
      if (alike) return;
    }
    if (second_.slopes_over(middle)) keep(second_.piece(), low, high, -over_low, -over_high);
  }

  /// The part of `piece` over [low, high] on which `over`, linear, is positive.
  void keep(const EnvelopePiece& piece, double low, double high, double over_low, double over_high) {
    if (!(over_low > 0) && !(over_high > 0)) return;
    double from = low;
    double to = high;
    if (over_low < 0 || over_high < 0) {
      const double crossing = low + (high - low) * (over_low / (over_low - over_high));
      (over_low < 0 ? from : to) = crossing;
    }
    const TwoUtilities left{from, height(piece, from)};
    const TwoUtilities right{to, height(piece, to)};
    const bool goes_on = !out_.empty() && out_.back().curve == piece.curve &&
                         out_.back().edge == piece.edge && out_.back().right[0] >= from;
    if (goes_on) {
      out_.back().right = right;
    } else if (to - from > tolerance_ || left[1] - right[1] > tolerance_) {
      out_.push_back({left, right, piece.curve, piece.edge});
    }
  }

  /// Single points above x.
  void points_at(double x) {
    first_.go_to(x);
    second_.go_to(x);
    const auto point_here = [&](const PieceReader& reader) {
      return !reader.ended() && reader.piece().left[0] <= x && single(reader.piece());
    };
    const double over = first_.height_at(x) - second_.height_at(x);
    if (point_here(first_) && (over > tolerance_ || (over >= -tolerance_ && point_here(second_)))) {
      out_.push_back(first_.piece());
    } else if (point_here(second_) && over < -tolerance_) {
      out_.push_back(second_.piece());
    }
  }

  PieceReader first_;
  PieceReader second_;
  double tolerance_;
  std::vector<double> cuts_;
  Pieces out_;
};

}  // namespace

std::vector<EnvelopePiece> upper_envelope(std::vector<std::vector<EnvelopePiece>> curves, double tolerance) {
  while (curves.size() > 1) {
    std::vector<Pieces> joined;
    for (std::size_t k = 0; k + 1 < curves.size(); k += 2) {
      joined.push_back(Join(curves[k], curves[k + 1], tolerance).run());
    }
    if (curves.size() % 2 == 1) joined.push_back(std::move(curves.back()));
    curves = std::move(joined);
  }
  return curves.empty() ? Pieces{} : std::move(curves.front());
}

}  // namespace entente
