#pragma once

#include "sim/report/document.hpp"
#include "sim/scenario/load.hpp"

namespace entente {

/// The scenario as it would be run, by the ODD protocol for describing agent-based models (V. Grimm, S. F.
/// Railsback, C. E. Vincenot and others, JASSS 23(2) 7, 2020): a heading of level 1, the seven elements at
/// level 2, design concepts and submodels at level 3. Mechanisms that are off are named and not described;
/// one that plays has its title (mechanism_title) as the heading of a submodel.
Document describe_odd(const LoadedScenario& loaded);

/// The works that the document cites, as a section of it: for media that keep no bibliography.
Document reference_section(const LoadedScenario& loaded, const Document& document);

}  // namespace entente
