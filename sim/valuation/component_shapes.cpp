#include <variant>

#include "sim/valuation/components.hpp"

/// What of a component can be told from its terms alone: which entries of a table they add to, and what of
/// the world they depend on.

namespace entente {

Components::Shape Components::shape_of(const Component& component, const Place& place) const {
  Shape shape;
  shape.place = place;
  Flags flags(layout_->size(), 0);
  for (const Term& term : component.terms) {
    std::visit([&](const auto& body) { touch(body, flags); }, term.body);
    Moved& moved = shape.depends_on;
    moved.pledges = moved.pledges || std::holds_alternative<PledgeTerm>(term.body);
    moved.ties = moved.ties || std::holds_alternative<SanctionTerm>(term.body) ||
                 std::holds_alternative<HedgeTerm>(term.body);
    const auto* const project = std::get_if<ProjectTerm>(&term.body);
    const auto* const holding = std::get_if<HoldingTerm>(&term.body);
    moved.trust = moved.trust || (project != nullptr && project->risk_pair);
    moved.rest = moved.rest || term.scale || (project != nullptr && project->viability) ||
                 (holding != nullptr && holding->aspiration);
  }
  for (std::uint32_t entry = 0; entry < flags.size(); ++entry) {
    if (flags[entry] != 0) shape.entries.push_back(entry);
  }
  return shape;
}

void Components::touch_options(std::size_t issue, Flags& flags) const {
  for (std::size_t o = 0; o < layout_->space().options(issue); ++o) flags[layout_->option(issue, o)] = 1;
}

void Components::touch_finality(std::size_t issue, Flags& flags) const {
  for (std::size_t o = 0; o < layout_->space().options(issue); ++o) flags[layout_->finality(issue, o)] = 1;
}

void Components::touch_pair(std::size_t k, std::size_t l, Flags& flags) const {
  for (std::size_t p = 0; p < layout_->space().options(k); ++p) {
    for (std::size_t q = 0; q < layout_->space().options(l); ++q) flags[layout_->linkage(k, p, l, q)] = 1;
  }
}

void Components::touch(const HoldingTerm& term, Flags& flags) const {
  touch_options(term.issue, flags);
  if (term.aspiration) touch_finality(term.issue, flags);
}

void Components::touch(const ProjectTerm& term, Flags& flags) const {
  if (term.protection_issue) {
    touch_pair(term.issue, *term.protection_issue, flags);
  } else {
    touch_options(term.issue, flags);
  }
}

void Components::touch(const SanctionTerm& term, Flags& flags) const { touch_options(term.issue, flags); }

void Components::touch(const HedgeTerm&, Flags& flags) const {
  for (std::size_t k = 0; k < layout_->space().issues(); ++k) touch_options(k, flags);
}

void Components::touch(const ValuesTerm& term, Flags& flags) const {
  for (const ValuesTerm::PerIssue& per_issue : term.issues) touch_options(per_issue.issue, flags);
}

void Components::touch(const LinkageTerm& term, Flags& flags) const {
  touch_pair(term.first, term.second, flags);
}

void Components::touch(const PledgeTerm& term, Flags& flags) const {
  touch_options(term.issue, flags);
  touch_finality(term.issue, flags);
}

}  // namespace entente
