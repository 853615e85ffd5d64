#include "sim/experiment/views.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "sim/experiment/database.hpp"

namespace entente {
namespace {

/// SQLite takes at most 500 selects in a row, so longer unions are nested.
constexpr std::size_t kSelects = 400;

std::string joined_union(std::vector<std::string> selects) {
  while (selects.size() > kSelects) {
    std::vector<std::string> fewer;
    for (std::size_t from = 0; from < selects.size(); from += kSelects) {
      const std::size_t to = std::min(from + kSelects, selects.size());
      fewer.push_back(fmt::format(
          "select * from ({})", fmt::join(selects.begin() + static_cast<std::ptrdiff_t>(from),
                                          selects.begin() + static_cast<std::ptrdiff_t>(to), " union all ")));
    }
    selects = std::move(fewer);
  }
  return fmt::format("{}", fmt::join(selects, " union all "));
}

std::string view(std::string_view name, std::string_view columns, std::vector<std::string> selects) {
  if (selects.empty()) return {};
  return fmt::format("create view {}({}) as {};\n", name, columns, joined_union(std::move(selects)));
}

std::vector<std::string> split(std::string_view name) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t dot = name.find('.');
    parts.emplace_back(name.substr(0, dot));
    if (dot == std::string_view::npos) return parts;
    name.remove_prefix(dot + 1);
  }
}

/// A select for one column of a table: run, the given texts, the value.
std::string one(const Table& table, const std::string& column, const std::vector<std::string>& texts) {
  std::string labels;
  for (const std::string& text : texts) labels += quoted_text(text) + ", ";
  return fmt::format("select {}, {}{} from {}", table.columns.front().name, labels, quoted_name(column),
                     table.name);
}

std::string gaps_view(const Table& table) {
  std::vector<std::string> selects;
  std::map<std::vector<std::string>, std::vector<std::string>> by_party;
  std::vector<std::vector<std::string>> order;
  for (const TableColumn& column : table.columns) {
    const std::vector<std::string> parts = split(column.name);
    constexpr std::size_t kParts = 4;  // outcome, origin, party, number
    if (parts.size() != kParts) continue;
    const std::vector<std::string> key(parts.begin(), parts.end() - 1);
    if (by_party[key].empty()) order.push_back(key);
    by_party[key].push_back(quoted_name(column.name));
  }
  for (const std::vector<std::string>& key : order) {
    selects.push_back(fmt::format("select run, {}, {}, {}, {}, {} from gaps", quoted_text(key[0]),
                                  quoted_text(key[1]), quoted_text(key[2]),
                                  quoted_name(key[0] + '.' + key[1] + ".package"),
                                  fmt::join(by_party[key], ", ")));
  }
  return view("gaps_long", "run, outcome, origin, party, package, lack, in_sd, side_payment, support_margin",
              std::move(selects));
}

}  // namespace

std::string views_sql(const std::vector<Table>& tables) {
  std::string sql =
      "create view outcome_shares as select o.outcome, o.title, count(r.run) as happened, t.done as runs, "
      "1.0 * count(r.run) / nullif(t.done, 0) as share from (select count(*) as done from runs where status "
      "= "
      "'done') as t, "
      "outcomes as o left join runs as r on r.outcome = o.outcome and r.status = 'done' "
      "group by o.position order by o.position;\n";
  for (const Table& table : tables) {
    std::vector<std::string> selects;
    std::vector<std::string> ties;
    for (const TableColumn& column : table.columns) {
      const std::vector<std::string> parts = split(column.name);
      if (table.name == "worlds" && column.name != "world" && column.name != "randomisation") {
        selects.push_back(one(table, column.name, {column.name}));
      } else if (table.name == "utilities" && parts.size() > 1) {
        const char* kind = parts.size() > 2 ? "component" : parts.back() == "total" ? "total" : "other";
        selects.push_back(one(table, column.name, {parts.front(), kind, parts.back()}));
      } else if (table.name == "acts" && parts.size() > 1) {
        selects.push_back(one(table, column.name, {parts.front(), parts.back()}));
      } else if (table.name == "endings" && parts.front() == "trust") {
        selects.push_back(one(table, column.name, {parts[1], parts[2]}));
      } else if (table.name == "endings" && parts.front() == "tie") {
        ties.push_back(one(table, column.name, {parts[1]}));
      }
    }
    if (table.name == "worlds") sql += view("parameters_long", "world, path, value", std::move(selects));
    if (table.name == "utilities")
      sql += view("utilities_long", "run, actor, kind, component, value", std::move(selects));
    if (table.name == "acts") sql += view("acts_long", "run, actor, act, rounds", std::move(selects));
    if (table.name == "endings") {
      sql += view("trust_long", "run, truster, trusted, trust", std::move(selects));
      sql += view("ties_long", "run, tie, weight", std::move(ties));
    }
    if (table.name == "gaps") sql += gaps_view(table);
  }
  return sql;
}

}  // namespace entente
