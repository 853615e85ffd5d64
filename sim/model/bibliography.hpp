#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente {

/// A work that stands behind numbers or equations. What is not known is empty.
struct Work {
  /// The kinds of BibTeX entries.
  enum class Kind { Article, Book, InCollection, InProceedings, TechReport, PhdThesis, Misc };

  /// The key by which it is cited.
  std::string name;
  Kind kind = Kind::Misc;
  /// "Surname, Given names" for people; without a comma for bodies.
  std::vector<std::string> authors;
  std::string title;
  /// The journal, the collection, or the proceedings.
  std::string in;
  std::string volume;
  /// Publisher, institution or school.
  std::string publisher;
  /// Year, year-month or year-month-day, as 2016-12.
  std::string date;
  std::string doi;
  std::vector<std::string> urls;
  std::string note;
  /// Which sources of the scenario it is: claims, both ends included; facts, by number; and what stands after
  /// `literature:`.
  std::vector<std::pair<int, int>> claims;
  std::vector<int> facts;
  std::vector<std::string> literature;

  bool operator==(const Work&) const = default;
};

/// What the scenario language calls the kinds, in their order: BibTeX's names.
const std::vector<std::string>& work_kinds();

/// "Tversky and Kahneman 1992"; five authors and more are "Grimm and others". Without authors the title
/// stands for them, and a date that is not known is left out.
std::string short_name(const Work& work);

/// The works that stand behind a source as a scenario writes it: "C42", "fact 4 (B)", "literature: Fearon
/// 1994".
std::vector<const Work*> works_behind(const std::vector<Work>& works, std::string_view source);

}  // namespace entente
