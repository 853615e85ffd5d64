#pragma once

#include <string>
#include <vector>

#include "sim/engine/record.hpp"
#include "sim/report/text.hpp"

namespace entente {

/// One part of what a change of package does to an actor, in utility a year.
struct Reason {
  std::string name;
  double change = 0;
};

/// All parts of `contributions` in the order of `Objection::reason`: the actor's components, then alliance,
/// private valuation, value of talking, hope.
std::vector<Reason> reasons(const Actor& actor, const Contributions& contributions);

/// The name of one of them.
std::string reason_name(const Actor& actor, std::size_t reason);

/// Why the answer was what it was: "sovereignty −0.31 outweighs economy +0.08". At most two reasons a side
/// are named: the largest, and the next where it is at least a quarter as large. Without recorded reasons,
/// the margin.
std::string answer_in_words(const Actor& actor, const Answer& answer);

/// Every part that is not zero, and their sum, as a table with the reservation margin below.
std::string breakdown(const Actor& actor, const Answer& answer, Style style, std::string_view indent);

}  // namespace entente
