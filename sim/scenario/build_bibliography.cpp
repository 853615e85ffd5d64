// The block `bibliography`: the works behind the sources of the scenario.

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "sim/scenario/build.hpp"
#include "sim/scenario/number.hpp"
#include "sim/scenario/source.hpp"

namespace entente {
namespace {

/// A claim's number in "C42"; nothing for anything else.
std::optional<int> claim_number(std::string_view text) {
  if (!parse_source(text) || !text.starts_with('C')) return std::nullopt;
  return static_cast<int>(*parse_integer(text.substr(1)));
}

/// Reads "C3", "C1-C32", "fact 4" or "literature: where" into `work`.
bool read_id(std::string_view text, Work& work) {
  constexpr std::string_view kFact = "fact ";
  constexpr std::string_view kLiterature = "literature:";
  if (text.starts_with(kFact)) {
    const auto fact = parse_integer(text.substr(kFact.size()));
    if (!fact || *fact < 1 || *fact > std::numeric_limits<int>::max()) return false;
    work.facts.push_back(static_cast<int>(*fact));
    return true;
  }
  if (text.starts_with(kLiterature)) {
    if (!parse_source(text)) return false;
    text.remove_prefix(std::min(text.find_first_not_of(' ', kLiterature.size()), text.size()));
    work.literature.emplace_back(text);
    return true;
  }
  const std::size_t dash = text.find('-');
  const auto first = claim_number(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : claim_number(text.substr(dash + 1));
  if (!first || !last || *first > *last) return false;
  work.claims.emplace_back(*first, *last);
  return true;
}

/// A year, a year and month, or a day.
bool is_date(const std::string& text) {
  constexpr std::size_t kYear = 4;
  constexpr std::size_t kMonth = 7;
  constexpr std::size_t kDay = 10;
  if (text.size() == kYear) return parse_month(text + "-01").has_value();
  if (text.size() == kMonth) return parse_month(text).has_value();
  if (text.size() != kDay || text[kMonth] != '-' || !parse_month(text.substr(0, kMonth))) return false;
  const bool digits = text[8] >= '0' && text[8] <= '3' && text[9] >= '0' && text[9] <= '9';
  const int day = (text[8] - '0') * 10 + (text[9] - '0');
  return digits && day >= 1 && day <= 31;
}

void read_ids(Block& block, Work& work) {
  if (block.reader().names("ids", true).empty()) return;
  for (const Entry& id : block.node().find("ids")->node.children) {
    if (!id.node.is_scalar() || read_id(id.node.text, work)) continue;
    block.fail_at(id.node.location(), "ids",
                  fmt::format("found '{}', expected claims, as in C4 or C1-C32, a fact, as in fact 4, or "
                              "literature: where, as a source has it",
                              id.node.text));
  }
}

void build_work(Block& block, Work& work) {
  build_choice(block, "kind", work.kind, work_kinds());
  work.authors = block.reader().names("authors");
  work.title = block.reader().text("title");
  block.text("in", work.in);
  block.text("volume", work.volume);
  block.text("publisher", work.publisher);
  block.text("date", work.date);
  block.text("doi", work.doi);
  work.urls = block.reader().names("urls");
  block.text("note", work.note);
  if (!work.date.empty() && !is_date(work.date)) {
    block.fail_value("date",
                     fmt::format("found '{}', expected a year, a month or a day, as in 2016, 2016-12 or "
                                 "2016-12-15",
                                 work.date));
  }
  read_ids(block, work);
  block.finish();
}

}  // namespace

void build_bibliography(Block& root) {
  for (auto& [name, block] : root.children("bibliography", "work")) {
    Work& work = root.building().bibliography.emplace_back();
    work.name = name;
    build_work(block, work);
  }
}

}  // namespace entente
