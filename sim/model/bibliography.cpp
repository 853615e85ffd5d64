#include "sim/model/bibliography.hpp"

#include <algorithm>
#include <charconv>

namespace entente {
namespace {

/// The whole number at the front of `text`; nothing where there is none.
std::optional<int> leading_number(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() ? std::optional(number) : std::nullopt;
}

std::string_view surname(std::string_view author) { return author.substr(0, author.find(',')); }

}  // namespace

const std::vector<std::string>& work_kinds() {
  static const std::vector<std::string> names = {"article",    "book",      "incollection", "inproceedings",
                                                 "techreport", "phdthesis", "misc"};
  return names;
}

std::string short_name(const Work& work) {
  constexpr std::size_t kNamed = 4;
  std::string text;
  const std::size_t authors = work.authors.size();
  if (authors > kNamed) {
    text = std::string(surname(work.authors.front())) + " and others";
  } else {
    for (std::size_t k = 0; k < authors; ++k) {
      if (k > 0) text += k + 1 == authors ? " and " : ", ";
      text += surname(work.authors[k]);
    }
  }
  if (text.empty()) text = work.title;
  const std::string year = work.date.substr(0, work.date.find('-'));
  return year.empty() ? text : text + ' ' + year;
}

std::vector<const Work*> works_behind(const std::vector<Work>& works, std::string_view source) {
  constexpr std::string_view kFact = "fact ";
  constexpr std::string_view kLiterature = "literature:";
  std::vector<const Work*> behind;
  const auto gather = [&](const auto& stands_for) {
    for (const Work& work : works) {
      if (stands_for(work)) behind.push_back(&work);
    }
  };
  if (source.starts_with('C')) {
    if (const auto claim = leading_number(source.substr(1))) {
      gather([&](const Work& work) {
        return std::ranges::any_of(work.claims, [&](const std::pair<int, int>& range) {
          return range.first <= *claim && *claim <= range.second;
        });
      });
    }
  } else if (source.starts_with(kFact)) {
    if (const auto fact = leading_number(source.substr(kFact.size())))
      gather([&](const Work& work) { return std::ranges::count(work.facts, *fact) > 0; });
  } else if (source.starts_with(kLiterature)) {
    std::string_view where = source.substr(kLiterature.size());
    while (where.starts_with(' ')) where.remove_prefix(1);
    gather([&](const Work& work) { return std::ranges::count(work.literature, where) > 0; });
  }
  return behind;
}

}  // namespace entente
