#include "sim/experiment/reproduce.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "sim/experiment/in_order.hpp"
#include "sim/experiment/runner.hpp"
#include "sim/experiment/store.hpp"
#include "sim/experiment/sweep.hpp"
#include "sim/experiment/totals.hpp"

namespace entente {
namespace {

constexpr std::size_t kShown = 10;
constexpr std::size_t kUnderWayPerThread = 16;

struct Item {
  std::uint64_t run = 0;
  RunRows stored;
  RunRows now;
};

std::string shown(const Cell& cell) {
  return std::holds_alternative<std::monostate>(cell) ? "nothing" : cell_text(cell);
}

/// The first value in which two lists of rows differ; empty where none does.
std::string first_difference(const Table& table, const std::vector<Row>& stored,
                             const std::vector<Row>& now) {
  for (std::size_t r = 0; r < std::min(stored.size(), now.size()); ++r) {
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      if (packed({{{stored[r][c]}}}) == packed({{{now[r][c]}}})) continue;
      return fmt::format("{}.{}: {} in the file, {} now", table.name, table.columns[c].name,
                         shown(stored[r][c]), shown(now[r][c]));
    }
  }
  if (stored.size() == now.size()) return {};
  return fmt::format("{}: {} rows in the file, {} now", table.name, stored.size(), now.size());
}

class Comparison {
 public:
  Comparison(const Sweep& sweep, const Store& store) : sweep_(sweep), store_(store) {}

  void add(const Item& item) {
    ++result.compared;
    std::string difference;
    const std::vector<Table>& tables = sweep_.tables.all();
    for (std::size_t t = 0; t < tables.size() && difference.empty(); ++t) {
      if (!tables[t].shared) {
        difference = first_difference(tables[t], item.stored[t], item.now[t]);
        continue;
      }
      for (const Row& row : item.now[t]) {
        if (store_.has_row(tables[t], row)) continue;
        difference =
            fmt::format("{}: the row {} is not in the file as it is now", tables[t].name, shown(row.front()));
      }
    }
    if (difference.empty()) return;
    ++result.different;
    if (result.differences.size() < kShown)
      result.differences.push_back(fmt::format("run {}, {}", item.run, difference));
  }

  Reproduction result;

 private:
  const Sweep& sweep_;
  const Store& store_;
};

/// Positions in the shard of the runs to be compared.
std::pair<std::uint64_t, std::uint64_t> span_of(const std::string& file, const Store& store,
                                                const StatedSweep& stated, std::optional<std::uint64_t> run) {
  const std::uint64_t done = store.done();
  if (!run) return {0, done};
  if (stated.plan.aggregate) {
    throw InputError(
        {whole_problem("", "--run", file + " holds only totals; leave the option out to compare those")});
  }
  const std::uint64_t position = *run / stated.shard.count;
  if (*run % stated.shard.count != stated.shard.index || position >= done) {
    throw InputError({whole_problem("", "--run",
                                    fmt::format("found {}, which is not among the {} runs of shard {} in {}",
                                                *run, done, stated.shard.text(), file))});
  }
  return {position, position + 1};
}

}  // namespace

Reproduction reproduce(const std::string& file, std::optional<std::uint64_t> run, unsigned threads,
                       const std::atomic<bool>& stop,
                       const std::function<void(std::uint64_t, std::uint64_t)>& on_progress) {
  if (!Store::exists(file)) throw InputError({whole_problem(file, "", "is not there, or is empty")});
  // The first and the last stage may go on at the same time, so each has a connection of its own.
  const Store reading(file, Database::Mode::Read);
  const Store checking(file, Database::Mode::Read);
  StatedSweep stated = stated_sweep(reading.identity());
  auto [position, end] = span_of(file, reading, stated, run);
  const std::uint64_t total = end - position;
  const Shard shard = stated.shard;
  const Sweep sweep(std::move(stated.loaded), stated.vary, stated.plan);
  const std::vector<Table>& tables = sweep.tables.all();
  Comparison comparison(sweep, checking);
  Totals totals(tables, sweep.plan.runs_per_world > 1);

  const auto read = [&](Item& item) {
    if (position >= end || stop) return false;
    item.run = shard.run(position++);
    item.stored.clear();
    for (const Table& table : tables) {
      item.stored.push_back(table.shared || sweep.plan.aggregate ? std::vector<Row>()
                                                                 : reading.rows_of_run(table, item.run));
    }
    return true;
  };
  const auto play_again = [&](Runner& runner, Item& item) {
    item.now = runner.run(item.run, tells_world(sweep.plan, shard, item.run));
  };
  const auto compare = [&](const Item& item) {
    if (sweep.plan.aggregate) {
      totals.add(item.now);
      ++comparison.result.compared;
    } else {
      comparison.add(item);
    }
    on_progress(comparison.result.compared, total);
  };
  in_order<Item>([&] { return Runner(sweep); }, threads, kUnderWayPerThread, read, play_again, compare);
  if (sweep.plan.aggregate && comparison.result.compared == total) {
    Totals stored(tables, sweep.plan.runs_per_world > 1);
    stored.add_from(checking.database());
    if (const std::string difference = totals.first_difference(stored); !difference.empty()) {
      comparison.result.different = total;
      comparison.result.differences.push_back(difference);
    }
  }
  return comparison.result;
}

}  // namespace entente
