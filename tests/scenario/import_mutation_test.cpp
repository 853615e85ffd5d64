// Every byte of a small file of each format is deleted, doubled and replaced, every line deleted and doubled,
// and the file cut off everywhere. The result is a scenario or an InputError that names a file; nothing else.

#include <gtest/gtest.h>

#include "tests/scenario/import_text.hpp"
#include "tests/support/dice.hpp"

namespace entente {
namespace {

/// The files of one import; the first is the one that is mutated.
using Case = std::vector<std::pair<std::string, std::string>>;

const std::string kDomainXml =
    "<negotiation_template><utility_space><objective index=\"0\">\n"
    "<issue index=\"1\" name=\"a\" vtype=\"discrete\"><item value=\"x\"/><item value=\"y\"/></issue>\n"
    "<issue index=\"2\" name=\"b\" type=\"integer\"><range lowerbound=\"1\" upperbound=\"3\"/></issue>\n"
    "</objective></utility_space></negotiation_template>\n";

const std::string kProfileXml =
    "<utility_space><objective index=\"0\">\n"
    "<issue index=\"1\" name=\"a\"><item value=\"x\" evaluation=\"2\"/><item value=\"y\" "
    "evaluation=\"1e0\"/></issue>\n"
    "<issue index=\"2\" name=\"b\"><evaluator ftype=\"linear\" offset=\"0\" slope=\".5\"/></issue>\n"
    "<weight index=\"1\" value=\"0.4\"/><weight index=\"2\" value=\"0.6\"/></objective>\n"
    "<discount_factor value=\"0.5\"/><reservation value=\"0.1\"/></utility_space>\n";

const std::string kKtab =
    "Name,\"a, b\",3,1,\nActor,Description,Power,P,S,\nA,a,8,40,80,\nB,b,8,70,40,\nC,,3,40,2\n";
const std::string kEum = "actor,capability,position,salience\nA,0.5,4,0.8\nB,0.25,7,0.4\nC,1,10,1\n";
const std::string kNeutral =
    "id: d\nsource: s\nissues:\n- name: k\n  values: [u, 'v']\nactors:\n"
    "- name: A\n  reservation: 0.5\n  weights: [1.0]\n  values:\n  - [1, 0]\n"
    "- name: B\n  reservation: 0\n  weights: [1.0]\n  values:\n  - [0, 1]\n";

class ImportMutation : public testing::TestWithParam<Case> {
 protected:
  void SetUp() override {
    for (const ImportFormat format :
         {ImportFormat::Genius, ImportFormat::Ktab, ImportFormat::Eum, ImportFormat::Domain}) {
      try {
        import_texts(GetParam(), format);
        format_ = format;
      } catch (const InputError&) {
      }
    }
    ASSERT_TRUE(format_) << "the file is wrong before it is mutated";
  }

  /// Imports the case with its first file replaced.
  void look_at(const std::string& text) {
    Case files = GetParam();
    files.front().second = text;
    for (const std::optional<ImportFormat> format : {format_, std::optional<ImportFormat>()}) {
      try {
        const Imported imported = import_texts(files, format);
        EXPECT_NO_THROW(load_scenario_text(imported.text, "again")) << text;
        ++taken_;
      } catch (const InputError& error) {
        ASSERT_FALSE(error.problems().empty()) << text;
        for (const Problem& problem : error.problems()) {
          EXPECT_FALSE(problem.where.file.empty()) << error.what();
          EXPECT_FALSE(problem.message.empty()) << error.what();
        }
        ++refused_;
      }
    }
  }

  std::optional<ImportFormat> format_;
  int taken_ = 0;
  int refused_ = 0;
};

TEST_P(ImportMutation, OfBytes) {
  const std::string text = GetParam().front().second;
  for (std::size_t at = 0; at < text.size(); ++at) {
    look_at(std::string(text).erase(at, 1));
    look_at(std::string(text).insert(at, 1, text[at]));
    for (const char c : std::string("<\"&,\n9-e:\xC3\0", 11)) look_at(std::string(text).replace(at, 1, 1, c));
    look_at(text.substr(0, at));
  }
  EXPECT_GT(taken_, 0);
  EXPECT_GT(refused_, 0);
}

TEST_P(ImportMutation, OfLines) {
  const std::string text = GetParam().front().second;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t length = text.find('\n', start) + 1 - start;
    look_at(std::string(text).erase(start, length));
    look_at(std::string(text).insert(start, text.substr(start, length)));
    start += length;
  }
  EXPECT_GT(refused_, 0);
}

TEST_P(ImportMutation, OfManyBytesAtOnce) {
  Dice dice(20161215);
  const std::string text = GetParam().front().second;
  for (int k = 0; k < 500; ++k) {
    std::string mutant = text;
    for (int change = 0; change < 4; ++change) {
      const std::size_t at = dice.below(mutant.size());
      mutant[at] = dice.chance(0.5) ? mutant[dice.below(mutant.size())] : static_cast<char>(dice.below(128));
    }
    look_at(mutant);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Files, ImportMutation,
    testing::Values(Case{{"d.xml", kDomainXml}, {"p.xml", kProfileXml}, {"q.xml", kProfileXml}},
                    Case{{"p.xml", kProfileXml}, {"d.xml", kDomainXml}, {"q.xml", kProfileXml}},
                    Case{{"k.csv", kKtab}}, Case{{"e.csv", kEum}}, Case{{"n.yaml", kNeutral}}),
    [](const testing::TestParamInfo<Case>& tested) {
      const std::string& name = tested.param.front().first;
      return name.substr(0, 1) + name.substr(2);
    });

}  // namespace
}  // namespace entente
