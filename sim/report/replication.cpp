#include "sim/report/replication.hpp"

#include <fmt/format.h>

#include "sim/core/csv.hpp"

namespace entente {
namespace {

/// The text with each @name@ replaced by its value.
std::string filled(std::string text, const std::vector<std::pair<std::string, std::string>>& values) {
  for (const auto& [name, value] : values) {
    const std::string place = "@" + name + "@";
    for (std::size_t at = text.find(place); at != std::string::npos; at = text.find(place, at + value.size()))
      text.replace(at, place.size(), value);
  }
  return text;
}

constexpr const char* kReadme = R"md(# Replication: @title@

Results of Entente, a simulator of diplomatic bargaining, of the kind "@kind@", made by

    @command@

with @program@.

| file | what it is |
|---|---|
| `@result@` | the results: one SQLite database, with every run, the seed, the resolved scenario and the program's version |
| `scenarios/` | the scenarios as they were played, complete, each number with its source |
| `codebook.csv` | every column of every table: type, unit, meaning |
@tables@| `figures/` | the figures; beside each the data that it draws (`.csv`) and its caption (`.txt`) |
| `figures.csv` | which command draws which figure |
| `environment.txt` | program, compiler, system and libraries |
| `regenerate.sh` | plays everything again, draws all figures again, and compares |
| `LICENSE`, `CITATION.cff` | of the program |

To make everything again, with `entente` (same version) on the path and Python 3 with matplotlib and pandas:

    ./regenerate.sh

The same scenario, seed and version give the same bytes on any machine, whatever the number of threads. Figures
have the same data anywhere, and the same bytes with the same versions of Python's libraries.
)md";

constexpr const char* kScript = R"sh(#!/bin/sh
# Plays the results again, draws the figures again, and compares both with what is here.
# ENTENTE=path names the program, where it is not on the path. Exit status 1: something differs.
set -eu
cd "$(dirname "$0")"
entente=${ENTENTE:-entente}
behaviour=$("$entente" --signature)
if [ "$behaviour" != "@behaviour@" ]; then
  echo "this program behaves differently ($behaviour; the results are of @behaviour@, @program@)" >&2
  exit 1
fi
status=0
"$entente" reproduce "@result@" || status=1
again=$(mktemp -d)
trap 'rm -rf "$again"' EXIT
"$entente" figures "@result@" @drawing@ -o "$again" > "$again/drawn.txt"
for file in figures/*.csv; do
  if cmp -s "$file" "$again/${file#figures/}"; then
    echo "$file: the same data"
  else
    echo "$file: differs" >&2
    status=1
  fi
done
for file in figures/*; do
  case $file in *.csv | *.txt | *.json) continue ;; esac
  cmp -s "$file" "$again/${file#figures/}" && echo "$file: the same bytes" ||
    echo "$file: other bytes (the data above decides; other versions of the drawing library draw differently)"
done
exit $status
)sh";

}  // namespace

std::string replication_readme(const ReplicationFacts& facts) {
  return filled(
      kReadme,
      {{"title", facts.title},
       {"kind", facts.kind},
       {"command", facts.command},
       {"program", facts.program},
       {"result", facts.result},
       {"tables",
        facts.tables ? "| `tables/` | every table of the results as comma-separated values |\n" : ""}});
}

std::string replication_environment(const ReplicationFacts& facts) {
  std::string text = fmt::format("results made with: {}\nbehaviour: {}\n", facts.program, facts.behaviour);
  for (const auto& [name, version] : facts.environment) text += fmt::format("{}: {}\n", name, version);
  return text;
}

std::string replication_script(const ReplicationFacts& facts) {
  return filled(kScript, {{"behaviour", facts.behaviour},
                          {"program", facts.program},
                          {"result", facts.result},
                          {"drawing", facts.drawing}});
}

std::string figure_map(const ReplicationFacts& facts) {
  std::string text = "figure,command\n";
  for (const auto& [figure, command] : facts.figures)
    text += fmt::format("{},{}\n", csv_field(figure), csv_field(command));
  return text;
}

}  // namespace entente
