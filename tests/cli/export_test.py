#!/usr/bin/env python3
"""Exported proofs: coqc accepts the Coq files, and the LaTeX articles are whole.

    export_test.py RIGOR CERTIFICATES

The certificates are those that the re-checkers are tested with, one for each rule. Where coqc or
CoqInterval is absent, the Coq files are made but not compiled, and the test says so.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

RIGOR = ""
CERTIFICATES = pathlib.Path()

# Those that have no Coq proof, each with the words that say why.
REFUSED = {
    "ends-half": "rule ends",
    "ends-open": "rule ends",
    "identity": "rule identity",
    "identity-abs": "rule identity",
    "identity-angles": "rule identity",
    "identity-cube-root": "function sign",
    "identity-half": "rule identity",
    "identity-logarithms": "rule identity",
    "identity-max": "rule identity",
    "identity-root": "rule identity",
    "identity-roots": "rule identity",
    "identity-sign": "function sign",
    "identity-thirds": "rule identity",
    "limit": "rule limit",
    "limit-mills": "rule limit",
    "min-of-numbers": "function floor",
    "positive-strict": "rule positive",
    "root": "rule root",
    "root-forall": "rule root",
    "root-two": "rule root",
    "shift": "rule shift",
    "shift-equal": "rule shift",
    "shift-oo": "rule shift",
    "shift-upper": "rule shift",
    "slope-max": "function sign",
    "through": "rule through",
    "zero-two": "rule zero",
}
# Proofs that this way of writing them doesn't reach: unbounded derivatives at an end.
NOT_COMPILED = {"ends-root"}


def export(form, path, *options):
    return subprocess.run([RIGOR, "export", form, str(path), *options], capture_output=True,
                          text=True, check=False)


def has_coq_interval():
    if shutil.which("coqc") is None:
        return False
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "probe.v")
        source.write_text("From Interval Require Import Tactic.\n", encoding="utf-8")
        return subprocess.run(["coqc", "-w", "none", str(source)], cwd=folder, capture_output=True,
                              check=False).returncode == 0


class ExportTest(unittest.TestCase):
    def certificates(self):
        found = sorted(CERTIFICATES.glob("*.txt"))
        self.assertGreater(len(found), 30)
        return found

    def test_coq(self):
        theorems = []
        prelude = ""
        for path in self.certificates():
            done = export("coq", path)
            if path.stem in REFUSED:
                self.assertEqual(done.returncode, 64, path)
                self.assertIn("no Coq proof", done.stderr)
                self.assertIn(REFUSED[path.stem], done.stderr)
                continue
            self.assertEqual(done.returncode, 0, done.stderr)
            prelude, theorem = re.split(r"(?=^Theorem statement)", done.stdout, flags=re.M)
            if path.stem not in NOT_COMPILED:
                name = re.sub(r"\W", "_", path.stem)
                theorems.append(f"Module M_{name}.\n{theorem}End M_{name}.\n")
        self.assertGreater(len(theorems), 20)
        if not has_coq_interval():
            self.skipTest("coqc with CoqInterval is not installed; nothing was compiled")
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder, "exported.v")
            source.write_text(prelude + "\n".join(theorems) + "Print Assumptions M_face.statement.\n",
                              encoding="utf-8")
            done = subprocess.run(["coqc", "-w", "none", str(source)], cwd=folder,
                                  capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_a_false_statement_does_not_compile(self):
        if not has_coq_interval():
            self.skipTest("coqc with CoqInterval is not installed")
        text = export("coq", CERTIFICATES / "interval.txt").stdout
        wrong = re.sub(r"^Theorem statement : (.*)\.$", r"Theorem statement : (\1) /\\ 1 < 0.", text,
                       flags=re.M)
        self.assertNotEqual(wrong, text)
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder, "wrong.v")
            source.write_text(wrong, encoding="utf-8")
            done = subprocess.run(["coqc", "-w", "none", str(source)], cwd=folder,
                                  capture_output=True, check=False)
            self.assertNotEqual(done.returncode, 0)

    def test_latex(self):
        for path in self.certificates():
            done = export("latex", path)
            self.assertEqual(done.returncode, 0, done.stderr)
            tex = done.stdout
            self.assertTrue(tex.startswith("\\documentclass"), path)
            self.assertTrue(tex.endswith("\\end{document}\n"), path)
            for name in set(re.findall(r"\\begin\{(\w+\*?)\}", tex)):
                self.assertEqual(tex.count(f"\\begin{{{name}}}"), tex.count(f"\\end{{{name}}}"))
            self.assertEqual(len(re.findall(r"(?<!\\)\$", tex)) % 2, 0, path)
            self.assertEqual(tex.count("\\left"), tex.count("\\right"), path)
            depth = 0
            for sign in re.findall(r"(?<!\\)[{}]", tex):
                depth += 1 if sign == "{" else -1
                self.assertGreaterEqual(depth, 0, path)
            self.assertEqual(depth, 0, path)

    def test_output_file(self):
        with tempfile.TemporaryDirectory() as folder:
            target = pathlib.Path(folder, "proof.tex")
            done = export("latex", CERTIFICATES / "face.txt", "-o", str(target))
            self.assertEqual((done.returncode, done.stdout), (0, ""), done.stderr)
            self.assertIn("partial derivative", target.read_text(encoding="utf-8"))

    def test_bad_input(self):
        with tempfile.TemporaryDirectory() as folder:
            bad = pathlib.Path(folder, "bad.txt")
            bad.write_text("rigor-certificate/1\nverdict maybe\n", encoding="utf-8")
            for form in ("coq", "latex"):
                self.assertEqual(export(form, bad).returncode, 64)
                self.assertEqual(export(form, pathlib.Path(folder, "absent")).returncode, 64)


if __name__ == "__main__":
    CERTIFICATES = pathlib.Path(sys.argv.pop())
    RIGOR = sys.argv.pop()
    unittest.main()
