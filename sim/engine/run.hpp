#pragma once

#include <cstdint>
#include <memory>

#include "sim/engine/record.hpp"
#include "sim/model/scenario.hpp"

namespace entente {

struct RationalGame;

/// Runs one scenario again and again: everything that does not change from run to run is prepared once, and
/// the scratch memory is kept, so that a round allocates nothing. One object serves one thread.
class Simulator {
 public:
  /// Copies the scenario. Throws Error where it breaks a contract that the reader would have reported, and
  /// where rational parties have no equilibrium to play. What depends on no number is taken over from `like`,
  /// which changes no result, where that one's scenario differs only in numbers.
  explicit Simulator(const Scenario& scenario, const Simulator* like = nullptr);
  ~Simulator();
  Simulator(Simulator&&) noexcept;
  Simulator& operator=(Simulator&&) noexcept;

  /// One negotiation. The same (scenario, seed, run) gives the same bytes. Throws Error where the scenario's
  /// numbers are so large that a context process or a utility overflows.
  RunRecord run(std::uint64_t seed, std::uint64_t run, RecordLevel level = {});

  /// The scenario as it is played, to which records refer. With rational parties and divisible issues the
  /// amounts on offer are options there.
  const Scenario& scenario() const;

  /// The game that the parties of `scenario` would play at its start if all were rational and knew
  /// everything: whatever tactics they have, private valuations left out (bargaining/rational.hpp solves it).
  /// Throws Error where linkages and divisible issues meet.
  static RationalGame opening_game(const Scenario& scenario);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace entente
