#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "sim/experiment/database.hpp"
#include "sim/experiment/identity.hpp"
#include "sim/experiment/table.hpp"

namespace entente {

/// Who wrote to a result file and when; one row of its table `sessions`.
struct Session {
  std::string command;
  /// Threads, or ranks, that played runs.
  std::uint64_t workers = 1;
};

/// A result file: one SQLite database for a sweep or a shard of one. Tables: `sweep` (what the sweep is),
/// `sessions` (who wrote, when, with which program), `sampled` (the laws), `outcomes`, `codebook` (every
/// column), the tables of sim/experiment/tables.hpp and their views, `estimates`; where only totals are kept,
/// those of totals.hpp instead.
///
/// Runs are committed in order, so a file holds the first done() runs of its shard and no others, whatever
/// happened to the process or the machine (kill, full disk, power cut): a commit is written and synchronised
/// as a whole.
class Store {
 public:
  /// Opens a result file. Throws InputError where it is none.
  Store(const std::string& path, Database::Mode mode);

  /// Makes the tables in a file that does not exist or is empty, as one transaction.
  static Store create(const std::string& path, const Sweep& sweep, const Identity& identity);
  /// Whether there is a file that is not empty.
  static bool exists(const std::string& path);

  Identity identity() const;
  /// How many runs of the shard are in the file.
  std::uint64_t done() const;
  /// Whether the shard is complete: all its runs, or the stop rule holds.
  bool complete() const;
  Database& database() { return database_; }
  const Database& database() const { return database_; }

  /// Notes the start of a session; to be called outside a transaction.
  void begin_session(const Session& session);
  /// Notes how it ended, in the same transaction as whatever else is open or in its own; nothing where none
  /// began.
  void end_session(const std::string& how);

  /// Within a transaction: the rows of one run, and how many runs are done now.
  void append(const std::vector<Table>& tables, const RunRows& rows);
  void set_done(std::uint64_t runs);
  void set_complete();
  /// Replaces a text of the identity, as where a sweep grows.
  void set_entry(const std::string& name, const std::string& value);

  /// Rows of a table that belong to one run, in order of their keys.
  std::vector<Row> rows_of_run(const Table& table, std::uint64_t run) const;
  /// Whether a shared table has this very row.
  bool has_row(const Table& table, const Row& row) const;

 private:
  explicit Store(Database database) : database_(std::move(database)) {}

  Database database_;
  std::vector<Statement> inserts_;
  std::int64_t session_ = 0;
};

/// SQL that makes a table.
std::string create_sql(const Table& table);
/// SQL that puts a row into a table: once, where several runs may bring it.
std::string insert_sql(const Table& table);
/// SQL that makes the table `codebook`, and what fills it.
std::string codebook_sql();
void fill_codebook(Database& database, const std::vector<Table>& tables);

/// A named place at which the process dies when the environment variable ENTENTE_KILL_AT names it
/// ("rows-written", or "rows-written:3" for the third time): for tests of what a crash leaves behind. Names:
/// store-created, session-begun, rows-written, done-counted, committed, completed.
void crash_point(const char* name);

}  // namespace entente
