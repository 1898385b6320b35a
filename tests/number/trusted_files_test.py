#!/usr/bin/env python3
"""Every file of src/number and src/function has its row in docs/trust.md, and every row its files.

usage: trusted_files_test.py SOURCE_FOLDER
"""
import pathlib
import re
import sys


def named_files(cell):
    """`number/a.{hpp,cpp}`, `number/b.hpp` name three files."""
    for name in re.findall(r"`([^`]+)`", cell):
        stem, braces, endings = name.partition(".{")
        yield from (f"{stem}.{ending}" for ending in endings.rstrip("}").split(",")) if braces else [name]


def main():
    source = pathlib.Path(sys.argv[1])
    rows = [line.split("|") for line in (source / "docs/trust.md").read_text().splitlines()
            if line.startswith("| `")]
    listed = [file for row in rows for file in named_files(row[1])
              if file.startswith(("number/", "function/"))]
    present = {str(path.relative_to(source / "src")) for folder in ("number", "function")
               for path in (source / "src" / folder).iterdir()}
    tests = {name for row in rows for name in named_files(row[3]) if name.startswith("tests/")}

    faults = [f"src/{name} has no row in docs/trust.md" for name in sorted(present - set(listed))]
    faults += [f"docs/trust.md names src/{name}, which is not there" for name in sorted(set(listed) - present)]
    faults += [f"docs/trust.md names src/{name} twice" for name in sorted(set(listed)) if listed.count(name) > 1]
    faults += [f"docs/trust.md names {name}, which is not there" for name in sorted(tests)
               if not (source / name).exists()]
    faults += [f"docs/trust.md says of {row[1].strip()} nothing" for row in rows
               if len(row) != 5 or not row[2].strip() or not row[3].strip()]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
