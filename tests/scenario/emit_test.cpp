#include "sim/scenario/emit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>

#include "sim/scenario/number.hpp"

namespace entente {
namespace {

Node parse(std::string_view text) {
  std::vector<Problem> problems;
  Node node = parse_document(text, "a.yaml", problems);
  EXPECT_TRUE(problems.empty()) << to_string(problems.front()) << "\n" << text;
  return node;
}

/// Whether quotes decide what the text is.
bool quotes_matter(const std::string& text) {
  return parse_number(text) || text == "true" || text == "false";
}

/// Equality of content: positions and immaterial quotes aside, keys in any order.
bool same(const Node& a, const Node& b) {
  if (a.kind != b.kind || a.text != b.text || a.children.size() != b.children.size()) return false;
  if (a.is_scalar() && quotes_matter(a.text) && a.quoted != b.quoted) return false;
  for (std::size_t i = 0; i < a.children.size(); ++i) {
    const Entry& mine = a.children[i];
    const Entry* theirs = a.is_mapping() ? b.find(mine.key) : &b.children[i];
    if (theirs == nullptr || !same(mine.node, theirs->node)) return false;
  }
  return true;
}

TEST(Emit, WritesCanonicalText) {
  EXPECT_EQ(
      emit(parse("b: [1, 'x', ~]\na: {d: '1', c: \"yes\", e: true, f: 'true'}\nl: [[1], {k: v}, {}, []]\n")),
      "a:\n  c: \"yes\"\n  d: \"1\"\n  e: true\n  f: \"true\"\nb: [1, x, ~]\nl:\n  - [1]\n  -\n    k: v\n"
      "  - {}\n  - []\n");
  EXPECT_EQ(emit(parse("a: 'Japan'\nb: Japan (1) x\n")), "a: Japan\nb: Japan (1) x\n");
  EXPECT_EQ(emit(parse("a: 'x: y'\n'k k': 'a\n\n b'\n")), "a: \"x: y\"\nk k: \"a\\nb\"\n");
  EXPECT_EQ(emit(parse("[]")), "[]\n");
  EXPECT_EQ(emit(parse("- - 1\n- 2\n")), "- [1]\n- 2\n");
}

TEST(Emit, DoesNotDependOnOrderQuotesOrComments) {
  EXPECT_EQ(emit(parse("a: x\nb: {c: 1, d: 2}\n")), emit(parse("# note\nb:\n  'd': 2\n  c: 1\na: \"x\"\n")));
  EXPECT_NE(emit(parse("a: [1, 2]")), emit(parse("a: [2, 1]")));
  EXPECT_NE(emit(parse("a: 1")), emit(parse("a: '1'")));
}

/// Random trees from a fixed sequence of numbers.
class RandomTree {
 public:
  Node node(int depth) {
    Node result;
    const std::uint64_t kind = next() % (depth > 4 ? 2 : 5);
    if (kind == 0 && depth > 0) return result;
    if (kind <= 1 && depth > 0) {
      result.kind = Node::Kind::Scalar;
      result.text = text();
      // Without quotes only what a file could hold without quotes.
      result.quoted = !(quotes_matter(result.text) && next() % 2 == 0);
      return result;
    }
    result.kind = kind % 2 == 0 ? Node::Kind::Mapping : Node::Kind::Sequence;
    std::set<std::string> keys;
    const std::uint64_t count = next() % 5;
    for (std::uint64_t i = 0; i < count; ++i) {
      std::string key = result.is_mapping() ? text() : "";
      if (result.is_mapping() && !keys.insert(key).second) continue;
      result.children.push_back({std::move(key), {}, node(depth + 1)});
    }
    return result;
  }

 private:
  std::uint64_t next() {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;  // Knuth's MMIX generator
    return state_ >> 33U;
  }
  std::string text() {
    constexpr std::array<const char*, 50> kPieces = {"a",
                                                     "Z",
                                                     "0",
                                                     "1",
                                                     "9",
                                                     "-",
                                                     "_",
                                                     ".",
                                                     "/",
                                                     "(",
                                                     ")",
                                                     " ",
                                                     "  ",
                                                     "\n",
                                                     "\t",
                                                     "\r\n",
                                                     ":",
                                                     ": ",
                                                     "#",
                                                     " #",
                                                     "\"",
                                                     "'",
                                                     "\\",
                                                     "[",
                                                     "]",
                                                     "{",
                                                     "}",
                                                     ",",
                                                     "&",
                                                     "*",
                                                     "!",
                                                     "|",
                                                     ">",
                                                     "%",
                                                     "@",
                                                     "`",
                                                     "?",
                                                     "~",
                                                     "null",
                                                     "no",
                                                     "yes",
                                                     "true",
                                                     "false",
                                                     "<<",
                                                     "é",
                                                     "北",
                                                     "\xC2\x85",
                                                     "\xE2\x80\xA8",
                                                     "\xEF\xBB\xBF",
                                                     "---"};
    std::string result;
    const std::uint64_t count = next() % 5;
    for (std::uint64_t i = 0; i < count; ++i) result += kPieces[next() % kPieces.size()];
    return result;
  }
  std::uint64_t state_ = 7;
};

TEST(Emit, ParsesBackToTheSameTree) {
  RandomTree random;
  for (int trial = 0; trial < 3000; ++trial) {
    const Node tree = random.node(0);
    const std::string text = emit(tree);
    std::vector<Problem> problems;
    const Node back = parse_document(text, "a.yaml", problems);
    ASSERT_TRUE(problems.empty()) << to_string(problems.front()) << "\n" << text;
    ASSERT_TRUE(same(tree, back)) << text;
    ASSERT_EQ(emit(back), text);
  }
}

}  // namespace
}  // namespace entente
