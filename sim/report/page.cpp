#include "sim/report/page.hpp"

#include <fmt/format.h>

#include <array>

namespace entente {
namespace {

constexpr std::string_view kStyle = R"(
:root { color-scheme: light; }
body { font: 16px/1.5 Georgia, "DejaVu Serif", serif; color: #1a1a1a; background: #fff; max-width: 50rem;
       margin: 2.5rem auto; padding: 0 1.25rem; }
h1, h2, h3, h4, h5, nav, table, figcaption, .note { font-family: "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; }
h1 { font-size: 1.8rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .75rem; border-bottom: 1px solid #bbb; padding-bottom: .25rem; }
h3 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
h4, h5 { font-size: .95rem; margin: 1.25rem 0 .35rem; }
nav { font-size: .9rem; margin: 1rem 0 0; }
nav a { color: #0072B2; margin-right: 1.1rem; }
table { border-collapse: collapse; font-size: .82rem; line-height: 1.35; margin: 1rem 0 .35rem; width: 100%;
        border-top: 1.5px solid #000; border-bottom: 1.5px solid #000; }
caption { text-align: left; font-weight: 600; padding-bottom: .35rem; }
th { text-align: left; font-weight: 600; border-bottom: 1px solid #000; vertical-align: bottom; }
th, td { padding: .2rem .9rem .2rem 0; vertical-align: top; overflow-wrap: anywhere; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
td.number { white-space: nowrap; }
.note { font-size: .78rem; color: #444; margin: 0 0 1.25rem; }
figure { margin: 2rem 0; }
figure svg { max-width: 100%; height: auto; display: block; margin: 0 auto .5rem; }
figcaption { font-size: .82rem; line-height: 1.4; }
code { font-size: .85em; overflow-wrap: anywhere; }
pre { font-size: .85rem; white-space: pre-wrap; margin: .75rem 0 .75rem 1.5rem; }
@page { size: A4; margin: 18mm; }
@media print {
  body { margin: 0; padding: 0; max-width: none; font-size: 10.5pt; }
  nav { display: none; }
  h2, h3, h4 { break-after: avoid; }
  figure, tr, pre { break-inside: avoid; }
  thead { display: table-header-group; }
}
)";

std::string anchor(std::size_t section) { return fmt::format("section-{}", section + 1); }

void replace_all(std::string& text, std::string_view what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

std::string figure_html(const PageFigure& figure, std::size_t number) {
  std::string text = fmt::format("<figure id=\"figure-{}\">\n", html_escaped(figure.name));
  for (std::size_t d = 0; d < figure.drawings.size(); ++d)
    text += embedded_drawing(figure.drawings[d], fmt::format("{}-{}-", figure.name, d));
  return text + fmt::format("<figcaption><b>Figure {}.</b> {}</figcaption>\n</figure>\n", number,
                            html_escaped(figure.caption));
}

}  // namespace

std::string embedded_drawing(const std::string& svg, const std::string& prefix) {
  const std::size_t start = svg.find("<svg");
  std::string text = start == std::string::npos ? svg : svg.substr(start);
  // How SVG names and refers: an id, a link within the file, a paint or clip path.
  for (const char* form : {"id=\"", "href=\"#", "url(#"}) replace_all(text, form, form + prefix);
  return text;
}

std::string report_page(const std::string& title, const std::string& summary,
                        const std::vector<PageSection>& sections) {
  std::string text = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
      "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
      "img-src "
      "data:\">\n<meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\">\n<link rel=\"icon\" "
      "href=\"data:,\">\n<title>{0}</title>\n"
      "<style>{1}</style>\n</head>\n<body>\n<h1>{0}</h1>\n<p>{2}</p>\n<nav>\n",
      html_escaped(title), kStyle, html_escaped(summary));
  for (std::size_t s = 0; s < sections.size(); ++s)
    text += fmt::format("<a href=\"#{}\">{}</a>\n", anchor(s), html_escaped(sections[s].title));
  text += "</nav>\n";
  std::size_t figure_number = 0;
  for (std::size_t s = 0; s < sections.size(); ++s) {
    const PageSection& section = sections[s];
    text += fmt::format("<section id=\"{}\">\n<h2>{}</h2>\n", anchor(s), html_escaped(section.title));
    text += document_html(section.document);
    for (const PageFigure& figure : section.figures) text += figure_html(figure, ++figure_number);
    text += "</section>\n";
  }
  return text + "</body>\n</html>\n";
}

}  // namespace entente
