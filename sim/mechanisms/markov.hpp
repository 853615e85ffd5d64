#pragma once

#include <cstddef>
#include <vector>

namespace entente {

/// P = exp(Q·Δt), row-major: the probability to go from state r to state s within `years`.
///
/// `rates[r][s]` is the rate per year from r to s, at least 0; the diagonal is ignored. Uniformisation (A.
/// Jensen, Markoff chains as an aid in the study of Markoff processes, Skand. Aktuarietidskr. 36, 1953) on a
/// step halved until fewer than one jump is expected in it, then squared back: only non-negative numbers are
/// added and multiplied, so nothing cancels. Relative error about 1e-15 times the number of halvings' power
/// of two, at most.
std::vector<double> transition_matrix(const std::vector<std::vector<double>>& rates, double years);

/// The state drawn by the uniform `u` from row `from` of a row-major matrix of `states` columns: inverse
/// distribution function in the order of the states.
std::size_t draw_state(const std::vector<double>& matrix, std::size_t states, std::size_t from, double u);

}  // namespace entente
