#include "sim/valuation/admissible.hpp"

namespace entente {

Admissible::Admissible(const Scenario& scenario, const Layout& layout)
    : layout_(&layout), mask_(layout.space().size()) {
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
  mask_ = layout_->feasible();
  for (const Line& line : lines_) {
    if (!line.lifted.empty() && line.lifted[arrangement] != 0) continue;
    for (std::size_t x = 0; x < mask_.size(); ++x) {
      mask_[x] = mask_[x] != 0 && line.crossed[x] == 0;
    }
  }
}

}  // namespace entente
