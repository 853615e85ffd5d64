#include "sim/bargaining/rational_game.hpp"

#include <algorithm>

#include "sim/core/error.hpp"

namespace entente {
namespace {

bool fits(const OptionTable& table, const PackageSpace& space) {
  if (table.size() != space.issues()) return false;
  for (std::size_t k = 0; k < table.size(); ++k) {
    if (table[k].size() != space.options(k)) return false;
  }
  return true;
}

}  // namespace

double RationalParty::without_agreement() const {
  if (disagreement) return *disagreement;
  return outside ? std::max(*outside, arrangement) : arrangement;
}

void check(const RationalGame& game) {
  const std::size_t parties = game.parties.size();
  const auto share = [](double value) { return value >= 0 && value <= 1; };
  require(parties > 0, "a game has a party");
  require(game.divisible.empty() || game.divisible.size() == game.space.issues(), "divisible: one per issue");
  require(game.allowed.empty() || game.allowed.size() == game.space.packages(), "allowed: one per package");
  bool any_divisible = false;
  for (std::size_t k = 0; k < game.space.issues(); ++k) {
    any_divisible = any_divisible || game.is_divisible(k);
    require(!game.is_divisible(k) || game.space.options(k) >= 2, "a divisible issue has two options or more");
  }
  for (const RationalParty& party : game.parties) {
    if (party.values.empty()) {
      require(fits(party.tables, game.space), "tables: a number for every option of every issue");
    } else {
      require(!any_divisible && party.tables.empty(), "values: in place of tables, without divisible issues");
      require(party.values.size() == game.space.packages(), "values: one per package");
    }
    require(share(party.discount), "discount in [0, 1]");
    require(party.discount < 1 || game.breakdown > 0 || game.exchanges > 0,
            "talks that never end need impatience or a risk of breakdown");
  }
  for (const RationalLimit& limit : game.limits) {
    require(fits(limit.table, game.space), "limit: a number for every option of every issue");
  }
  require(game.random_recognition || !game.order.empty(), "someone proposes");
  require(std::all_of(game.order.begin(), game.order.end(), [&](std::size_t p) { return p < parties; }),
          "order: indices of parties");
  require(game.quota <= parties, "quota: at most the number of parties");
  require(share(game.breakdown), "breakdown in [0, 1]");
}

}  // namespace entente
