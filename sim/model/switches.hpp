#pragma once

#include <array>

#include "sim/model/scenario.hpp"

namespace entente {

/// A mechanism that can be switched off, by the name that scenario files give it.
struct NamedSwitch {
  const char* name;
  bool Switches::* member;
};

inline constexpr std::array<NamedSwitch, 23> kSwitches = {{
    {"loss_aversion", &Switches::loss_aversion},
    {"jump", &Switches::jump},
    {"aspiration", &Switches::aspiration},
    {"pledges", &Switches::pledges},
    {"alliance_pressure", &Switches::alliance_pressure},
    {"inducement", &Switches::inducement},
    {"hope", &Switches::hope},
    {"process_value", &Switches::process_value},
    {"meeting_decision", &Switches::meeting_decision},
    {"private_valuations", &Switches::private_valuations},
    {"learning", &Switches::learning},
    {"refusal_memory", &Switches::refusal_memory},
    {"ratification", &Switches::ratification},
    {"implementation", &Switches::implementation},
    {"trust", &Switches::trust},
    {"acts", &Switches::acts},
    {"influence", &Switches::influence},
    {"ties", &Switches::ties},
    {"context", &Switches::context},
    {"partial_agreements", &Switches::partial_agreements},
    {"red_lines", &Switches::red_lines},
    {"firm_supply", &Switches::firm_supply},
    {"invest_in_hope", &Switches::invest_in_hope},
}};

}  // namespace entente
