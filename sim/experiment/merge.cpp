#include "sim/experiment/merge.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/resource.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <queue>
#include <utility>

#include "sim/experiment/estimates.hpp"
#include "sim/experiment/identity.hpp"
#include "sim/experiment/store.hpp"
#include "sim/experiment/totals.hpp"

namespace entente {
namespace {

namespace fs = std::filesystem;

struct ShardFile {
  std::string file;
  Store store;
  Identity identity;
  Shard shard;
};

[[noreturn]] void refuse(const std::string& file, std::string message) {
  throw InputError({whole_problem(file, "", std::move(message))});
}

/// Opened for writing where possible, so that what a crash left behind is cleared up.
Store opened(const std::string& file) {
  if (!Store::exists(file)) refuse(file, "is not there, or is empty");
  return Store(file, Database::Mode::Write);
}

void check(const std::vector<ShardFile>& parts) {
  const ShardFile& first = parts.front();
  std::map<std::uint64_t, std::string> seen;
  for (const ShardFile& part : parts) {
    std::vector<Problem> problems;
    if (part.shard.count != first.shard.count) {
      refuse(part.file, fmt::format("is one of {} shards, {} one of {}", part.shard.count, first.file,
                                    first.shard.count));
    }
    for (const std::string& line : differences(first.identity, part.identity, {"shard"})) {
      problems.push_back(
          whole_problem(part.file, "", fmt::format("does not belong to {}: {}", first.file, line)));
    }
    if (!problems.empty()) throw InputError(std::move(problems));
    const auto [other, is_new] = seen.emplace(part.shard.index, part.file);
    if (!is_new)
      refuse(part.file, fmt::format("is shard {} again, as {} is", part.shard.text(), other->second));
    if (!part.store.complete()) {
      refuse(part.file,
             fmt::format("is not complete: {} runs of shard {} are done; give its sweep command again",
                         part.store.done(), part.shard.text()));
    }
  }
  std::vector<std::string> missing;
  for (std::uint64_t k = 0; k < first.shard.count; ++k) {
    constexpr std::size_t kShown = 10;
    if (!seen.contains(k) && missing.size() < kShown) missing.push_back(Shard{k, first.shard.count}.text());
  }
  if (!missing.empty()) {
    refuse(first.file,
           fmt::format("{} of {} shards are missing, among them {}", first.shard.count - seen.size(),
                       first.shard.count, fmt::join(missing, ", ")));
  }
}

void copy_sessions(const std::string& file, Store& whole) {
  const std::string columns =
      "started, ended, how, command, workers, version, commit_id, compiler, done_before, done_after";
  Database& database = whole.database();
  database.execute(fmt::format("attach {} as part", quoted_text(file)));
  database.execute(fmt::format(
      "insert into sessions({0}) select {0} from part.sessions order by session; detach part", columns));
}

/// The next row of one shard.
struct Source {
  Statement statement;
  Row row;
};

/// Rows of a table from all shards in the order of its keys, so that each goes to the end of the new table:
/// shards hold every K-th run, and one after the other they would rewrite the whole table K times.
void copy_rows(const std::vector<const ShardFile*>& parts, const Table& table, Store& whole) {
  std::vector<std::string> keys;
  for (std::size_t k = 0; k < table.keys; ++k) keys.push_back(quoted_name(table.columns[k].name));
  const std::string select =
      fmt::format("select * from {} order by {}", quoted_name(table.name), fmt::join(keys, ", "));
  std::vector<Source> sources;
  const auto later = [&](std::size_t a, std::size_t b) {
    for (std::size_t k = 0; k < table.keys; ++k) {
      if (sources[a].row[k] != sources[b].row[k]) return sources[b].row[k] < sources[a].row[k];
    }
    return b < a;
  };
  std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> next(later);
  const auto advance = [&](std::size_t k) {
    if (!sources[k].statement.step()) return;
    sources[k].row = sources[k].statement.row();
    next.push(k);
  };
  for (const ShardFile* part : parts) sources.push_back({Statement(part->store.database(), select), {}});
  for (std::size_t k = 0; k < sources.size(); ++k) {
    sources[k].statement.start();
    advance(k);
  }
  Transaction transaction(whole.database());
  Statement insert(whole.database(), insert_sql(table));
  while (!next.empty()) {
    const std::size_t k = next.top();
    next.pop();
    insert.run(sources[k].row);
    advance(k);
  }
  transaction.commit();
}

/// Every shard is open at once.
void allow_open_files(std::size_t files) {
  rlimit limit{};
  constexpr std::size_t kBesides = 64;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= files + kBesides) return;
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, files + kBesides);
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

void merge(const std::vector<std::string>& files, const std::string& output, const std::string& command) {
  std::error_code code;
  if (fs::exists(output, code)) refuse(output, "is there already");
  allow_open_files(files.size());
  std::vector<ShardFile> parts;
  for (const std::string& file : files) {
    Store store = opened(file);
    Identity entries = store.identity();
    const Shard shard = stated_shard(entries);
    parts.push_back({file, std::move(store), std::move(entries), shard});
  }
  check(parts);
  std::vector<const ShardFile*> in_order;
  for (const ShardFile& part : parts) in_order.push_back(&part);
  std::ranges::sort(in_order, {}, [](const ShardFile* part) { return part->shard.index; });

  StatedSweep stated = stated_sweep(parts.front().identity);
  const Sweep sweep(std::move(stated.loaded), stated.vary, stated.plan);
  const std::string beside = output + ".part";
  fs::remove(beside, code);
  {
    Store whole =
        Store::create(beside, sweep, identity(sweep, {}, entry(parts.front().identity, "behaviour")));
    Totals totals(sweep.tables.all(), sweep.plan.runs_per_world > 1);
    std::uint64_t done = 0;
    for (const ShardFile* part : in_order) {
      copy_sessions(part->file, whole);
      if (sweep.plan.aggregate) totals.add_from(part->store.database());
      done += part->store.done();
    }
    for (const Table& table : sweep.tables.all()) {
      if (!sweep.plan.aggregate) copy_rows(in_order, table, whole);
    }
    whole.begin_session({command, 1});
    Transaction transaction(whole.database());
    if (sweep.plan.aggregate) totals.write(whole.database());
    whole.set_done(done);
    whole.set_complete();
    write_estimates(whole.database(), sweep.plan);
    whole.end_session("merged");
    transaction.commit();
  }
  fs::rename(beside, output);
}

}  // namespace entente
