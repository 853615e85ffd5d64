#pragma once

#include "sim/bargaining/contest.hpp"

namespace entente {

/// The European emission standards of 1992: years of delay before they bind medium-sized cars. Table 1 of
/// Scholz, Calbert and Smith (ICAART 2011), after Bueno de Mesquita (1994).
inline Contest emission_contest() {
  Contest contest;
  contest.actors = {"Netherlands", "Belgium", "Luxembourg", "Germany", "France",
                    "Italy",       "UK",      "Ireland",    "Denmark", "Greece"};
  contest.capability = {0.08, 0.08, 0.03, 0.16, 0.16, 0.16, 0.16, 0.05, 0.05, 0.08};
  contest.low = {4};
  contest.high = {10};
  contest.positions = {4, 7, 4, 4, 10, 10, 10, 7, 4, 7};
  contest.saliences = {0.8, 0.4, 0.2, 0.8, 0.6, 0.6, 0.9, 0.1, 1, 0.7};
  return contest;
}

}  // namespace entente
