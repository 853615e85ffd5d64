#include "sim/valuation/admissible.hpp"

#include <utility>

namespace entente {

Admissible::Admissible(const Scenario& scenario, const Layout& layout) : layout_(&layout) {
  for (const Actor& actor : scenario.actors) {
    if (!actor.party || !scenario.switches.red_lines) continue;
    for (const RedLine& red_line : actor.red_lines) {
      if (!red_line.enabled) continue;
      Line& line = lines_.emplace_back();
      line.crossed = mask_of(scenario, layout.space(), red_line.never);
      if (red_line.unless) {
        const std::vector<std::uint8_t> excused = mask_of(scenario, layout.space(), *red_line.unless);
        for (std::size_t x = 0; x < excused.size(); ++x)
          line.crossed[x] = line.crossed[x] != 0 && excused[x] == 0;
      }
      if (red_line.unless_in_force)
        line.lifted = mask_of(scenario, layout.space(), *red_line.unless_in_force);
    }
  }
  put_in_force(status_quo(scenario));
}

void Admissible::put_in_force(PackageIndex arrangement) {
  lifted_.clear();
  for (const Line& line : lines_) lifted_.push_back(line.lifted.empty() ? 0 : line.lifted[arrangement]);
  for (current_ = 0; current_ < sets_.size(); ++current_) {
    if (sets_[current_].lifted == lifted_) return;
  }
  std::vector<std::uint8_t> mask = layout_->feasible();
  for (std::size_t l = 0; l < lines_.size(); ++l) {
    if (lifted_[l] != 0) continue;
    for (std::size_t x = 0; x < mask.size(); ++x)
      mask[x] &= static_cast<std::uint8_t>(1 - lines_[l].crossed[x]);
  }
  PackageTree tree(*layout_, mask);
  sets_.push_back({lifted_, std::move(mask), std::move(tree)});
}

}  // namespace entente
