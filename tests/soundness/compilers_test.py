#!/usr/bin/env python3
"""The arithmetic must give the same bits whatever compiles it: g++ and clang++, -O0 -O2 -O3, for every
x86-64 processor and for AVX-512; and a build under sanitizers must stay clean.

usage: compilers_test.py --source FOLDER --objects FILE... --number FILE --libraries FILE... [--avx512]
                         [--seeds FROM:TO] [--drivers FILE FILE]

Each build compiles the arithmetic of src/number and is linked with the oracle's objects. A compiler
that is not installed is named and left out. `--drivers` are rigor_soundness and rigor_soundness_avx512:
their results, of all functions, must be the same too.
"""
import argparse
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

# What computes; the rest (conversions, text, storage) comes from the library.
ARITHMETIC = ["interval", "interval_power", "rounding_transforms", "big_interval_arithmetic", "big_near",
              "big_fma", "big_power", "big_integer_operands"]
FLAGS = ["-std=c++20", "-w", "-ffp-contract=off"]
PREFIX = ["arb.h", "mpfr.h", "boost/multiprecision/gmp.hpp"]


def run(command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True)


class Build:
    """The driver by one compiler with some flags."""

    def __init__(self, options, folder, compiler, flags):
        self.name = " ".join([compiler, *flags])
        self.options, self.compiler, self.flags = options, compiler, FLAGS + flags
        self.folder = pathlib.Path(folder) / self.name.replace(" ", "_")
        self.folder.mkdir()
        self.error = None

    def command(self, *words):
        """Runs the compiler; the first error is kept."""
        result = run([self.compiler, *self.flags, *words])
        if result.returncode != 0 and self.error is None:
            self.error = f"{self.name}: {result.stderr[:2000]}"

    def prefix(self):
        header = self.folder / "prefix.hpp"
        header.write_text("".join(f"#include <{name}>\n" for name in PREFIX))
        self.command("-x", "c++-header", header, "-o", f"{header}.{'pch' if self.is_clang() else 'gch'}")

    def is_clang(self):
        return "clang" in self.compiler

    def sources(self):
        source = pathlib.Path(self.options.source)
        number = [source / "src" / "number" / f"{name}.cpp" for name in ARITHMETIC]
        tests = [source / "tests" / "soundness" / f"{name}.cpp"
                 for name in ("arithmetic_operations", "no_function_operations")]
        return number + tests

    def compile(self, file):
        header = self.folder / "prefix.hpp"
        use = ["-include-pch", f"{header}.pch"] if self.is_clang() else ["-include", header]
        source = pathlib.Path(self.options.source)
        self.command(*use, "-I", source / "src", "-I", source / "tests", "-c", file, "-o",
                     self.folder / f"{file.stem}.o")

    def link(self):
        if self.error is None:
            self.command("-o", self.folder / "driver", *self.folder.glob("*.o"), *self.options.objects,
                         self.options.number, *self.options.libraries)

    def result(self, *words):
        """Standard output of the driver."""
        if self.error is None:
            result = run([self.folder / "driver", *words])
            if result.returncode == 0:
                return result.stdout
            self.error = f"{self.name}: {result.stdout[-2000:]}{result.stderr[:2000]}"
        return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--source", required=True)
    parser.add_argument("--objects", nargs="+", required=True)
    parser.add_argument("--number", required=True)
    parser.add_argument("--libraries", nargs="+", required=True)
    parser.add_argument("--avx512", action="store_true")
    parser.add_argument("--seeds", default="0:100000")
    parser.add_argument("--drivers", nargs="+", default=[])
    options = parser.parse_args()

    compilers = [name for name in ("g++", "clang++") if shutil.which(name)]
    for name in {"g++", "clang++"} - set(compilers):
        print(f"{name} is not installed: its builds are left out")
    processors = [[], ["-march=x86-64-v4"]] if options.avx512 else [[]]
    if not options.avx512:
        print("this processor lacks AVX-512: the builds for it are left out")

    faults = []
    with tempfile.TemporaryDirectory() as folder, \
            concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        builds = [Build(options, folder, compiler, [level, *processor]) for compiler in compilers
                  for level in ("-O0", "-O2", "-O3") for processor in processors]
        sanitized = Build(options, folder, compilers[0],
                          ["-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"])
        everything = [*builds, sanitized]
        list(pool.map(Build.prefix, everything))
        list(pool.map(lambda pair: pair[0].compile(pair[1]),
                      [(build, file) for build in everything for file in build.sources()]))
        list(pool.map(Build.link, everything))

        digests = list(pool.map(lambda build: build.result("--digest", "--seeds", options.seeds), builds))
        sanitized.result("--seeds", "0:5000")
        faults += [build.error for build in everything if build.error]
        for build, digest in zip(builds, digests):
            print(f"{build.name}: {'no result' if digest is None else 'same' if digest == digests[0] else 'differs'}")
            if digest is not None and digests[0] is not None:
                faults += [f"{build.name}: {got}, but {wanted} by {builds[0].name}" for got, wanted in
                           zip(digest.splitlines(), digests[0].splitlines()) if got != wanted]
        print(f"{sanitized.name}: {'faults' if sanitized.error else 'clean'}")

        outputs = list(pool.map(lambda driver: run([driver, "--digest"]), options.drivers))
        for output in outputs:
            if output.returncode != 0 or output.stdout != outputs[0].stdout:
                faults.append(f"the engines differ: {set(output.stdout.splitlines()) ^ set(outputs[0].stdout.splitlines())}")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
