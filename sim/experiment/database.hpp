#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/error.hpp"
#include "sim/experiment/table.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace entente {

/// The disk is full: what was committed stands, nothing else was written.
class DiskFull : public Error {
 public:
  using Error::Error;
};

class Database;

/// A prepared statement. Throws Error (DiskFull) where SQLite reports one.
class Statement {
 public:
  Statement(const Database& database, std::string_view sql);
  ~Statement();
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;

  /// Binds the cells to parameters 1, 2, ..., runs to the end, and makes ready to be run again.
  void run(const Row& cells = {});
  /// Binds and starts; then step() until false, with row() in between.
  void start(const Row& cells = {});
  bool step();
  Row row() const;

 private:
  void bind(const Row& cells);

  std::string file_;
  sqlite3_stmt* statement_ = nullptr;
};

/// An SQLite database. Errors name its file.
class Database {
 public:
  enum class Mode : std::uint8_t { Create, Write, Read };
  /// Create makes a file where there is none. Throws Error (no such file, no permission), and InputError
  /// where the file is no database.
  Database(const std::string& path, Mode mode);
  ~Database();
  Database(Database&& other) noexcept;
  Database& operator=(Database&&) = delete;

  const std::string& path() const { return path_; }
  void execute(const std::string& sql);
  /// The first cell of the first row; nothing where there is no row.
  Cell value(std::string_view sql, const Row& cells = {}) const;
  /// All rows; for results that are small.
  std::vector<Row> rows(std::string_view sql, const Row& cells = {}) const;
  bool has_table(const std::string& name) const;

 private:
  friend class Statement;
  std::string path_;
  sqlite3* handle_ = nullptr;
};

/// "name" as SQL has it.
std::string quoted_name(std::string_view name);
/// 'text' as SQL has it.
std::string quoted_text(std::string_view text);

/// Everything between making and commit() happens, or none of it.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace entente
