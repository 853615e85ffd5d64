"""Compares the story of every shipped scenario (the default seed, run 0) and the behaviour signature with those on record.

    stories.py PROGRAM            compares; prints the first differences and exits with 1
    stories.py PROGRAM --write    records them anew, which a commit that changes results does on purpose

A story ends with the hash of the whole record, so numbers that it rounds away are held too.
"""

import difflib
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
STORIES = HERE / "stories"


def tell(program, *arguments):
    done = subprocess.run([program, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"entente {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def all_stories(program):
    """File name on record -> text."""
    found = {"signature.txt": tell(program, "--signature")}
    for scenario in sorted(ROOT.glob("scenarios/**/*.yaml")):
        if scenario.name == "claims.yaml":  # a ledger, not a scenario
            continue
        name = scenario.relative_to(ROOT / "scenarios").with_suffix(".txt")
        found["-".join(name.parts)] = tell(program, "run", str(scenario.relative_to(ROOT)))
    return found


def main():
    stories = all_stories(str(pathlib.Path(sys.argv[1]).resolve()))
    if sys.argv[2:] == ["--write"]:
        STORIES.mkdir(exist_ok=True)
        for old in STORIES.glob("*.txt"):
            old.unlink()
        for name, text in stories.items():
            (STORIES / name).write_text(text, encoding="utf-8")
        return
    wrong = {path.name for path in STORIES.glob("*.txt")} ^ set(stories)
    for name in sorted(wrong):
        print(f"{name}: on record or told, but not both")
    for name in sorted(set(stories) - wrong):
        recorded = (STORIES / name).read_text(encoding="utf-8")
        if recorded == stories[name]:
            continue
        wrong.add(name)
        lines = difflib.unified_diff(recorded.splitlines(), stories[name].splitlines(), "on record", "told", lineterm="")
        print(f"{name} differs:", *list(lines)[:12], sep="\n  ")
    print(f"{len(stories)} stories, {len(wrong)} wrong")
    sys.exit(1 if wrong else 0)


main()
