#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "analysis/statistics/exact_sum.hpp"
#include "sim/experiment/database.hpp"
#include "sim/experiment/table.hpp"

namespace entente {

/// What is left of many runs where their rows are not kept: for every column of the tables with one row a
/// run, how often it had a value, exact sums of the values and of their squares, extremes, and counts in the
/// bins of a logarithmic histogram; for columns of text how often each was; and how often each outcome came,
/// by world where worlds have several runs, and by randomisation. All of it exact, so that totals of parts,
/// added in any order, equal the totals of the whole.
class Totals {
 public:
  Totals(const std::vector<Table>& tables, bool by_world);

  void add(const RunRows& rows);

  static std::string create_sql();
  /// Replaces what the file holds, within a transaction.
  void write(Database& database) const;
  /// Adds what a file holds.
  void add_from(const Database& database);

  /// Where two totals differ, in words; empty where they are equal.
  std::string first_difference(const Totals& stored) const;

  /// The bin of a value: sign, power of two, and which thirty-second of it; the edges of a bin.
  static std::int64_t bin(double value);
  static std::pair<double, double> edges(std::int64_t bin);

 private:
  struct OfColumn {
    std::uint64_t count = 0;
    statistics::ExactSum sum;
    statistics::ExactSum squares;
    double minimum = 0;
    double maximum = 0;
    std::map<std::int64_t, std::uint64_t> bins;
    std::map<std::string, std::uint64_t> texts;

    void add(double value);
    bool operator==(const OfColumn&) const = default;
  };
  using Name = std::pair<std::string, std::string>;
  struct Place {
    std::size_t table;
    std::size_t column;
    Name name;
  };

  /// world, randomisation (one of them -1), outcome.
  using Group = std::tuple<std::int64_t, std::int64_t, std::string>;

  std::vector<Place> places_;
  bool by_world_;
  std::size_t runs_table_ = 0;
  std::map<Name, OfColumn> columns_;
  std::map<Group, std::uint64_t> outcomes_;
};

}  // namespace entente
