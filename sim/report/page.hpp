#pragma once

#include <string>
#include <vector>

#include "sim/report/document.hpp"

namespace entente {

/// A figure of a page.
struct PageFigure {
  std::string name;
  std::string title;
  std::string caption;
  /// The drawings, each a whole SVG file.
  std::vector<std::string> drawings;
};

/// A section of a page: its heading, then the document, then the figures.
struct PageSection {
  std::string title;
  Document document = {};
  std::vector<PageFigure> figures = {};
};

/// A page that needs nothing else: styles and drawings are within it, and it asks for nothing from anywhere.
/// A list of the sections stands at its head. It prints on A4.
std::string report_page(const std::string& title, const std::string& summary,
                        const std::vector<PageSection>& sections);

/// A drawing to stand within a page among others: without the head of a file, and with its ids and the
/// references to them beginning with `prefix`, for ids are of the whole page.
std::string embedded_drawing(const std::string& svg, const std::string& prefix);

}  // namespace entente
