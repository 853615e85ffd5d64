#include "sim/report/page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace entente {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kDrawing =
    "<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x.dtd\">\n"
    "<svg xmlns=\"http://www.w3.org/2000/svg\"><defs><path id=\"a\"/></defs><use href=\"#a\"/>"
    "<g clip-path=\"url(#b)\"/><clipPath id=\"b\"/></svg>";

TEST(EmbeddedDrawing, RenamesIdsAndWhatRefersToThem) {
  EXPECT_EQ(embedded_drawing(kDrawing, "f-"),
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><defs><path id=\"f-a\"/></defs><use href=\"#f-a\"/>"
            "<g clip-path=\"url(#f-b)\"/><clipPath id=\"f-b\"/></svg>");
}

std::string page_of_two_drawings() {
  Document document;
  document.add(Paragraph{"Less < more & \"quoted\"."});
  return report_page(
      "A title & more", "What it is.",
      {{"Results", document, {}},
       {"Figures",
        {},
        {{"one", "One", "Shares <1 %.", {kDrawing}}, {"two", "Two", "Caption.", {kDrawing}}}}});
}

TEST(ReportPage, EscapesWordsAndNumbersFigures) {
  const std::string page = page_of_two_drawings();
  EXPECT_THAT(page, HasSubstr("<title>A title &amp; more</title>"));
  EXPECT_THAT(page, HasSubstr("Less &lt; more &amp; &quot;quoted&quot;."));
  EXPECT_THAT(page, HasSubstr("<b>Figure 1.</b> Shares &lt;1 %."));
  EXPECT_THAT(page, HasSubstr("<b>Figure 2.</b> Caption."));
  EXPECT_THAT(page, Not(HasSubstr("<?xml")));
  EXPECT_THAT(page, Not(HasSubstr("x.dtd")));
}

TEST(ReportPage, HasNoIdTwice) {
  const std::string page = page_of_two_drawings();
  constexpr std::string_view kId = " id=\"";
  std::set<std::string> ids;
  std::size_t found = 0;
  for (std::size_t at = page.find(kId); at != std::string::npos; at = page.find(kId, at + 1)) {
    const std::size_t from = at + kId.size();
    ids.insert(page.substr(from, page.find('"', from) - from));
    ++found;
  }
  EXPECT_EQ(ids.size(), found);
  EXPECT_GE(found, 8u);
}

}  // namespace
}  // namespace entente
