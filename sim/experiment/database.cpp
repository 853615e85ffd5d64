#include "sim/experiment/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace entente {
namespace {

/// How long to wait for somebody who reads the file.
constexpr int kPatienceMilliseconds = 600'000;

[[noreturn]] void fail(sqlite3* handle, const std::string& file, std::string_view doing) {
  const int code = handle == nullptr ? SQLITE_NOMEM : sqlite3_errcode(handle);
  const int extended = handle == nullptr ? code : sqlite3_extended_errcode(handle);
  const int system = handle == nullptr ? 0 : sqlite3_system_errno(handle);
  if (code == SQLITE_FULL || (code == SQLITE_IOERR && (system == ENOSPC || system == EDQUOT))) {
    throw DiskFull(fmt::format("{}: the disk is full", file));
  }
  if (code == SQLITE_NOTADB)
    throw InputError({whole_problem(file, "", "is not a result file (not an SQLite database)")});
  std::string why = handle == nullptr ? "out of memory" : sqlite3_errmsg(handle);
  if (system != 0 && (code == SQLITE_IOERR || code == SQLITE_CANTOPEN))
    why += fmt::format(" ({})", std::strerror(system));
  throw Error(fmt::format("{}: {}: {} [{}]", file, doing, why, extended));
}

}  // namespace

std::string quoted_name(std::string_view name) {
  std::string quoted = "\"";
  for (const char letter : name) quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
  return quoted + '"';
}

std::string quoted_text(std::string_view text) {
  std::string quoted = "'";
  for (const char letter : text) quoted += letter == '\'' ? std::string("''") : std::string(1, letter);
  return quoted + '\'';
}

Database::Database(const std::string& path, Mode mode) : path_(path) {
  // For reading, too, so that what a crash left half written can be taken back; SQLite makes do with less.
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE;
  if (mode == Mode::Create) flags |= SQLITE_OPEN_CREATE;
  if (sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr) != SQLITE_OK) {
    sqlite3* const handle = std::exchange(handle_, nullptr);
    try {
      fail(handle, path, "cannot be opened");
    } catch (...) {
      sqlite3_close(handle);
      throw;
    }
  }
  sqlite3_extended_result_codes(handle_, 0);
  sqlite3_busy_timeout(handle_, kPatienceMilliseconds);
  try {
    // A rollback journal and not a write-ahead log: it opens on a full disk, leaves one file, and works where
    // memory cannot be shared. EXTRA: a commit outlives a power cut.
    execute(mode == Mode::Read ? "pragma query_only = on"
                               : "pragma journal_mode = delete; pragma synchronous = extra");
    value("select count(*) from sqlite_schema");
  } catch (...) {
    sqlite3_close(std::exchange(handle_, nullptr));
    throw;
  }
}

Database::~Database() { sqlite3_close(handle_); }
Database::Database(Database&& other) noexcept
    : path_(std::move(other.path_)), handle_(std::exchange(other.handle_, nullptr)) {}

void Database::execute(const std::string& sql) {
  if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    fail(handle_, path_, "cannot be written");
}

Cell Database::value(std::string_view sql, const Row& cells) const {
  Statement statement(*this, sql);
  statement.start(cells);
  return statement.step() ? statement.row().at(0) : Cell();
}

std::vector<Row> Database::rows(std::string_view sql, const Row& cells) const {
  Statement statement(*this, sql);
  statement.start(cells);
  std::vector<Row> rows;
  while (statement.step()) rows.push_back(statement.row());
  return rows;
}

bool Database::has_table(const std::string& name) const {
  return value("select count(*) from sqlite_schema where type = 'table' and name = ?", {name}) !=
         Cell(std::int64_t{0});
}

Statement::Statement(const Database& database, std::string_view sql) : file_(database.path()) {
  if (sqlite3_prepare_v2(database.handle_, sql.data(), static_cast<int>(sql.size()), &statement_, nullptr) !=
      SQLITE_OK)
    fail(database.handle_, file_, "is not such a result file");
}

Statement::~Statement() { sqlite3_finalize(statement_); }
Statement::Statement(Statement&& other) noexcept
    : file_(std::move(other.file_)), statement_(std::exchange(other.statement_, nullptr)) {}

void Statement::bind(const Row& cells) {
  int position = 0;
  for (const Cell& cell : cells) {
    ++position;
    int result = SQLITE_OK;
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
      result = sqlite3_bind_int64(statement_, position, *whole);
    } else if (const auto* number = std::get_if<double>(&cell)) {
      result = sqlite3_bind_double(statement_, position, *number);
    } else if (const auto* text = std::get_if<std::string>(&cell)) {
      result = sqlite3_bind_text64(statement_, position, text->data(), text->size(), SQLITE_TRANSIENT,
                                   SQLITE_UTF8);
    } else {
      result = sqlite3_bind_null(statement_, position);
    }
    if (result != SQLITE_OK) fail(sqlite3_db_handle(statement_), file_, "cannot be written");
  }
}

void Statement::run(const Row& cells) {
  start(cells);
  while (step()) {
  }
  sqlite3_reset(statement_);
}

void Statement::start(const Row& cells) {
  sqlite3_reset(statement_);
  bind(cells);
}

bool Statement::step() {
  const int result = sqlite3_step(statement_);
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  fail(sqlite3_db_handle(statement_), file_,
       sqlite3_stmt_readonly(statement_) != 0 ? "cannot be read" : "cannot be written");
}

Row Statement::row() const {
  Row row;
  const int columns = sqlite3_column_count(statement_);
  for (int c = 0; c < columns; ++c) {
    switch (sqlite3_column_type(statement_, c)) {
      case SQLITE_INTEGER:
        row.emplace_back(std::int64_t{sqlite3_column_int64(statement_, c)});
        break;
      case SQLITE_FLOAT:
        row.emplace_back(sqlite3_column_double(statement_, c));
        break;
      case SQLITE_TEXT:
        row.emplace_back(std::string(reinterpret_cast<const char*>(sqlite3_column_text(statement_, c)),
                                     static_cast<std::size_t>(sqlite3_column_bytes(statement_, c))));
        break;
      default:
        row.emplace_back();
    }
  }
  return row;
}

Transaction::Transaction(Database& database) : database_(database) { database_.execute("begin immediate"); }

Transaction::~Transaction() {
  if (!open_) return;
  try {
    database_.execute("rollback");
  } catch (const Error&) {
    // A full disk has rolled back already.
  }
}

void Transaction::commit() {
  database_.execute("commit");
  open_ = false;
}

}  // namespace entente
