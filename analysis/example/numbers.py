"""Writes numbers.tex, the numbers and captions of the sample paper as LaTeX macros, from what the commands said.

numbers.py FOLDER held|unheld    held: each statement of the text that rests on the sign or the size of a number is held
against the runs, and one that they do not bear out is an error. Needs nothing beyond Python's own library.
"""

import csv
import json
import sys
from pathlib import Path

FIGURES = {"Shares": "outcome_shares", "Differences": "differences", "Tipping": "tipping"}
VARIANTS = {"IslandsFirst": "islands_first", "EconomyFirst": "economy_first", "Interests": "interests_bought_out",
            "DearTalks": "dear_talks"}
ESCAPES = {"%": r"\%", "&": r"\&", "_": r"\_", "#": r"\#", "$": r"\$", "“": "``", "”": "''", "–": "--", "−": r"\ensuremath{-}"}


def escaped(text):
    return "".join(ESCAPES.get(letter, letter) for letter in text).replace(r" \%", r"\,\%")


def decimals(share):
    """Of a percentage: two significant digits where it is small, else one decimal."""
    return 2 if 0 < abs(share) < 0.01 else 1


def percent(share, digits=None):
    return f"{100 * share:.{decimals(share) if digits is None else digits}f}"


def signed(value, digits):
    """A difference with its sign, a true minus, and no sign where it rounds to 0."""
    text = f"{abs(value):.{digits}f}"
    sign = "" if float(text) == 0 else "+" if value > 0 else "-"
    return rf"\ensuremath{{{sign}{text}}}"


def share(estimate):
    """A share with its interval; where it was never seen, the bound."""
    low, high = estimate["simulation_error"]
    if estimate["happened"] == 0:
        return rf"in none (95\,\% bound {percent(high)}\,\%)"
    return rf"{percent(estimate['share'])}\,\% ({percent(low)} to {percent(high)})"


def points(row):
    """A difference of shares in percentage points."""
    return " ".join((signed(100 * row["difference"], 1), f"({signed(100 * row['low'], 1)} to {signed(100 * row['high'], 1)})"))


def amount(row):
    """A difference of means."""
    return f"{signed(row['difference'], 2)} ({signed(row['low'], 2)} to {signed(row['high'], 2)})"


def both_shares(row):
    return rf"{percent(row['base'])} to {percent(row['variant'])}\,\%"


def falls(row):
    return row["high"] < 0


def rises(row):
    return row["low"] > 0


