#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/model/package.hpp"
#include "sim/model/scenario.hpp"

namespace entente {

/// A name as it is read: underscores become spaces.
std::string readable(std::string_view name);

/// The title where there is one, else the readable name (an actor's with capitals: "Development Bank").
std::string actor_name(const Actor& actor);
/// Several actors in a list: "Japan, Russia and China".
std::string actor_names(const Scenario& scenario, const std::vector<std::size_t>& actors);
std::string issue_name(const Issue& issue);
std::string dimension_name(const Dimension& dimension);
std::string outcome_name(const Scenario& scenario, std::size_t outcome);

/// The option's title, else its readable name; the amount in [0, 1] of a divisible issue.
std::string option_name(const Issue& issue, std::size_t option);
/// The same without the title: short, for conditions and lists of values.
std::string option_label(const Issue& issue, std::size_t option);

/// "security → 2+2; investment → joint fund": the issues in which `to` differs from `from`; "no change" for
/// none.
std::string changes_in_words(const Scenario& scenario, PackageIndex from, PackageIndex to);
/// The same with labels instead of titles, where many packages are listed.
std::string changes_in_labels(const Scenario& scenario, PackageIndex from, PackageIndex to);

/// What an option brings: "money 4 USD bn, rapprochement 2"; empty for nothing.
std::string amounts_in_words(const Scenario& scenario, const Issue& issue, std::size_t option);

/// "alliance", "trade".
std::string layer_name(Layer layer);

/// A condition as a clause: "territory is two islands and investment is at least a fund".
std::string predicate_in_words(const Scenario& scenario, const Predicate& predicate);

/// The value of a context process with its unit, or the name of the state of a Markov chain.
std::string context_value(const Process& process, double value);

/// Number of feasible packages among all of `package_space`.
std::size_t count_feasible(const Scenario& scenario);

}  // namespace entente
