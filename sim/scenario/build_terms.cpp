#include <fmt/format.h>

#include <algorithm>

#include "sim/scenario/build.hpp"

namespace entente {
namespace {

/// A guard against slips of the pen; check.cpp looks at what gains and losses may be.
constexpr double kMaximumValue = 1e6;
constexpr const char* kOption = "an option of this issue";
constexpr const char* kIssue = "an issue";
constexpr const char* kActor = "an actor";
constexpr const char* kQuantity = "a quantity";
constexpr const char* kMoney = "USD bn per year";

/// What each option gives, in [0, 1]; an option that is not written gives 0.
template <class Body>
void build_held(Block& block, const Slot<Body>& body) {
  const auto issue = block.name("issue", issue_names(block.building()), kIssue);
  body->issue = issue.value_or(0);
  if (!issue) {
    block.has("held");
    return;
  }
  const std::vector<std::string>& options = block.building().scenario.issues[*issue].options;
  body->held.assign(options.size(), 0.0);
  block.numbers_by_name(
      "held", options, kOption, [&](std::size_t o) { return body[&Body::held][o]; }, interval::probability(),
      true);
}

void build_body(Block& block, const Slot<HoldingTerm>& term) {
  build_held(block, term);
  block.number("jump", term[&HoldingTerm::jump], interval::probability());
  block.optional_number("aspiration", term[&HoldingTerm::aspiration], interval::probability());
  block.number("aspiration_drift", term[&HoldingTerm::aspiration_drift], interval::not_negative(kPerYear));
}

/// The parts of a project that are given together or not at all.
void build_project_parts(Block& block, const Slot<ProjectTerm>& term) {
  const Building& building = block.building();
  if (auto part = block.child("viability", "viability")) {
    const Slot<Viability> viability = term[&ProjectTerm::viability].filled();
    const auto process = part->name("context", context_names(building), "a process of the context");
    viability->context = process.value_or(0);
    const std::string unit = process ? building.scenario.context[*process].unit : "";
    part->number("midpoint", viability[&Viability::midpoint], interval::any(unit));
    part->number("width", viability[&Viability::width], interval::positive(unit));
    part->finish();
  }
  if (auto part = block.child("risk", "risk")) {
    const auto investor = part->name("investor", actor_names(building), kActor);
    const auto host = part->name("host", actor_names(building), kActor);
    if (investor && host && *investor == *host) part->fail("host", "is the investor itself");
    term->risk_pair.emplace(investor.value_or(0), host.value_or(0));
    part->number("base", term[&ProjectTerm::risk], interval::probability());
    part->number("trust_effect", term[&ProjectTerm::trust_effect], interval::probability());
    part->finish();
  }
  if (auto part = block.child("protection", "protection")) {
    const auto issue = part->name("issue", issue_names(building), kIssue);
    if (issue && *issue == term->issue)
      part->fail("issue", "is the project's own issue; another one must protect it");
    if (issue) {
      const std::vector<std::string>& options = building.scenario.issues[*issue].options;
      term->protection_issue = *issue;
      term->protection.assign(options.size(), 0.0);
      part->numbers_by_name(
          "options", options, kOption, [&](std::size_t o) { return term[&ProjectTerm::protection][o]; },
          interval::probability(), true);
    } else {
      part->has("options");
    }
    part->finish();
  }
  if (auto part = block.child("supply", "supply")) {
    part->required_number("gross_return", term[&ProjectTerm::gross_return].filled(),
                          interval::not_negative());
    part->number("spread", term[&ProjectTerm::return_spread], interval::positive());
    part->finish();
  }
}

void build_body(Block& block, const Slot<ProjectTerm>& term) {
  const Building& building = block.building();
  const auto issue = block.name("issue", issue_names(building), kIssue);
  const auto quantity = block.name("quantity", quantity_names(building), kQuantity);
  term->issue = issue.value_or(building.scenario.issues.size());
  term->quantity = quantity.value_or(0);
  build_choice(block, "role", term->role, {"investor", "host"}, true);
  const std::string unit = quantity ? building.scenario.quantities[*quantity].unit : "";
  block.number("half", term[&ProjectTerm::half], interval::positive(unit));
  build_project_parts(block, term);
  block.number("cost", term[&ProjectTerm::cost], interval::probability());
}

void build_body(Block& block, const Slot<SanctionTerm>& term) {
  const Building& building = block.building();
  term->issue = block.name("issue", issue_names(building), kIssue).value_or(0);
  term->quantity = block.name("quantity", quantity_names(building), kQuantity).value_or(0);
  term->partner = block.name("partner", actor_names(building), kActor).value_or(0);
  build_choice(block, "role", term->role, {"target", "sender"}, true);
  block.number("reference_trade", term[&SanctionTerm::reference_trade], interval::positive(kMoney));
  block.number("burden", term[&SanctionTerm::burden], interval::probability());
  block.number("leakage", term[&SanctionTerm::leakage], interval::probability());
  block.number("rally", term[&SanctionTerm::rally], interval::probability());
}

void build_body(Block& block, const Slot<HedgeTerm>& term) {
  const Building& building = block.building();
  term->quantity = block.name("quantity", quantity_names(building), kQuantity).value_or(0);
  const auto partner = block.name("partner", actor_names(building), kActor);
  const auto rival = block.name("rival", actor_names(building), kActor);
  if (partner && rival && *partner == *rival) block.fail("rival", "is the partner itself");
  term->partner = partner.value_or(0);
  term->rival = rival.value_or(0);
  block.number("believed", term[&HedgeTerm::believed], interval::closed(-1, 1));
}

void build_body(Block& block, const Slot<ValuesTerm>& term) {
  build_values(block, term, interval::closed(-kMaximumValue, kMaximumValue));
}

void build_body(Block& block, const Slot<LinkageTerm>& term) {
  const std::vector<Issue>& issues = block.building().scenario.issues;
  const std::size_t before = block.building().log.problems.size();
  const std::vector<std::size_t> pair = block.name_list("issues", names_of(issues), kIssue);
  auto values = block.map("values", "numbers", true);
  if (pair.size() != 2) {
    if (block.building().log.problems.size() == before)
      block.fail("issues", "expected a list of two different issues");
    return;
  }
  if (!values) return;
  term->first = pair[0];
  term->second = pair[1];
  const std::vector<std::string>& rows = issues[pair[0]].options;
  const std::vector<std::string>& columns = issues[pair[1]].options;
  term->values.assign(rows.size() * columns.size(), 0.0);
  for (const Word& word : values->keys()) {
    const auto row = values->look_up(word, word.text, rows, "an option of the first issue");
    if (!row) {
      values->has(word.text);
      continue;
    }
    const auto slot = [&](std::size_t column) {
      return term[&LinkageTerm::values][*row * columns.size() + column];
    };
    values->numbers_by_name(word.text, columns, "an option of the second issue", slot,
                            interval::closed(-kMaximumValue, kMaximumValue));
  }
  values->finish();
}

void build_body(Block& block, const Slot<PledgeTerm>& term) {
  build_held(block, term);
  block.number("level", term[&PledgeTerm::level], interval::probability());
  block.number("strength", term[&PledgeTerm::strength], interval::probability());
  block.number("cost", term[&PledgeTerm::cost], interval::probability());
}

}  // namespace

void build_values(Block& block, const Slot<ValuesTerm>& values, const NumberSpec& allowed) {
  const std::vector<Issue>& issues = block.building().scenario.issues;
  const std::vector<std::string> known = names_of(issues);
  std::vector<std::string> valued;
  if (auto map = block.map("values", "numbers", true)) {
    // The slots point at elements by number, so all elements are there before the numbers are read.
    const std::vector<Word> words = map->keys();
    for (const Word& word : words) {
      const auto issue = map->look_up(word, word.text, known, kIssue);
      if (issue) valued.push_back(word.text);
      ValuesTerm::PerIssue part{issue.value_or(issues.size()), 1, {}};
      if (issue) part.values.assign(issues[*issue].options.size(), 0.0);
      values->issues.push_back(std::move(part));
    }
    for (std::size_t k = 0; k < words.size(); ++k) {
      const std::size_t issue = values->issues[k].issue;
      if (issue == issues.size()) {
        map->has(words[k].text);
        continue;
      }
      const auto slot = [&](std::size_t o) {
        return values[&ValuesTerm::issues][k][&ValuesTerm::PerIssue::values][o];
      };
      map->numbers_by_name(words[k].text, issues[issue].options, kOption, slot, allowed);
    }
    map->finish();
    if (words.empty()) block.fail("values", "are empty; at least one issue is needed");
  }
  if (valued.size() != values->issues.size()) {
    block.has("weights");
    return;
  }
  const auto weight = [&](std::size_t k) {
    return values[&ValuesTerm::issues][k][&ValuesTerm::PerIssue::weight];
  };
  const auto weighted =
      block.numbers_by_name("weights", valued, "an issue of `values`", weight, interval::not_negative());
  if (block.has("weights") && weighted.size() < valued.size()) {
    for (std::size_t k = 0; k < valued.size(); ++k) {
      if (std::ranges::count(weighted, k) == 0)
        block.fail("weights", fmt::format("lack a weight for {}", valued[k]));
    }
  }
}

void build_term(Block& block, const Slot<Term>& term) {
  enum class Kind { Holding, Project, Sanction, Hedge, Values, Linkage, Pledge };
  Kind kind = Kind::Holding;
  build_choice(block, "kind", kind,
               {"holding", "project", "sanction", "hedge", "values", "linkage", "pledge"}, true);
  block.number("share", term[&Term::share], interval::share());
  build_scale(block, "scale", term[&Term::scale]);
  const auto body = term[&Term::body];
  switch (kind) {
    case Kind::Holding:
      build_body(block, body.become<HoldingTerm>());
      break;
    case Kind::Project:
      build_body(block, body.become<ProjectTerm>());
      break;
    case Kind::Sanction:
      build_body(block, body.become<SanctionTerm>());
      break;
    case Kind::Hedge:
      build_body(block, body.become<HedgeTerm>());
      break;
    case Kind::Values:
      build_body(block, body.become<ValuesTerm>());
      break;
    case Kind::Linkage:
      build_body(block, body.become<LinkageTerm>());
      break;
    case Kind::Pledge:
      build_body(block, body.become<PledgeTerm>());
      break;
  }
  block.finish();
}

}  // namespace entente
