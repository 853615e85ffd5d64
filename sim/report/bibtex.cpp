#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/core/error.hpp"
#include "sim/report/literature.hpp"

namespace entente {
namespace {

const Work& work_with_key(const std::vector<Work>& works, const std::string& key) {
  for (const std::vector<Work>* all : {&works, &model_literature()}) {
    const auto found = std::ranges::find(*all, key, &Work::name);
    if (found != all->end()) return *found;
  }
  throw Error("no work has the key '" + key + "'");
}

/// A body, without a comma, is kept from being read as given names and a surname; "others" is BibTeX's.
std::string bibtex_author(const std::string& author) {
  const bool whole = author.find(',') == std::string::npos && author != "others";
  return whole ? fmt::format("{{{}}}", latex_escaped(author)) : latex_escaped(author);
}

/// The field in which BibTeX keeps Work::in and Work::publisher.
std::string_view container_field(Work::Kind kind) {
  switch (kind) {
    case Work::Kind::Article:
      return "journal";
    case Work::Kind::InCollection:
    case Work::Kind::InProceedings:
      return "booktitle";
    default:
      return "series";
  }
}

std::string_view publisher_field(Work::Kind kind) {
  switch (kind) {
    case Work::Kind::TechReport:
      return "institution";
    case Work::Kind::PhdThesis:
      return "school";
    case Work::Kind::Misc:
      return "howpublished";
    default:
      return "publisher";
  }
}

/// "2016-12-15" becomes a year, and a month by BibTeX's own name with the day after it.
std::string bibtex_date(const std::string& date) {
  constexpr std::array<const char*, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                "jul", "aug", "sep", "oct", "nov", "dec"};
  if (date.empty()) return {};
  std::string text = fmt::format("  year = {{{}}},\n", date.substr(0, 4));
  if (date.size() < 7) return text;
  text += fmt::format("  month = {}", kMonths.at(static_cast<std::size_t>(std::stoi(date.substr(5, 2)) - 1)));
  if (date.size() > 7) text += fmt::format(" # \"~{}\"", std::stoi(date.substr(8)));
  return text + ",\n";
}

/// An address between \url's braces: what would end or unbalance them is percent-encoded.
std::string bibtex_url(const std::string& url) {
  std::string text;
  for (const char letter : url) {
    const bool special = letter == '{' || letter == '}' || letter == '\\' || letter == ' ' || letter == '^';
    text += special ? fmt::format("%{:02X}", static_cast<unsigned>(letter)) : std::string(1, letter);
  }
  return fmt::format("\\url{{{}}}", text);
}

std::string entry(const Work& work) {
  std::string text = fmt::format("@{}{{{},\n", work_kinds()[static_cast<std::size_t>(work.kind)], work.name);
  const auto field = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) text += fmt::format("  {} = {{{}}},\n", name, value);
  };
  std::string authors;
  for (const std::string& author : work.authors)
    authors += (authors.empty() ? "" : " and ") + bibtex_author(author);
  field("author", authors);
  // By what a style sorts that needs an author.
  if (authors.empty()) field("key", latex_escaped(work.title));
  // Twice in braces: capitals stay as they are.
  field("title", '{' + latex_escaped(work.title) + '}');
  field(container_field(work.kind), latex_escaped(work.in));
  field("volume", latex_escaped(work.volume));
  field(publisher_field(work.kind), latex_escaped(work.publisher));
  text += bibtex_date(work.date);
  std::string note = latex_escaped(work.note);
  for (std::size_t k = 0; k < work.urls.size(); ++k)
    note += (k > 0 ? ", " : note.empty() ? "" : ". ") + bibtex_url(work.urls[k]);
  field("note", note);
  field("doi", work.doi);
  return text + "}\n";
}

std::string reference(const Work& work) {
  std::string text;
  for (std::size_t k = 0; k < work.authors.size(); ++k)
    text += (k == 0 ? "" : k + 1 == work.authors.size() ? " and " : ", ") + work.authors[k];
  const auto add = [&](const std::string& part) {
    if (!part.empty()) text += (text.empty() ? "" : text.ends_with('.') ? " " : ". ") + part;
  };
  add(work.title);
  add(work.in + (work.volume.empty() ? "" : ' ' + work.volume));
  add(work.publisher);
  add(work.date);
  add(work.note);
  if (!work.doi.empty()) add("doi:" + work.doi);
  for (const std::string& url : work.urls) add(url);
  return text.ends_with('.') ? text : text + '.';
}

}  // namespace

std::string bibtex(const std::vector<Work>& works, const std::vector<std::string>& keys) {
  std::string text =
      "% The works cited. \\url needs \\usepackage{xurl}, which breaks long addresses, or {url}.\n";
  for (const std::string& key : keys) text += '\n' + entry(work_with_key(works, key));
  return text;
}

Items references(const std::vector<Work>& works, const std::vector<std::string>& keys) {
  Items list;
  for (const std::string& key : keys) list.items.emplace_back(reference(work_with_key(works, key)));
  std::ranges::sort(list.items, {}, [](const Prose& item) { return item.parts.front().text; });
  return list;
}

}  // namespace entente
