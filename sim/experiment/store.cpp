#include "sim/experiment/store.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string_view>
#include <utility>

#include "sim/core/version.hpp"
#include "sim/experiment/totals.hpp"
#include "sim/experiment/views.hpp"

namespace entente {
namespace {

/// "2026-01-31T12:00:00Z"
std::string now() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
}

const char* sql_type(TableColumn::Type type) {
  switch (type) {
    case TableColumn::Type::Integer:
      return "integer";
    case TableColumn::Type::Real:
      return "real";
    case TableColumn::Type::Text:
      return "text";
  }
  return "";
}

constexpr const char* kFixedTables =
    "create table sweep(name text primary key, value text) without rowid;\n"
    "create table progress(id integer primary key check (id = 0), done integer, complete integer);\n"
    "insert into progress values(0, 0, 0);\n"
    "create table sessions(session integer primary key, started text, ended text, how text, command text, "
    "workers integer, "
    "version text, commit_id text, compiler text, done_before integer, done_after integer);\n"
    "create table sampled(path text primary key, unit text, value real, law text) without rowid;\n"
    "create table outcomes(position integer primary key, outcome text, title text);\n"
    "create table estimates(outcome text primary key, happened integer, runs integer, share real, low real, "
    "high real, "
    "method text, world_sd real, world_low real, world_high real) without rowid;\n";

void fill_fixed_tables(Database& database, const Sweep& sweep, const Identity& identity) {
  Statement into_sweep(database, "insert into sweep values(?, ?)");
  for (const auto& [name, value] : identity) into_sweep.run({name, value});
  Statement into_sampled(database, "insert into sampled values(?, ?, ?, ?)");
  for (const SampledParameter& parameter : sweep.worlds.parameters()) {
    into_sampled.run({parameter.path, parameter.unit, number_cell(parameter.value), parameter.law_text});
  }
  Statement into_outcomes(database, "insert into outcomes values(?, ?, ?)");
  std::int64_t position = 0;
  for (const Outcome& outcome : sweep.loaded.scenario.outcomes)
    into_outcomes.run({position++, outcome.name, outcome.title});
  into_outcomes.run({position, "other", "None of these"});
  fill_codebook(database, sweep.tables.all());
}

}  // namespace

std::string create_sql(const Table& table) {
  std::vector<std::string> parts;
  std::vector<std::string> keys;
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    const TableColumn& column = table.columns[c];
    parts.push_back(quoted_name(column.name) + ' ' + sql_type(column.type));
    if (c < table.keys) keys.push_back(quoted_name(column.name));
    // The row's own number, without an index beside the table.
    if (table.keys == 1 && c == 0) parts.back() += " primary key";
  }
  if (table.keys > 1) parts.push_back(fmt::format("primary key ({})", fmt::join(keys, ", ")));
  return fmt::format("create table {}({}){};\n", quoted_name(table.name), fmt::join(parts, ", "),
                     table.keys > 1 ? " without rowid" : "");
}

std::string insert_sql(const Table& table) {
  std::string marks = "?";
  for (std::size_t c = 1; c < table.columns.size(); ++c) marks += ", ?";
  return fmt::format("insert {}into {} values({})", table.shared ? "or ignore " : "", quoted_name(table.name),
                     marks);
}

std::string codebook_sql() {
  return "create table codebook(table_name text, column_name text, type text, unit text, meaning text, "
         "primary key (table_name, column_name)) without rowid;\n";
}

void fill_codebook(Database& database, const std::vector<Table>& tables) {
  Statement into_codebook(database, "insert into codebook values(?, ?, ?, ?, ?)");
  for (const Table& table : tables) {
    into_codebook.run({table.name, "", "table", "", table.meaning});
    for (const TableColumn& column : table.columns) {
      into_codebook.run({table.name, column.name, sql_type(column.type), column.unit, column.meaning});
    }
  }
}

void crash_point(const char* name) {
  static const char* const wanted = std::getenv("ENTENTE_KILL_AT");
  if (wanted == nullptr) return;
  static long left = [] {
    const char* colon = std::strchr(wanted, ':');
    return colon == nullptr ? 1L : std::strtol(colon + 1, nullptr, 10);
  }();
  const std::string_view place(wanted);
  if (place.substr(0, place.find(':')) == name && --left == 0) std::raise(SIGKILL);
}

