#include <cstdint>
#include <iostream>

#include "sim/experiment/in_order.hpp"
#include "sim/experiment/runner.hpp"

/// A race on purpose, in the pipeline that sweeps use: the thread sanitizer has to find it, with the
/// suppressions that the other tests run under.

int main() {
  using namespace entente;
  SweepPlan plan;
  plan.worlds = 1;
  const Sweep sweep(load_scenario(ENTENTE_SOURCE_DIR "/scenarios/guide/1-two-coasts.yaml"),
                    {Vary::Kind::Nothing, {}}, plan);
  struct Item {
    int number = 0;
  };
  int given = 0;
  std::uint64_t raced = 0;
  in_order<Item>(
      [&] { return Runner(sweep); }, 4, 4, [&](Item& item) { return (item.number = given++) < 100'000; },
      [&](Runner&, Item& item) { raced += static_cast<std::uint64_t>(item.number); }, [](const Item&) {});
  std::cout << raced << '\n';
}
