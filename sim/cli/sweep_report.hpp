#pragma once

#include <string>

#include "sim/cli/sweep_options.hpp"
#include "sim/experiment/recorder.hpp"

namespace entente {

/// What a sweep prints at its end: the table of outcomes, or JSON.
std::string sweep_report(const SweepOptions& options, const Sweep& sweep, const Store& store,
                         const SweepProgress& progress);

}  // namespace entente
