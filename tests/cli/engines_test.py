"""The two builds of the engine give the same bits, and RIGOR_ISA chooses between them.

usage: engines_test.py RIGOR [unittest option...]   (in the root of the project)
"""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from decimal import Decimal
from pathlib import Path

RIGOR = ""
EXPRESSIONS = ["exp(1)/3", "erfc(5)*sqrt(2)", "log(2)^7 - pi/7", "tanh(1/3)", "Phi(-8)",
               "(1/3 + 1e-300)*1e300", "sqrt(2)*sqrt(3) - sqrt(6)"]


def run(isa, *arguments, program=None):
    environment = {key: value for key, value in os.environ.items() if key != "RIGOR_ISA"}
    if isa is not None:
        environment["RIGOR_ISA"] = isa
    return subprocess.run([program or RIGOR, *arguments], capture_output=True, text=True,
                          env=environment, timeout=300)


class Choice(unittest.TestCase):
    def test_baseline_is_always_there(self):
        self.assertIn("(baseline)", run("baseline", "--version").stdout)

    def test_unknown_names_are_refused(self):
        done = run("sse2", "--version")
        self.assertEqual(done.returncode, 64)
        self.assertIn("expected baseline or avx512", done.stderr)

    def test_a_copy_without_its_companion_computes_all_the_same(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "rigor"
            copy.write_bytes(Path(RIGOR).read_bytes())
            copy.chmod(0o755)
            self.assertIn("(baseline)", run(None, "--version", program=str(copy)).stdout)
            done = run("avx512", "--version", program=str(copy))
            self.assertEqual(done.returncode, 64)
            self.assertIn("RIGOR_ISA is avx512, but", done.stderr)


class SameBits(unittest.TestCase):
    def setUp(self):
        if run("avx512", "--version").returncode != 0:
            self.skipTest("AVX-512 can't be used here: " + run("avx512", "--version").stderr)

    def test_avx512_is_the_choice_where_it_can_be_used(self):
        self.assertIn("(avx512)", run("avx512", "--version").stdout)
        self.assertIn("(avx512)", run(None, "--version").stdout)

    def results(self, isa, *cases):
        """What `check` says of the cases."""
        done = run(isa, "check", *cases, "--printed", "--json", "-")
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return json.loads(done.stdout)["results"]

    def test_reports(self):
        without_eigenvalues = ("SCORE-", "RISK-", "WEIGHT-", "OU-")
        reports = [[r for r in self.results(isa, "cases/a.toml", "cases/b.toml")
                    if r["id"].startswith(without_eigenvalues)] for isa in ["baseline", "avx512"]]
        self.assertGreater(len(reports[0]), 40)
        self.assertEqual(reports[0], reports[1])

    def test_reports_of_flows_with_their_plots(self):
        names = ["label-b", "mem-a", "mem-c", "tikhonov-a"]
        reports = []
        for isa in ["baseline", "avx512"]:
            with tempfile.TemporaryDirectory() as folder:
                done = run(isa, "report", *[f"cases/{name}.toml" for name in names], "-o", folder)
                self.assertEqual(done.returncode, 0, done.stderr)
                report = json.loads((Path(folder) / "report.json").read_text())
            reports.append([r for r in report["results"] if r["id"].startswith(("MEM-", "REG-TIK"))])
        self.assertGreaterEqual(sum("plots" in r for r in reports[0]), 3)
        self.assertEqual(reports[0], reports[1])

    def test_eigenvalues_start_from_guesses_and_their_enclosures_meet(self):
        names = ["cases/net-1.toml", "cases/net-b.toml"]
        pairs = list(zip(self.results("baseline", *names), self.results("avx512", *names)))
        quantities = 0
        for one, two in pairs:
            for key in ["id", "case", "verdict", "scope", "hypotheses"]:
                self.assertEqual(one[key], two[key], one["id"])
            for x, y in zip(one["quantities"], two["quantities"]):
                self.assertEqual(x["name"], y["name"])
                quantities += 1
                self.assertLessEqual(Decimal(x["lower"]), Decimal(y["upper"]), one["id"])
                self.assertLessEqual(Decimal(y["lower"]), Decimal(x["upper"]), one["id"])
        self.assertGreater(quantities, 200)

    def test_expressions(self):
        for expression in EXPRESSIONS:
            for digits in ["5", "15", "40"]:
                ends = [run(isa, "eval", expression, "--digits", digits).stdout
                        for isa in ["baseline", "avx512"]]
                self.assertTrue(ends[0].startswith("["), expression)
                self.assertEqual(ends[0], ends[1])


if __name__ == "__main__":
    RIGOR = os.path.abspath(sys.argv.pop(1))
    unittest.main()