class Paper:
    """What the commands wrote, and what the text takes from it."""

    def __init__(self, folder):
        self.folder = folder
        self.macros = {}
        self.sweep, self.base, self.compare, self.both, self.tip, self.scenario, self.base_scenario = (
            json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
            for name in ("sweep", "base", "compare", "both", "tip", "scenario", "base-scenario"))
        self.shares = {row["outcome"]: row for row in self.sweep["outcomes"]}
        self.differences = {name: self._rows(self.compare, variant) for name, variant in VARIANTS.items()}
        self.differences["Both"] = self._rows(self.both, "dear_talks")

    @staticmethod
    def _rows(comparison, variant):
        found = next(one for one in comparison["variants"] if one["name"] == variant)
        return {row["quantity"]: row for row in found["differences"]}

    def set(self, name, value):
        self.macros[name] = str(value)

    def design(self):
        sweep, compare = self.sweep, self.compare
        self.set("Version", sweep["version"])
        self.set("Seed", sweep["seed"])
        self.set("Varying", sweep["varying"])
        self.set("SweepRuns", f"{sweep['runs']['done']:,}")
        self.set("SweepWorlds", sweep["worlds"])
        self.set("SweepRunsPerWorld", sweep["runs_per_world"])
        self.set("BaseRuns", f"{self.base['runs']['done']:,}")
        self.set("BaseWorlds", self.base["worlds"])
        self.set("BaseRunsPerWorld", self.base["runs_per_world"])
        self.set("CompareRuns", compare["runs"])
        self.set("CompareWorlds", compare["worlds"])
        self.set("CompareRunsPerWorld", compare["runs_per_world"])
        self.set("BothRuns", self.both["runs"])
        self.set("TipRuns", self.tip["runs"])
        self.set("TipValues", len(self.tip["rows"][0]["curve"]))
        self.set("Years", f"{compare['horizon']:g}")
        self.set("Rounds", self.scenario["rounds"])
        self.set("Packages", f"{self.scenario['packages']:,}")
        self.set("FeasiblePackages", f"{self.scenario['feasible_packages']:,}")
        calibrated = [one for one in self.scenario["parameters"] if "calibrated: marginal" in one["sources"]]
        self.set("Calibrated", len(calibrated))

    def how_often(self):
        islands = self.shares["two_islands"]
        self.set("IslandsShare", share(islands))
        self.set("EconomyShare", share(self.shares["economic_package"]))
        over = islands["over_worlds"]
        self.set("IslandsRange", rf"{percent(over['percentile_5'], 0)} to {percent(over['percentile_95'], 0)}\,\%")
        self.set("IslandsSpread", f"{percent(over['sd'], 0)}")
        self.set("BaseIslands", share(next(row for row in self.base["outcomes"] if row["outcome"] == "two_islands")))

    def win_sets(self):
        with open(self.folder / "figures" / "win_sets.csv", encoding="utf-8", newline="") as stream:
            rows = {(row["outcome"], row["party"]): row for row in csv.DictReader(stream)}
        self.set("IslandsPackages", rows["two_islands", "all"]["packages"])
        self.set("IslandsAgreed", rows["two_islands", "all"]["both"])
        self.set("EconomyPackages", rows["economic_package", "all"]["packages"])
        self.set("EconomyAgreed", rows["economic_package", "all"]["both"])

    def what_if(self):
        for name, rows in self.differences.items():
            self.set(f"{name}Islands", points(rows["outcome.two_islands"]))
        first, dear, both = (self.differences[name] for name in ("IslandsFirst", "DearTalks", "Both"))
        self.set("CaseShare", rf"{percent(first['outcome.two_islands']['base'])}\,\%")
        self.set("IslandsFirstShares", both_shares(first["outcome.two_islands"]))
        self.set("IslandsFirstAny", points(first["agreement.any"]))
        self.set("IslandsFirstYears", amount(first["time.first_agreement"]))
        worlds = first["outcome.two_islands"]["worlds"]
        self.set("IslandsFirstWorlds", f"{worlds['more']} of the {worlds['more'] + worlds['less']}")
        self.set("DearTalksRefusals", amount(dear["reason.russia.process_value"]))
        self.set("BothShares", both_shares(both["outcome.two_islands"]))
        self.set("InterestsLost", amount(self.differences["Interests"]["setback.ratification_failures"]))

    def tipping(self):
        [row] = self.tip["rows"]
        curve = row["curve"]
        self.set("TipFrom", f"{curve[0]['value']:g}")
        self.set("TipTo", f"{curve[-1]['value']:g}")
        self.set("TipFirstShare", percent(curve[0]["share"]))
        self.set("TipLastShare", percent(curve[-1]["share"]))
        self.set("TipProbability", percent(self.tip["probability"], 0))
        low, high = ("?" if row[end] is None else f"{row[end]:.3f}" for end in ("low", "high"))
        value = "no value tried" if row["value"] is None else f"{row['value']:.3f}"
        self.set("TipValue", f"{value} ({low} to {high})")
        for name, scenario in (("TalksMarginal", self.scenario), ("TalksBase", self.base_scenario)):
            [value] = [one["value"] for one in scenario["parameters"] if one["path"] == "actors.russia.process_value"]
            self.set(name, f"{value:g}")

    def captions(self):
        """The captions that come with the figures; their last sentence, on scenario, seed and version, stands once."""
        for macro, figure in FIGURES.items():
            text = (self.folder / "figures" / f"{figure}.txt").read_text(encoding="utf-8").strip()
            title, _, rest = text.partition(". ")
            rest, _, provenance = rest.rpartition(" Scenario ")
            self.set(f"Caption{macro}", rf"\textbf{{{escaped(title)}.}} {escaped(rest)}")
            if figure == "outcome_shares":
                self.set("Provenance", escaped(f"Scenario {provenance}"))

    def statements(self):
        """What the text says in words, and whether the runs bear it out."""
        islands = {name: rows["outcome.two_islands"] for name, rows in self.differences.items()}
        first = self.differences["IslandsFirst"]
        worlds = islands["IslandsFirst"]["worlds"]
        [tip] = self.tip["rows"]
        spread = self.shares["two_islands"]
        low, high = spread["simulation_error"]
        over = spread["over_worlds"]
        return {
            "islands first raises the share of two islands": rises(islands["IslandsFirst"]),
            "and more than anything else moves it": all(
                abs(islands["IslandsFirst"]["difference"]) > abs(islands[name]["difference"])
                for name in islands if name != "IslandsFirst"),
            "and leaves more runs without agreement": falls(first["agreement.any"]),
            "and delays the first agreement": rises(first["time.first_agreement"]),
            "and in almost all worlds with the same sign": worlds["more"] >= 9 * worlds["less"],
            "economy first lowers the share": falls(islands["EconomyFirst"]),
            "buying out interests raises it": rises(islands["Interests"]),
            "and loses fewer agreements at home": falls(self.differences["Interests"]["setback.ratification_failures"]),
            "dear talks lower it": falls(islands["DearTalks"]),
            "and make Russia refuse over the talks": rises(self.differences["DearTalks"]["reason.russia.process_value"]),
            "dear talks lower it with islands first too": falls(islands["Both"]),
            "with islands first and dear talks it is still above the calibrated case":
                islands["Both"]["variant"] > islands["IslandsFirst"]["base"],
            "the share falls in the worth of talks": not tip["rising"] and tip["monotone"] and tip["value"] is not None,
            "the worth of talks in base.yaml is that of the variant": self.macros["TalksBase"] == "0.06",
            "worlds differ more than simulation error": over["percentile_95"] - over["percentile_5"] > 2 * (high - low),
            "no run of the base case gives two islands": self.macros["BaseIslands"].startswith("in none"),
        }

    def write(self):
        for part in (self.design, self.how_often, self.win_sets, self.what_if, self.tipping, self.captions):
            part()
        lines = [rf"\newcommand{{\{name}}}{{{value}}}" for name, value in self.macros.items()]
        (self.folder / "numbers.tex").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    folder, held = Path(sys.argv[1]), sys.argv[2] == "held"
    paper = Paper(folder)
    paper.write()
    untrue = [words for words, true in paper.statements().items() if not true]
    for words in untrue if held else []:
        print(f'paper.tex says "{words}"; the runs do not bear it out', file=sys.stderr)
    return 1 if untrue and held else 0


if __name__ == "__main__":
    sys.exit(main())