Store::Store(const std::string& path, Database::Mode mode) : database_(path, mode) {
  if (!database_.has_table("sweep") || !database_.has_table("progress")) {
    throw InputError({whole_problem(path, "", "is not a result file of entente sweep")});
  }
}

bool Store::exists(const std::string& path) {
  std::error_code code;
  return std::filesystem::exists(path, code) && std::filesystem::file_size(path, code) > 0 && !code;
}

Store Store::create(const std::string& path, const Sweep& sweep, const Identity& identity) {
  Database database(path, Database::Mode::Create);
  Transaction transaction(database);
  std::string sql = kFixedTables + codebook_sql();
  if (sweep.plan.aggregate) {
    sql += Totals::create_sql();
  } else {
    for (const Table& table : sweep.tables.all()) sql += create_sql(table);
    sql += views_sql(sweep.tables.all());
  }
  database.execute(sql);
  fill_fixed_tables(database, sweep, identity);
  transaction.commit();
  crash_point("store-created");
  return Store(std::move(database));
}

Identity Store::identity() const {
  Identity entries;
  Statement statement(database_, "select name, value from sweep order by name");
  statement.start();
  while (statement.step()) {
    const Row row = statement.row();
    entries.emplace_back(text_of(row.at(0)), text_of(row.at(1)));
  }
  return entries;
}

std::uint64_t Store::done() const { return count_of(database_.value("select done from progress")); }

bool Store::complete() const {
  return database_.value("select complete from progress") == Cell(std::int64_t{1});
}

void Store::begin_session(const Session& session) {
  Statement insert(
      database_,
      "insert into sessions(started, how, command, workers, version, commit_id, compiler, done_before) "
      "values(?, 'under way or killed', ?, ?, ?, ?, ?, ?)");
  insert.run({now(), session.command, static_cast<std::int64_t>(session.workers), std::string(version()),
              std::string(commit()), std::string(compiler()), static_cast<std::int64_t>(done())});
  session_ = whole_of(database_.value("select max(session) from sessions"));
  crash_point("session-begun");
}

void Store::end_session(const std::string& how) {
  Statement(database_, "update sessions set ended = ?, how = ?, done_after = ? where session = ?")
      .run({now(), how, static_cast<std::int64_t>(done()), session_});
}

void Store::append(const std::vector<Table>& tables, const RunRows& rows) {
  if (inserts_.empty()) {
    for (const Table& table : tables) inserts_.emplace_back(database_, insert_sql(table));
  }
  for (std::size_t t = 0; t < tables.size(); ++t) {
    for (const Row& row : rows[t]) inserts_[t].run(row);
  }
}

void Store::set_done(std::uint64_t runs) {
  Statement(database_, "update progress set done = ?").run({static_cast<std::int64_t>(runs)});
}

void Store::set_complete() { database_.execute("update progress set complete = 1"); }

void Store::set_entry(const std::string& name, const std::string& value) {
  Statement(database_, "update sweep set value = ? where name = ?").run({value, name});
}

std::vector<Row> Store::rows_of_run(const Table& table, std::uint64_t run) const {
  std::vector<std::string> keys;
  for (std::size_t k = 0; k < table.keys; ++k) keys.push_back(quoted_name(table.columns[k].name));
  Statement statement(database_, fmt::format("select * from {} where run = ? order by {}",
                                             quoted_name(table.name), fmt::join(keys, ", ")));
  statement.start({static_cast<std::int64_t>(run)});
  std::vector<Row> rows;
  while (statement.step()) rows.push_back(statement.row());
  return rows;
}

bool Store::has_row(const Table& table, const Row& row) const {
  Statement statement(database_, fmt::format("select * from {} where {} = ?", quoted_name(table.name),
                                             quoted_name(table.columns.front().name)));
  statement.start({row.front()});
  return statement.step() && statement.row() == row;
}

}  // namespace entente
