#include "sim/report/document.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/report/latex_layout.hpp"

namespace entente {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Document everything() {
  Document document;
  document.add(Heading{1, "Land & sea", "1"});
  document.add(Paragraph{{"Of ", maths("\\lambda_i", "λ_i"), " in ", code("a_b.c"), " see ",
                          Inline(Inline::Kind::Citation, "one,two", "One 1990; Two 2000"), "."}});
  document.add(Items{{"first", "*second*"}, true});
  document.add(Formulas{{{"x &= y", "x = y"}}});
  document.add(Tabular{"Shares in %",
                       {{"who"}, {"share", true}},
                       {{"A|B", "−1"}, {"[c]", Prose{Inline(Inline::Kind::Citation, "three", "Three 2010")}}},
                       "A note <here>."});
  return document;
}

TEST(Document, LatexEscapesEveryCharacterWithAMeaning) {
  EXPECT_EQ(latex_escaped("a & b_c # 5 % {x} $y ~z ^w \\v"),
            "a \\& b\\_c \\# 5 \\% \\{x\\} \\$y \\textasciitilde{}z \\textasciicircum{}w \\textbackslash{}v");
  EXPECT_EQ(latex_escaped("<a> | \"q\" `r`"),
            "\\textless{}a\\textgreater{} \\textbar{} \\textquotedbl{}q\\textquotedbl{} "
            "\\textasciigrave{}r\\textasciigrave{}");
}

TEST(Document, LatexGivesWhatTheFontsLackByCommands) {
  EXPECT_EQ(
      latex_escaped("−0.5 ± 1 – 2 → 3 × 4 · 5 ≥ χ ρ"),
      "\\ensuremath{-}0.5 \\ensuremath{\\pm} 1 -- 2 \\ensuremath{\\rightarrow} 3 \\ensuremath{\\times} 4 "
      "\\ensuremath{\\cdot} 5 \\ensuremath{\\geq} \\ensuremath{\\chi} \\ensuremath{\\rho}");
  EXPECT_EQ(latex_escaped("Iklé, Aydoğan, Ståhl"), "Iklé, Aydoğan, Ståhl");
  EXPECT_EQ(latex_escaped("日 \xF0\x9F\x98\x80"), "[U+65E5] [U+1F600]");
}

TEST(Document, LatexKeepsHyphensAndDropsControlCharacters) {
  EXPECT_EQ(latex_escaped("a--b---c"), "a-{}-b-{}-{}-c");
  EXPECT_EQ(latex_escaped("a\nb\tc"), "a b c");
  // A byte that starts no character, and one that is cut off.
  EXPECT_EQ(latex_escaped("\x80"), "[U+FFFD]");
  EXPECT_EQ(latex_escaped("\xE2"), "[U+FFFD]");
}

TEST(Document, HtmlEscapesWhatWouldBeATag) {
  EXPECT_EQ(html_escaped("<b>\"a\" & 'c'</b>"), "&lt;b&gt;&quot;a&quot; &amp; 'c'&lt;/b&gt;");
}

TEST(Document, Latex) {
  const std::string text = document_latex(everything());
  EXPECT_THAT(text, HasSubstr("\\section{Land \\& sea}\n"));
  EXPECT_THAT(
      text,
      HasSubstr("Of $\\lambda_i$ in \\texttt{a\\_\\allowbreak{}b.\\allowbreak{}c} see~\\cite{one,two}.\n"));
  EXPECT_THAT(text,
              HasSubstr("\\begin{enumerate}\n  \\item {}first\n  \\item {}*second*\n\\end{enumerate}\n"));
  EXPECT_THAT(text, HasSubstr("\\begin{align*}\n  x &= y\n\\end{align*}\n"));
  EXPECT_THAT(text, HasSubstr("\\begin{longtable}{@{}lr@{}}\n\\caption{Shares in \\%}"));
  EXPECT_THAT(text, HasSubstr("A\\textbar{}B & \\ensuremath{-}1 \\\\*\n{}[c] & \\cite{three} \\\\\n"));
  EXPECT_THAT(text, HasSubstr("A note \\textless{}here\\textgreater{}."));
}

TEST(Document, Markdown) {
  EXPECT_EQ(document_markdown(everything()),
            "# 1 Land & sea\n\nOf λ_i in `a_b.c` see (One 1990; Two 2000).\n\n1. first\n2. \\*second\\*\n\n"
            "    x = y\n\n**Shares in %**\n\n| who | share |\n|---|---:|\n| A\\|B | −1 |\n| [c] | (Three "
            "2010) |\n\n"
            "A note \\<here>.\n");
  EXPECT_EQ(document_markdown(Document{}.add(Paragraph{"# not a heading"})), "\\# not a heading\n");
  EXPECT_EQ(document_markdown(Document{}.add(Paragraph{"12. not a list _nor emphasis_"})),
            "12\\. not a list \\_nor emphasis\\_\n");
  EXPECT_EQ(document_markdown(Document{}.add(Paragraph{Prose{code("a`b")}})), "`` a`b ``\n");
}

TEST(Document, Html) {
  EXPECT_EQ(document_html(everything()),
            "<h2>1 Land &amp; sea</h2>\n<p>Of <i class=\"maths\">λ_i</i> in <code>a_b.c</code> see "
            "<span class=\"citation\">(One 1990; Two 2000)</span>.</p>\n<ol>\n<li>first</li>\n"
            "<li>*second*</li>\n</ol>\n<pre class=\"formulas\">x = y\n</pre>\n<table>\n"
            "<caption>Shares in %</caption>\n<thead>\n<tr><th scope=\"col\">who</th>"
            "<th scope=\"col\" class=\"number\">share</th></tr>\n</thead>\n<tbody>\n"
            "<tr><td>A|B</td><td class=\"number\">−1</td></tr>\n<tr><td>[c]</td><td class=\"number\">"
            "<span class=\"citation\">(Three 2010)</span></td></tr>\n</tbody>\n</table>\n"
            "<p class=\"note\">A note &lt;here&gt;.</p>\n");
}

TEST(Document, CitedKeysAreSortedAndEachThereOnce) {
  Document document = everything();
  document.append(everything());
  EXPECT_THAT(cited_keys(document), ElementsAre("one", "three", "two"));
}

TEST(LatexLayout, BreaksOnlyTablesThatAreTooWide) {
  Tabular narrow{"", {{"a"}, {"b", true}}, {{"short", "1"}}};
  EXPECT_THAT(latex_layout(narrow).widths, ElementsAre(0, 0));
  const std::string sentence =
      "a sentence of many short words that goes on and on until no line would hold it";
  Tabular wide{"", {{"a"}, {"b", true}, {"c"}}, {{sentence, "12345", sentence + " " + sentence}}};
  const LatexLayout layout = latex_layout(wide);
  EXPECT_EQ(layout.widths[1], 0);
  // All of them fit into a line with the space between.
  EXPECT_LT(layout.widths[0] + 5 + layout.widths[2], layout.type.line);
  // Twice the text has about twice the room, so that both end at the same line; to a fifth, as lines are
  // whole.
  EXPECT_NEAR(layout.widths[2] / layout.widths[0], 2, 0.4);
}

}  // namespace
}  // namespace entente
