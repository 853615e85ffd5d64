#include "sim/scenario/document.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <ostream>

namespace entente {
namespace {

using testing::HasSubstr;

std::vector<Problem> problems_of(std::string_view text) {
  std::vector<Problem> problems;
  parse_document(text, "a.yaml", problems);
  return problems;
}

/// "line:column" of every problem.
std::vector<std::string> places_of(std::string_view text) {
  std::vector<std::string> places;
  for (const Problem& problem : problems_of(text)) {
    places.push_back(std::to_string(problem.where.line) + ":" + std::to_string(problem.where.column));
  }
  return places;
}

std::string repeat(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

TEST(Document, KeepsKindsTextQuotesOrderAndPlaces) {
  std::vector<Problem> problems;
  const Node good = parse_document("z: 0.5\na:\n  - 'x'\n  - ~\nb: {c: yes}\nd:\n", "f.yaml", problems);
  EXPECT_TRUE(problems.empty());
  ASSERT_TRUE(good.is_mapping());
  EXPECT_EQ(good.keys(), (std::vector<std::string>{"z", "a", "b", "d"}));
  EXPECT_EQ(good.find("z")->node.text, "0.5");
  EXPECT_FALSE(good.find("z")->node.quoted);
  EXPECT_EQ(good.find("z")->node.location(), (Location{"f.yaml", 1, 4}));
  const Node& list = good.find("a")->node;
  ASSERT_EQ(list.children.size(), 2U);
  EXPECT_TRUE(list.children[0].node.quoted);
  EXPECT_TRUE(list.children[1].node.is_null());
  EXPECT_EQ(good.find("b")->node.find("c")->place.location(), (Location{"f.yaml", 5, 5}));
  EXPECT_TRUE(good.find("d")->node.is_null());
  EXPECT_EQ(good.find("d")->node.location(), (Location{"f.yaml", 6, 1}));  // omitted: at its key
  EXPECT_EQ(good.find("e"), nullptr);
}

TEST(Document, LineEndsOfWindowsAndByteOrderMarkChangeNothing) {
  std::vector<Problem> problems;
  const Node root = parse_document(
      "\xEF\xBB\xBF"
      "a: 1\r\nb: x\r\n",
      "f.yaml", problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(root.find("a")->place.location(), (Location{"f.yaml", 1, 1}));
  EXPECT_EQ(root.find("b")->node.text, "x");
  EXPECT_EQ(root.find("b")->node.location(), (Location{"f.yaml", 2, 4}));
}

TEST(Document, ColumnsCountCharacters) {
  EXPECT_EQ(places_of("k: {é: 1, 北: 2, é: 3}\n"), (std::vector<std::string>{"1:17"}));
}

struct Refused {
  std::string text;
  std::string place;
  std::string key;
  std::string message;
};

void PrintTo(const Refused& refused, std::ostream* out) { *out << refused.text.substr(0, 60); }

class DocumentRefuses : public testing::TestWithParam<Refused> {};

TEST_P(DocumentRefuses, WithPlaceAndMessage) {
  const auto problems = problems_of(GetParam().text);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].where.file, "a.yaml");
  EXPECT_EQ(places_of(GetParam().text)[0], GetParam().place);
  EXPECT_EQ(problems[0].key, GetParam().key);
  EXPECT_THAT(problems[0].message, HasSubstr(GetParam().message));
}

const std::string kNul("a: \0b", 5);

INSTANTIATE_TEST_SUITE_P(
    Table, DocumentRefuses,
    testing::Values(
        Refused{"a: 1\nb: 2\n'a': 3\n", "3:1", "a", "twice; first at line 1, column 1"},
        Refused{"x:\n  a: 1\n  a: 2\n", "3:3", "a", "twice; first at line 2, column 3"},
        Refused{"x: &n 1\n", "1:4", "x", "extends:"}, Refused{"x: &n [1]\n", "1:4", "x", "extends:"},
        Refused{"x: &n\n", "1:4", "x", "extends:"}, Refused{"x: *n\n", "1:4", "", "extends:"},
        Refused{"a: 1\n---\nb: 2\n", "2:1", "", "second document"},
        Refused{"[a] b\n", "1:5", "", "stray text"}, Refused{"- a\nb: c\n", "2:1", "", "stray text"},
        Refused{"", "1:1", "", "empty"}, Refused{"# only a comment\n", "1:1", "", "empty"},
        Refused{"---\n", "1:1", "", "empty"}, Refused{"~\n", "1:1", "", "empty"},
        Refused{"x: !t 1\n", "1:4", "x", "tags"}, Refused{"x: !!map {a: 1}\n", "1:4", "x", "tags"},
        Refused{"x: ! y\n", "1:4", "x", "tags"}, Refused{"x: ! 'y'\n", "1:4", "x", "tags"},
        Refused{"x: !\n", "1:4", "x", "tags"}, Refused{"x: ! [y]\n", "1:4", "x", "tags"},
        Refused{"a: 1\nb: é\xFFx\n", "2:5", "", "0xFF"}, Refused{"\xC0\xAF", "1:1", "", "0xC0"},
        Refused{"\xED\xA0\x80", "1:1", "", "0xED"}, Refused{"\xF4\x90\x80\x80", "1:1", "", "0xF4"},
        Refused{"ab\xE2\x82", "1:3", "", "0xE2"}, Refused{kNul, "1:4", "", "NUL"},
        Refused{"a: 1\n\x04", "2:1", "", "U+0004"}, Refused{"a: 1\rb: 2\n", "1:5", "", "carriage return"},
        Refused{"a: \"\\0\"\n", "1:4", "a", "NUL"}, Refused{"a: \"\\_\"\n", "1:4", "a", "escape"},
        Refused{"? [a]\n: 1\n", "1:3", "", "found a list"},
        Refused{"{a: 1}: 1\n", "1:1", "", "found a mapping"}, Refused{"~: 1\n", "1:1", "", "found nothing"},
        Refused{"<<: {a: 1}\n", "1:1", "<<", "extends:"},
        Refused{"? " + std::string(201, 'k') + "\n: 1\n", "1:3", "", "longer than 200"},
        Refused{"a: b: c\n", "1:5", "", "illegal map value"},
        Refused{"a: 1\n\tb: 2\n", "2:1", "", "illegal tab"},
        Refused{"a: [1, 2}\n", "1:9", "", "not valid YAML"}, Refused{"a: @x\n", "1:4", "", "not valid YAML"},
        Refused{std::string(65, '[') + std::string(65, ']'), "1:65", "", "deeper than 64"},
        Refused{std::string(10'000, '[') + std::string(10'000, ']'), "1:65", "", "deeper than 64"},
        Refused{repeat("{a: ", 10'000) + std::string(10'000, '}'), "1:257", "a", "deeper than 64"},
        Refused{repeat("- ", 10'000), "1:129", "", "deeper than 64"},
        Refused{std::string(kMaximumBytes + 1, '#'), "0:0", "", "4 MiB"},
        Refused{repeat("- 1\n", kMaximumNodes), "200000:3", "", "200000"}));

TEST(Document, AcceptsTheLimitsThemselves) {
  EXPECT_TRUE(problems_of(std::string(64, '[') + std::string(64, ']')).empty());
  EXPECT_TRUE(problems_of(repeat("- 1\n", kMaximumNodes - 1)).empty());
  EXPECT_TRUE(problems_of("a: 1\n" + std::string(kMaximumBytes - 5, '#')).empty());
  EXPECT_TRUE(problems_of("'<<': 1\n").empty());
  EXPECT_TRUE(problems_of("%YAML 1.2\n---\na: 1\n...\n").empty());
}

TEST(Document, ReportsAllProblemsInTheOrderOfLines) {
  EXPECT_EQ(places_of("a: &x 1\nb: *x\na: 2\n? [k]\n: !t 3\n"),
            (std::vector<std::string>{"1:4", "2:4", "3:1", "4:3", "5:3"}));
}

TEST(Document, ASyntaxErrorEndsTheListOfProblems) {
  EXPECT_EQ(places_of("a: &x 1\na: 2\nc: d: e\nf: *x\n"), (std::vector<std::string>{"1:4", "2:1", "3:5"}));
  EXPECT_EQ(places_of("[[1]"), (std::vector<std::string>{"1:1"}));  // not also a list as a key
}

TEST(Document, StopsAtAHundredProblems) {
  EXPECT_EQ(problems_of(repeat("a: 1\n", 5000)).size(), kMaximumProblems);
}

TEST(Document, AnAliasBombIsRefusedNotExpanded) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string name = "a" + std::to_string(i);
    const std::string below = "*a" + std::to_string(i - 1);
    bomb += name + ": &" + name + " [" + below + repeat(", " + below, 8) + "]\n";
  }
  EXPECT_EQ(problems_of(bomb).size(), kMaximumProblems);
}

// Long runs of one token, bare and inside a list: each comes back, and none is taken silently for a tree that
// would be wrong. The parser alone never ends on the comma.
TEST(Document, LongRunsOfOneTokenEnd) {
  for (const char* piece :
       {"[",    "{",   "- ",  "? ",   "[a, ", "a: ",  "x",   "\"",    "'",    "&a ", "*a ", "!t ", "\n",
        " ",    "\t",  "#\n", "- \n", "a:\n", "{a: ", "[]",  "---\n", ": ",   ",",   "-",   "|\n", "\\",
        "%a\n", "?\n", "é",   "{? ",  "[? ",  "a, ",  "é, ", "...\n", ">-\n", "]",   "}"}) {
    for (const char* before : {"", "[", "{", "a: ", "- "}) {
      std::vector<Problem> problems;
      const Node root = parse_document(before + repeat(piece, 20'000), "a.yaml", problems);
      EXPECT_TRUE(!problems.empty() || !root.is_null()) << before << piece;
    }
  }
}

TEST(Document, TheWholeByteRangeIsRefused) {
  std::string bytes;
  for (int c = 0; c < 256; ++c) bytes += static_cast<char>(c);
  EXPECT_EQ(places_of(bytes), (std::vector<std::string>{"1:1"}));
  EXPECT_EQ(places_of(bytes.substr(128)), (std::vector<std::string>{"1:1"}));
}

// Random bytes and random YAML punctuation: no crash, no hang, and never an empty tree without a problem.
TEST(Document, RandomTextNeverPassesInSilence) {
  constexpr std::string_view kMarks = "[]{},:-?&*!|>'\"%@`#~ \n\t.ab01\\<=\xC3\xA9";
  std::uint64_t state = 1;
  const auto next = [&state] {
    state = state * 6364136223846793005U + 1442695040888963407U;  // Knuth's MMIX generator
    return state >> 33U;
  };
  for (int trial = 0; trial < 6000; ++trial) {
    std::string text;
    const std::size_t length = 1 + next() % 60;
    for (std::size_t i = 0; i < length; ++i) {
      const std::uint64_t r = next();
      text += trial % 3 == 0 ? static_cast<char>(r & 0xFFU) : kMarks[r % kMarks.size()];
    }
    std::vector<Problem> problems;
    const Node root = parse_document(text, "a.yaml", problems);
    EXPECT_TRUE(!problems.empty() || !root.is_null()) << text;
    for (const Problem& problem : problems) EXPECT_GE(problem.where.line, 1) << text;
  }
}

class DocumentFile : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) / ("document_" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string message_of(const std::filesystem::path& path) const {
    std::vector<Problem> problems;
    load_document(path, problems);
    if (problems.size() != 1) return std::to_string(problems.size()) + " problems";
    EXPECT_EQ(problems[0].where, (Location{path.string(), 0, 0}));
    return problems[0].message;
  }
  std::filesystem::path folder_;
};

TEST_F(DocumentFile, OnlyRegularReadableFilesAreRead) {
  EXPECT_EQ(message_of(folder_ / "none.yaml"), "no such file");
  EXPECT_THAT(message_of(folder_), HasSubstr("directory"));
  EXPECT_THAT(message_of("/dev/zero"), HasSubstr("not a regular file"));
  ASSERT_EQ(mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  EXPECT_THAT(message_of(folder_ / "pipe"), HasSubstr("not a regular file"));
  std::ofstream(folder_ / "large.yaml") << std::string(kMaximumBytes + 1, '#');
  EXPECT_THAT(message_of(folder_ / "large.yaml"), HasSubstr("4 MiB"));
}

TEST_F(DocumentFile, ReportsAFileWithoutPermission) {
  if (geteuid() == 0) GTEST_SKIP() << "root reads every file";
  const auto path = folder_ / "locked.yaml";
  std::ofstream(path) << "a: 1\n";
  std::filesystem::permissions(path, std::filesystem::perms::none);
  EXPECT_THAT(message_of(path), HasSubstr("ermission denied"));
}

TEST_F(DocumentFile, ReadsAFile) {
  std::ofstream(folder_ / "a.yaml") << "a: 1\n";
  std::vector<Problem> problems;
  const Node root = load_document(folder_ / "a.yaml", problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(root.find("a")->node.location(), (Location{(folder_ / "a.yaml").string(), 1, 4}));
}

}  // namespace
}  // namespace entente
