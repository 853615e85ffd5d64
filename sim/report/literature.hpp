#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "sim/model/bibliography.hpp"
#include "sim/report/document.hpp"

namespace entente {

/// The works on which the equations of the model rest, as MODEL.md and the headers cite them, in the order of
/// their names. The names start with "model:", so no work of a scenario can have one of them.
const std::vector<Work>& model_literature();

/// A citation of works of the model, by their names without "model:". Throws Error for a name that is none.
Inline cite(std::initializer_list<std::string_view> names);

/// A source as a scenario writes it, with the works behind it cited: "C42 (Savic 2016)". `works` are those of
/// the scenario; "literature: Fearon 1994" also means the work of the model with this short name.
Prose cited_source(const std::vector<Work>& works, const std::string& source);

/// BibTeX entries of the works with these keys, of the scenario or of the model, in the order of keys. Throws
/// Error for a key that is neither.
std::string bibtex(const std::vector<Work>& works, const std::vector<std::string>& keys);

/// The same works as a list of references to be read.
Items references(const std::vector<Work>& works, const std::vector<std::string>& keys);

}  // namespace entente
