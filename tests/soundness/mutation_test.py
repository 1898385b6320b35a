#!/usr/bin/env python3
"""Turns round each rounding direction of the arithmetic, one at a time, and demands that the
soundness driver finds every mutant wrong. A mutant that survives, or whose line is not in the source
any more, is a failure: mend mutants.py with the source.

usage: mutation_test.py --source FOLDER --objects FILE... --number FILE [FILE] --libraries FILE...
                        [--compiler CXX] [--sample K/N]
"""
import argparse
import concurrent.futures
import os
import pathlib
import subprocess
import sys
import tempfile

from mutants import mutants

SEEDS = "0:20000"
FLAGS = ["-std=c++20", "-O1", "-w", "-ffp-contract=off"]
# Headers that no mutant changes, read once.
PREFIX = ["arb.h", "mpfr.h", "boost/multiprecision/gmp.hpp", "iosfwd", "string", "utility", "cmath",
          "algorithm", "optional", "vector", "array"]


class Workshop:
    """Compiles and links drivers in which some files of src/number are replaced."""

    def __init__(self, options, folder):
        self.options = options
        self.folder = pathlib.Path(folder)
        self.source = pathlib.Path(options.source)
        for engine in self.engines():
            header = self.folder / engine / "prefix.hpp"
            header.parent.mkdir()
            header.write_text("".join(f"#include <{name}>\n" for name in PREFIX))
            self.run([options.compiler, *self.flags(engine), "-x", "c++-header", header, "-o",
                      f"{header}.gch"])

    def engines(self):
        return ["baseline", "avx512"][:len(self.options.number)]

    def flags(self, engine):
        return FLAGS + (["-march=x86-64-v4"] if engine == "avx512" else [])

    def run(self, command):
        result = subprocess.run([str(word) for word in command], capture_output=True, text=True)
        if result.returncode != 0:
            raise RuntimeError(f"{' '.join(map(str, command))}\n{result.stderr}")

    def compile(self, engine, overlay, file, name):
        target = overlay / f"{name}.o"
        self.run([self.options.compiler, *self.flags(engine), "-include",
                  self.folder / engine / "prefix.hpp", "-I", overlay, "-I", self.source / "src", "-I",
                  self.source / "tests", "-c", file, "-o", target])
        return target

    def driver(self, engine, overlay, files, name):
        """Its own objects come first: of an inline function the linker keeps the first."""
        objects = [self.compile(engine, overlay, file, pathlib.Path(file).stem) for file in files]
        program = overlay / name
        self.run([self.options.compiler, "-o", program, *objects, *self.options.objects,
                  *self.base[engine], *self.options.libraries])
        return program

    def prepare(self):
        """What the objects of a mutant are linked with: archives, which give only what is missing."""
        self.base = {}
        tests = self.source / "tests" / "soundness"
        for engine, library in zip(self.engines(), self.options.number):
            overlay = self.folder / f"base_{engine}"
            overlay.mkdir()
            archive = overlay / "operations.a"
            objects = [self.compile(engine, overlay, tests / f"{name}.cpp", name)
                       for name in ("no_function_operations", "arithmetic_operations")]
            self.run(["ar", "rcs", archive, *objects])
            self.base[engine] = [archive, library]

    def check_unchanged(self, engine):
        """The driver that the mutants are made from finds nothing wrong."""
        overlay = self.folder / f"base_{engine}"
        program = self.driver(engine, overlay, [], "driver")
        wrong = wrong_operations(program, ["add", "sub", "mul", "div", "fma", "sqr", "sqrt", "recip"],
                                 None)
        return [f"{engine}, unchanged: {name} is found wrong" for name in wrong]

    def check(self, number, mutant):
        """What is to be said against the mutant, or None if it is found."""
        where = f"{mutant['engine']} {mutant['file']}: {mutant['written']}"
        original = self.source / "src" / "number" / mutant["file"]
        text = original.read_text()
        if text.count(mutant["written"]) != 1:
            return f"{where}: is in the source {text.count(mutant['written'])} times"
        overlay = self.folder / f"mutant{number}"
        changed = overlay / "number" / mutant["file"]
        changed.parent.mkdir(parents=True)
        changed.write_text(text.replace(mutant["written"], mutant["turned"]))
        if changed.suffix == ".cpp":
            files = [changed]
        elif mutant["file"].startswith("big_kernel"):
            files = [self.source / "src" / "number" / "big_near.cpp"]
        else:
            files = [self.source / "tests" / "soundness" / "arithmetic_operations.cpp"]
        program = self.driver(mutant["engine"], overlay, files, "driver")
        wrong = wrong_operations(program, mutant["operations"], mutant["type"])
        survived = [name for name in mutant["operations"] if name not in wrong]
        return f"{where}: survives in {', '.join(survived)}" if survived else None


def wrong_operations(program, operations, kind):
    wrong = []
    for name in operations:
        command = [program, "--function", name, "--seeds", SEEDS]
        if kind:
            command += ["--type", kind]
        status = subprocess.run(command, capture_output=True).returncode
        if status == 1:
            wrong.append(name)
        elif status != 0:
            raise RuntimeError(f"{' '.join(map(str, command))}: exit status {status}")
    return wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--source", required=True)
    parser.add_argument("--objects", nargs="+", required=True)
    parser.add_argument("--number", nargs="+", required=True,
                        help="the libraries rigor_number of the baseline and, if it runs here, of AVX-512")
    parser.add_argument("--libraries", nargs="+", required=True)
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--sample", default="0/1", help="every N-th mutant, from the K-th on")
    options = parser.parse_args()

    first, step = (int(number) for number in options.sample.split("/"))
    chosen = list(mutants())[first::step]
    if len(options.number) == 1:
        print("without AVX-512 here: its mutants are not run")
        chosen = [mutant for mutant in chosen if mutant["engine"] != "avx512"]
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(options, folder)
        workshop.prepare()
        faults = [fault for engine in workshop.engines() for fault in workshop.check_unchanged(engine)]
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            faults += filter(None, pool.map(workshop.check, range(len(chosen)), chosen))
    for fault in faults:
        print(fault)
    print(f"{len(chosen)} mutants, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
