#include "sim/experiment/result_file.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "sim/core/error.hpp"
#include "sim/core/version.hpp"
#include "sim/experiment/identity.hpp"
#include "sim/experiment/store.hpp"

namespace entente {

struct ResultFile::Open {
  Database database;
  Transaction transaction;
  std::vector<Statement> inserts;
  std::vector<Statement> state;

  explicit Open(const std::string& file) : database(file, Database::Mode::Create), transaction(database) {}
};

ResultFile::ResultFile(std::string path, const std::string& kind, std::vector<Table> tables)
    : path_(std::move(path)), beside_(path_ + ".part"), tables_(std::move(tables)) {
  std::error_code code;
  if (std::filesystem::exists(path_, code)) throw InputError({whole_problem(path_, "", "is there already")});
  std::filesystem::remove(beside_, code);
  open_ = std::make_unique<Open>(beside_);
  std::string sql =
      codebook_sql() +
      fmt::format("create table {}(name text primary key, value text) without rowid;\n", quoted_name(kind));
  for (const Table& table : tables_) sql += create_sql(table);
  open_->database.execute(sql);
  fill_codebook(open_->database, tables_);
  open_->state.emplace_back(open_->database, fmt::format("insert into {} values(?, ?)", quoted_name(kind)));
  for (const Table& table : tables_) open_->inserts.emplace_back(open_->database, insert_sql(table));
}

ResultFile::~ResultFile() {
  if (!open_) return;
  open_.reset();
  std::error_code code;
  std::filesystem::remove(beside_, code);
}

void ResultFile::state(const std::string& name, const std::string& value) {
  open_->state.front().run({name, value});
}

void ResultFile::add(std::size_t table, const Row& row) {
  require(row.size() == tables_[table].columns.size(), "a row has the columns of its table");
  open_->inserts[table].run(row);
}

void ResultFile::finish() {
  open_->inserts.clear();
  open_->state.clear();
  open_->transaction.commit();
  open_.reset();
  std::filesystem::rename(beside_, path_);
}

void state_program(ResultFile& file, const std::string& behaviour, const std::string& command) {
  file.state("format", "1");
  file.state("behaviour", behaviour);
  file.state("version", std::string(version()));
  file.state("commit", std::string(commit()));
  file.state("compiler", std::string(compiler()));
  file.state("command", command);
}

void state_scenario(ResultFile& file, const LoadedScenario& loaded) {
  file.state("scenario_name", loaded.scenario.name);
  file.state("scenario_hash", hash_of(loaded.resolved));
  file.state("scenario", loaded.resolved);
}

}  // namespace entente
