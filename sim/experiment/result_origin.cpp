#include <array>

#include "sim/core/error.hpp"
#include "sim/experiment/setting.hpp"
#include "sim/experiment/store.hpp"

namespace entente {

ResultOrigin result_origin(const std::string& file) {
  if (!Store::exists(file)) throw InputError({whole_problem(file, "", "is not there, or is empty")});
  const Database database(file, Database::Mode::Read);
  ResultOrigin origin;
  if (database.has_table("sweep")) {
    const Store store(file, Database::Mode::Read);
    origin.kind = "sweep";
    origin.sweep = stated_sweep(store.identity());
    origin.loaded = origin.sweep->loaded;
    origin.seed = origin.sweep->plan.seed;
    origin.done = store.done();
    return origin;
  }
  for (const char* kind : {"comparison", "tip", "account", "claims"}) {
    if (database.has_table(kind)) origin.kind = kind;
  }
  if (origin.kind.empty()) throw InputError({whole_problem(file, "", "is not a result file of entente")});
  const auto stated = [&](const char* name) {
    return text_of(
        database.value("select value from " + quoted_name(origin.kind) + " where name = ?", {name}));
  };
  origin.seed = std::stoull(stated("seed"));
  if (origin.kind == "claims") return origin;
  origin.loaded = origin.kind == "comparison"
                      ? load_scenario_text(text_of(database.value("select scenario from arms where arm = 0")),
                                           stated("base"))
                      : load_scenario_text(stated("scenario"), stated("scenario_name"));
  return origin;
}

}  // namespace entente
