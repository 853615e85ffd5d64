#include "sim/scenario/build.hpp"

namespace entente {
namespace {

constexpr std::int64_t kMaximumOffersBack = 100;

/// The first demand and the one below which it never falls.
void build_ends(Block& block, const Slot<Tactic>& tactic) {
  block.number("initial", tactic[&Tactic::initial], interval::probability());
  block.number("final", tactic[&Tactic::final], interval::probability());
}

/// From `initial` to `final` by the deadline.
void build_course(Block& block, const Slot<Tactic>& tactic, const NumberSpec& exponent) {
  build_ends(block, tactic);
  block.number("exponent", tactic[&Tactic::exponent], exponent);
}

/// Each rule knows only the keys that it uses.
void build_accept(Block& block, const Slot<AcceptanceRule>& accept) {
  using Kind = AcceptanceRule::Kind;
  build_choice(block, "rule", accept->kind, {"target", "next", "previous", "constant", "time", "combined"});
  const Kind rule = accept->kind;
  if (rule == Kind::Next || rule == Kind::Previous || rule == Kind::Combined) {
    block.number("scale", accept[&AcceptanceRule::scale], interval::positive());
    block.number("offset", accept[&AcceptanceRule::offset], interval::any());
  }
  if (rule == Kind::Constant) {
    block.required_number("constant", accept[&AcceptanceRule::constant], interval::any());
  }
  if (rule == Kind::Time || rule == Kind::Combined) {
    block.number("time", accept[&AcceptanceRule::time], interval::probability());
  }
  if (rule == Kind::Combined) {
    block.number("window", accept[&AcceptanceRule::window], interval::probability());
  }
  block.finish();
}

/// Whether demands or answers count time as a share of the deadline.
bool needs_deadline(const Tactic& tactic) {
  using Kind = Tactic::Kind;
  const Kind kind = tactic.kind;
  const AcceptanceRule::Kind rule = tactic.accept.kind;
  return kind == Kind::Polynomial || kind == Kind::Exponential || kind == Kind::Aspiration ||
         kind == Kind::ExponentialAspiration || kind == Kind::Bayesian || kind == Kind::NiceTitForTat ||
         rule == AcceptanceRule::Kind::Time || rule == AcceptanceRule::Kind::Combined;
}

void build_deadline(Block& block, const Slot<Tactic>& tactic) {
  if (needs_deadline(*tactic) || (tactic->aspires() && block.has("deadline"))) {
    block.required_number("deadline", tactic[&Tactic::deadline], interval::positive(kYears));
  } else if (tactic->aspires()) {
    // Known, and not there.
    block.reader().number("deadline", {.unit = kYears, .low = 0, .open_low = true, .fallback = 0});
  }
}

}  // namespace

void build_tactic(Block& block, const Slot<Actor>& actor) {
  using Kind = Tactic::Kind;
  const Slot<Tactic> tactic = actor[&Actor::tactic];
  Block part = block.always("tactic", "tactic");
  build_choice(part, "kind", tactic->kind,
               {"constant", "polynomial", "exponential", "aspiration", "exponential_aspiration",
                "relative_tit_for_tat", "random_tit_for_tat", "averaged_tit_for_tat", "nice_tit_for_tat",
                "micro", "zeuthen", "bayesian", "staller", "grit", "rational"});
  switch (tactic->kind) {
    case Kind::Constant:
      part.number("hold_out", tactic[&Tactic::initial], interval::probability());
      break;
    case Kind::Polynomial:
    case Kind::Exponential:
      build_course(part, tactic, interval::positive());
      break;
    case Kind::Aspiration:
    case Kind::ExponentialAspiration:
    case Kind::Bayesian:
      build_course(part, tactic, interval::not_negative());
      break;
    case Kind::RandomTitForTat:
      part.number("step", tactic[&Tactic::step], interval::not_negative());
      [[fallthrough]];
    case Kind::RelativeTitForTat:
    case Kind::AveragedTitForTat:
      build_ends(part, tactic);
      tactic->lag = static_cast<int>(part.integer("lag", 1, kMaximumOffersBack, tactic->lag));
      break;
    case Kind::Grit:
      build_ends(part, tactic);
      part.required_number("step", tactic[&Tactic::step], interval::positive());
      tactic->unanswered =
          static_cast<int>(part.integer("unanswered", 1, kMaximumOffersBack, tactic->unanswered));
      break;
    case Kind::NiceTitForTat:
      build_ends(part, tactic);
      break;
    case Kind::Micro:
    case Kind::Zeuthen:
    case Kind::Staller:
    case Kind::Rational:
      break;
  }
  if (tactic->kind <= Kind::Exponential) {
    part.number("answer_noise", tactic[&Tactic::answer_noise], interval::not_negative());
  }
  if (tactic->aspires()) {
    Block accept = part.always("accept", "accept");
    build_accept(accept, tactic[&Tactic::accept]);
  }
  build_deadline(part, tactic);
  part.finish();
}

}  // namespace entente
