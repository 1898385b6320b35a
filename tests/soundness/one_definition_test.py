#!/usr/bin/env python3
"""Two types of one name in one namespace share their members' symbols, and the linker keeps either
without a word: destructors then run on the wrong layout. Every type has one definition.

usage: one_definition_test.py SOURCE_FOLDER
"""
import collections
import pathlib
import re
import sys

NAMESPACE = re.compile(r"\s*(?:inline )?namespace\s*([\w:]*)\s*\{")
TYPE = re.compile(r"(?:template.*>\s*)?(?:struct|class|enum class|enum|union)\s+(\w+)([^;]*)\{")


def definitions(path):
    """(namespace::type, line) of the types of a file that other files could define, too."""
    depth, namespaces = 0, []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        code = line.split("//")[0]
        if opened := NAMESPACE.match(code):
            namespaces.append((depth, opened[1]))
        elif depth == len(namespaces) and all(name for _, name in namespaces):
            found = TYPE.match(code)
            # A specialization `X<int>` and a member `X::Y` are different from X.
            if found and not re.match(r"\s*(<|::)", found[2]):
                yield "::".join([name for _, name in namespaces] + [found[1]]), number
        depth += code.count("{") - code.count("}")
        while namespaces and depth <= namespaces[-1][0]:
            namespaces.pop()


def main():
    places = collections.defaultdict(list)
    source = pathlib.Path(sys.argv[1])
    folders = (source / "src", source / "proofs-check")
    for path in sorted(path for folder in folders for path in folder.rglob("*.?pp")):
        for name, line in definitions(path):
            places[name].append(f"{path.relative_to(source)}:{line}")
    faults = {name: where for name, where in places.items() if len(where) > 1}
    for name, where in sorted(faults.items()):
        print(f"{name} is defined at {', '.join(where)}")
    if len(places) < 300:
        print(f"only {len(places)} types were found: this test reads the sources wrongly")
    return 1 if faults or len(places) < 300 else 0


if __name__ == "__main__":
    sys.exit(main())
