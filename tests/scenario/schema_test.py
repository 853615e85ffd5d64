#!/usr/bin/env python3
"""Every shipped scenario is valid by scenarios/scenario.schema.json: as it is written, and with what it extends.

Usage: schema_test.py ROOT, the folder of the project.
"""

import copy
import json
import pathlib
import sys

import jsonschema
import yaml


def with_text_keys(node):
    """JSON knows keys of text only; a removed key (null) is no key."""
    if isinstance(node, dict):
        return {str(key): with_text_keys(value) for key, value in node.items() if value is not None}
    if isinstance(node, list):
        return [with_text_keys(item) for item in node]
    return node


def merged(base, patch):
    """`patch` laid over `base` as the program does: key by key, null removes."""
    result = dict(base)
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        elif isinstance(value, dict):
            inner = result.get(key)
            result[key] = merged(inner if isinstance(inner, dict) else {}, value)
        else:
            result[key] = value
    return result


def resolved(path):
    own = yaml.safe_load(path.read_text(encoding="utf-8"))
    base = own.pop("extends", None)
    return merged(resolved(path.parent / base), own) if base else own


def problems(validator, document):
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(with_text_keys(document))]


def main(root):
    schema = json.loads((root / "scenarios" / "scenario.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    everything = root / "tests" / "scenario" / "data" / "everything.yaml"
    scenarios = (path for path in (root / "scenarios").rglob("*.yaml") if path.name != "claims.yaml")
    files = sorted(scenarios) + sorted(everything.parent.glob("*.yaml"))
    failed = 0
    for path in files:
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
        for how, document in (("as written", written), ("with what it extends", resolved(path))):
            for problem in problems(validator, document):
                print(f"{path} {how}: {problem}")
                failed += 1

    # The schema can say no.
    right = resolved(everything)
    mistakes = {
        "a misspelt key": lambda d: d["actors"]["alpha"].update(patiense=0.9),
        "a number out of bounds": lambda d: d["actors"]["alpha"].update(patience=1),
        "text for a number": lambda d: d["time"].update(round="long"),
        "an unknown kind": lambda d: d["context"]["oil"].update(kind="brownian"),
        "a missing block": lambda d: d.pop("settles"),
        "neither issues nor dimensions": lambda d: (d.pop("issues"), d.pop("dimensions")),
        "a condition that is only a word": lambda d: d.update(settles="sometimes"),
        "a law that is unknown": lambda d: d["uncertain"]["oil"].update(kind="cauchy"),
        "a law with a long number": lambda d: d["uncertain"]["oil"].update(sd={"value": 0.1}),
        "a correlation of 1": lambda d: d["correlated"]["nerves"].update(correlation=1),
        "values that are a word": lambda d: d["uncertain"]["votes"].update(values="some"),
        "coders that are no numbers": lambda d: d["actors"]["alpha"]["power"].update(coders={"anna": "high", "ben": 1}),
        "a reserved name": lambda d: d["actors"].update(any={}),
    }
    for what, mistake in mistakes.items():
        wrong = copy.deepcopy(right)
        mistake(wrong)
        if not problems(validator, wrong):
            print(f"{what} is not noticed")
            failed += 1
    print(f"{len(files)} scenarios, {failed} problems")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
