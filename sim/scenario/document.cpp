#include "sim/scenario/document.hpp"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>
#include <system_error>
#include <tuple>
#include <utility>

#include "sim/scenario/text.hpp"

namespace entente {

namespace {

/// Thrown out of the parser when reading on makes no sense; the reason is among the problems already.
struct Stop {};

constexpr const char* kAliasMessage =
    "anchors (&) and aliases (*) are not allowed; write the value out, or use `extends:` to build on another "
    "file";

/// Builds the tree from the parser's events and notes everything that is refused.
class Builder final : public YAML::EventHandler {
 public:
  Builder(std::string_view text, std::shared_ptr<const std::string> file, std::vector<Problem>& problems)
      : text_(text), file_(std::move(file)), problems_(&problems) {
    line_starts_.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') line_starts_.push_back(i + 1);
      if ((static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) continuations_.push_back(i);
    }
  }

  /// The parser counts columns in bytes, from 0; editors count characters, from 1.
  Place place(const YAML::Mark& mark) const {
    if (mark.line < 0) return {file_, 0, 0};
    const auto line = static_cast<std::size_t>(mark.line);
    const std::size_t start = line < line_starts_.size() ? line_starts_[line] : text_.size();
    const auto first = std::ranges::lower_bound(continuations_, start);
    const auto last = std::ranges::lower_bound(continuations_, start + static_cast<std::size_t>(mark.column));
    return {file_, mark.line + 1, mark.column + 1 - static_cast<int>(last - first)};
  }
  void refuse(const Place& where, std::string key, std::string message) {
    problems_->push_back({where.location(), std::move(key), std::move(message)});
    if (problems_->size() >= kMaximumProblems) throw Stop{};
  }
  Node take_root() { return std::move(root_); }
  /// An unclosed bracket makes the parser take lists and mappings for keys: worth reporting only when the
  /// text has no syntax error.
  void report_keys() { problems_->insert(problems_->end(), bad_keys_.begin(), bad_keys_.end()); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ == 1) return;
    refuse(place(mark), "", "a second document, or stray text after the first; a file holds one document");
    throw Stop{};
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    Node node = begin(Node::Kind::Null, mark, has_written_tag(mark) ? "!" : "?", anchor);
    // The parser places an omitted value at the next token: better at its key.
    if (!frames_.empty() && frames_.back().expects_value) node.place = frames_.back().entry.place;
    attach(std::move(node));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    Node node = begin(Node::Kind::Null, mark, "?", 0);
    refuse(node.place, context(), kAliasMessage);
    attach(std::move(node), false);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    // The parser gives quoted text the tag "!", the same as it gives to a written "!".
    Node node = begin(Node::Kind::Scalar, mark, tag == "!" && !has_written_tag(mark) ? "?" : tag, anchor);
    // Escapes in double quotes can make what the file itself may not hold.
    if (const auto error = find_text_error(value)) {
      refuse(node.place, context(), "an escape in the text is not allowed: " + error->message);
    }
    node.text = value;
    node.quoted = tag == "!";
    attach(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(begin(Node::Kind::Sequence, mark, tag, anchor));
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(begin(Node::Kind::Mapping, mark, tag, anchor));
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

 private:
  /// A sequence or mapping whose end has not been seen.
  struct Frame {
    Node node;
    Entry entry;                        ///< Of a mapping: the key that waits for its value.
    bool expects_value = false;         ///< Of a mapping: a key has been seen.
    bool keeps_value = true;            ///< False when the key was refused: its value is dropped.
    std::map<std::string, Place> keys;  ///< Where each key was first seen.
  };

  /// The key under which the present node stands, for problems.
  std::string context() const {
    return !frames_.empty() && frames_.back().expects_value ? frames_.back().entry.key : "";
  }

  bool has_written_tag(const YAML::Mark& mark) const {
    const auto at = static_cast<std::size_t>(mark.pos);
    return mark.pos >= 0 && at < text_.size() && text_[at] == '!';
  }

  Node begin(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    Node node;
    node.kind = kind;
    node.place = place(mark);
    if (++nodes_ > kMaximumNodes) {
      refuse(node.place, "", fmt::format("more than {} keys and values in one file", kMaximumNodes));
      throw Stop{};
    }
    if (anchor != 0) refuse(node.place, context(), kAliasMessage);
    if (!tag.empty() && tag != "?") {
      refuse(node.place, context(), fmt::format("tags are not allowed; found the tag '{}'", tag));
    }
    return node;
  }

  void open(Node node) {
    if (frames_.size() == kMaximumDepth) {
      refuse(node.place, context(), fmt::format("nested deeper than {} levels", kMaximumDepth));
      throw Stop{};
    }
    frames_.emplace_back().node = std::move(node);
  }

  void close() {
    Node node = std::move(frames_.back().node);
    frames_.pop_back();
    attach(std::move(node));
  }

  void attach(Node node, bool key_allowed = true) {
    if (frames_.empty()) {
      root_ = std::move(node);
      return;
    }
    Frame& frame = frames_.back();
    if (frame.node.is_sequence()) {
      Place where = node.place;
      frame.node.children.push_back({"", std::move(where), std::move(node)});
    } else if (!frame.expects_value) {
      frame.keeps_value = key_allowed && accept_key(frame, node);
      frame.entry.key = std::move(node.text);
      frame.entry.place = std::move(node.place);
      frame.expects_value = true;
    } else {
      frame.entry.node = std::move(node);
      if (frame.keeps_value) frame.node.children.push_back(std::move(frame.entry));
      frame.entry = {};
      frame.expects_value = false;
    }
  }

  bool accept_key(Frame& frame, const Node& key) {
    if (!key.is_scalar()) {
      if (bad_keys_.size() < kMaximumProblems) {
        bad_keys_.push_back({key.location(), "", "a key must be text; found " + describe(key)});
      }
      return false;
    }
    if (key.text.size() > kMaximumKeyBytes) {
      refuse(key.place, "", fmt::format("a key longer than {} bytes", kMaximumKeyBytes));
      return false;
    }
    if (key.text == "<<" && !key.quoted) {
      refuse(key.place, key.text, "merge keys (<<) are not allowed; use `extends:` to build on another file");
      return false;
    }
    const auto [first, inserted] = frame.keys.try_emplace(key.text, key.place);
    if (!inserted) {
      refuse(key.place, key.text,
             fmt::format("the key '{}' stands here twice; first at line {}, column {}", key.text,
                         first->second.line, first->second.column));
    }
    return inserted;
  }

  std::string_view text_;
  std::shared_ptr<const std::string> file_;
  std::vector<Problem>* problems_;
  std::vector<Problem> bad_keys_;
  std::vector<std::size_t> line_starts_;
  std::vector<std::size_t> continuations_;  ///< Where the bytes of a character after its first one are.
  std::vector<Frame> frames_;
  Node root_;
  std::size_t nodes_ = 0;
  int documents_ = 0;
};

/// Runs the parser over the text; problems go through the builder.
void run_parser(std::string_view text, Builder& builder) try {
  std::istringstream stream{std::string(text)};
  YAML::Parser parser(stream);
  // The second call either finds nothing or makes the builder stop.
  if (parser.HandleNextDocument(builder)) parser.HandleNextDocument(builder);
  builder.report_keys();
} catch (const Stop&) {
  builder.report_keys();
} catch (const YAML::Exception& error) {
  const bool alias = error.msg == YAML::ErrorMsg::UNKNOWN_ANCHOR;
  try {
    builder.refuse(builder.place(error.mark), "", alias ? kAliasMessage : "not valid YAML: " + error.msg);
  } catch (const Stop&) {
  }
}

}  // namespace

Node parse_document(std::string_view text, std::string file_name, std::vector<Problem>& problems) {
  const auto file = std::make_shared<const std::string>(std::move(file_name));
  Node nothing;
  nothing.place = {file, 1, 1};
  if (text.size() > kMaximumBytes) {
    problems.push_back(whole_problem(*file, "", fmt::format("larger than {} MiB", kMaximumBytes >> 20U)));
    return nothing;
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (const auto error = find_text_error(text)) {
    problems.push_back({{*file, error->line, error->column}, "", error->message});
    return nothing;
  }

  std::vector<Problem> found;
  Builder builder(text, file, found);
  run_parser(text, builder);
  Node root = builder.take_root();
  if (root.is_null() && found.empty()) {
    Problem& empty = found.emplace_back();
    empty.where = nothing.location();
    empty.message = "the document is empty";
  }
  std::ranges::sort(found, {}, [](const Problem& problem) {
    return std::tuple(problem.where.line, problem.where.column, std::string_view(problem.message));
  });
  problems.insert(problems.end(), found.begin(), found.end());
  return root.is_null() ? nothing : root;
}

std::optional<std::string> read_regular_file(const std::filesystem::path& path,
                                             std::vector<Problem>& problems) {
  const auto refuse = [&](std::string message) {
    problems.push_back({{path.string()}, "", std::move(message)});
    return std::nullopt;
  };
  std::error_code code;
  const std::filesystem::file_status status = std::filesystem::status(path, code);
  switch (status.type()) {
    case std::filesystem::file_type::regular:
      break;
    case std::filesystem::file_type::not_found:
      return refuse("no such file");
    case std::filesystem::file_type::directory:
      return refuse("is a directory; a file is needed");
    default:
      return refuse(code ? "cannot be read: " + code.message() : "is not a regular file");
  }
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return refuse(fmt::format("cannot be read: {}", std::strerror(errno)));
  // One byte more than allowed, whatever size the file system claims.
  std::string text(kMaximumBytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) return refuse("cannot be read");
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

Node load_document(const std::filesystem::path& path, std::vector<Problem>& problems) {
  if (const auto text = read_regular_file(path, problems)) {
    return parse_document(*text, path.string(), problems);
  }
  Node nothing;
  nothing.place.file = std::make_shared<const std::string>(path.string());
  return nothing;
}

}  // namespace entente
