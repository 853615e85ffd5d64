#include "sim/experiment/plan.hpp"

#include <fmt/format.h>

namespace entente {

const char* name_of(Design design) {
  switch (design) {
    case Design::MonteCarlo:
      return "mc";
    case Design::LatinHypercube:
      return "lhs";
    case Design::Sobol:
      return "sobol";
    case Design::SobolRaw:
      return "sobol_raw";
    case Design::Grid:
      return "grid";
    case Design::Rows:
      return "csv";
  }
  return "";
}

bool Shard::first_of_world(const SweepPlan& plan, std::uint64_t run) const {
  for (std::uint64_t earlier = plan.world(run); earlier < run; earlier += plan.worlds) {
    if (earlier % count == index) return false;
  }
  return true;
}

std::string Shard::text() const { return fmt::format("{}/{}", index, count); }

}  // namespace entente
