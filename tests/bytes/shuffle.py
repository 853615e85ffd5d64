"""Prints a scenario with the keys of every mapping in another order; lists, whose order means something, stay."""

import random
import sys

import yaml


def shuffled(node, order):
    if isinstance(node, dict):
        items = [(key, shuffled(value, order)) for key, value in node.items()]
        order.shuffle(items)
        return dict(items)
    if isinstance(node, list):
        return [shuffled(item, order) for item in node]
    return node


class AsWritten(yaml.SafeLoader):
    """Every scalar stays the text that it is: Entente decides what `on` or `010` mean."""


AsWritten.yaml_implicit_resolvers = {}

with open(sys.argv[1], encoding="utf-8") as file:
    document = yaml.load(file, Loader=AsWritten)


class Plain(yaml.SafeDumper):
    """Writes text without quotes wherever that reads back as the same text."""


Plain.yaml_implicit_resolvers = {}
yaml.dump(shuffled(document, random.Random(1)), sys.stdout, Dumper=Plain, sort_keys=False, allow_unicode=True)
