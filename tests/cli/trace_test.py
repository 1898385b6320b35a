#!/usr/bin/env python3
"""rigor trace: answers, exit statuses, JSON, pages and bad input.  usage: trace_test.py RIGOR"""
import json
import subprocess
import sys
import tempfile
import unittest
from fractions import Fraction
from pathlib import Path

RIGOR = sys.argv.pop(1)
LINE = '[data]\npoints = ["-1", "1"]\n'


def run(*arguments, text=None):
    return subprocess.run([RIGOR, *arguments], capture_output=True, text=True, input=text, timeout=600)


def trace(text, *options):
    done = run("trace", "-", "--json", "-", *options, text=text)
    return done.returncode, json.loads(done.stdout) if done.stdout else done.stderr


def encloses(value, digits):
    """Whether the enclosure meets the printed digits, a unit of the last one either way."""
    unit = Fraction(1, 10 ** len(digits.partition(".")[2]))
    lower, upper = Fraction(value["lower"]), Fraction(value["upper"])
    return lower <= Fraction(digits) + unit and Fraction(digits) - unit <= upper


class Trace(unittest.TestCase):
    def test_a_start_on_the_line(self):
        status, found = trace(LINE + '[flow]\nvariance = "1"\nstart = "1/2"\n')
        self.assertEqual(status, 0, found)
        self.assertIn("x_2 = 1", found["answer"])
        self.assertTrue(encloses(found["quantities"][0], "-0.70074739114591902755"))
        steps = found["steps"]
        self.assertEqual(Fraction(steps[0]["s"]["lower"]), 0)
        self.assertTrue(Fraction(steps[0]["x"][0]["lower"]) <= Fraction(1, 2) <= Fraction(steps[0]["x"][0]["upper"]))
        for before, after in zip(steps, steps[1:]):  # no gaps
            self.assertLessEqual(Fraction(after["s"]["lower"]), Fraction(before["s"]["upper"]))

    def test_a_start_in_the_plane_and_its_page(self):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "trace.html"
            done = run("trace", "cases/mem-c.toml", "--html", str(page))
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("x_3 = (1/2, 3/2)", done.stdout)
            text = page.read_text()
            self.assertEqual(text.count("<svg viewBox=\"0 0 520"), 2)
            self.assertNotIn("http://", text.replace("http://www.w3.org", ""))

    def test_a_box_of_starts(self):
        status, found = trace(LINE + '[flow]\nvariance = 1\nstart = { from = "0.1", to = "0.3" }\n')
        self.assertEqual(status, 0, found)
        self.assertIn("all trajectories converge to the datum x_2 = 1", found["answer"])
        status, found = trace(LINE + '[flow]\nvariance = 1\nstart = { from = "-0.1", to = "0.3" }\n')
        self.assertEqual(status, 2, found)
        self.assertFalse(found["settled"])

    def test_both_sides_of_the_separatrix(self):
        flow = '[data]\npoints = [0, 1, 3]\n[flow]\nvariance = 1\nstart = "{}"\n'
        for start, datum in (("0.49138", "x_1 = 0"), ("0.49140", "x_2 = 1"), ("2.04246", "x_2 = 1"), ("2.04248", "x_3 = 3")):
            status, found = trace(flow.format(start))
            self.assertEqual(status, 0, found)
            self.assertIn(datum, found["answer"])

    def test_a_bisector(self):
        status, found = trace(LINE + "[flow]\nvariance = 1\nstart = 0\n")
        self.assertIn(status, (0, 2))
        self.assertTrue("no datum" in found["answer"] or not found["settled"], found)

    def test_basins(self):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "basins.html"
            done = run("trace", "cases/basins-c.toml", "--html", str(page))
            self.assertIn(done.returncode, (0, 2), done.stderr)
            self.assertIn('class="hatch"', page.read_text())

    def test_distances(self):
        done = run("trace", "cases/tikhonov-a.toml", "--json", "-")
        found = json.loads(done.stdout)
        self.assertEqual(done.returncode, 0, found)
        self.assertTrue(encloses(found["quantities"][0], "0.79784248190"), found["quantities"])

    def test_a_budget_that_runs_out(self):
        status, found = trace(LINE + '[flow]\nvariance = 1\nstart = "1/2"\n', "--budget", "1")
        self.assertEqual(status, 2)
        self.assertIn("budget", found["answer"])

    def test_bad_input(self):
        for text, part in ((LINE + '[flow]\nvariance = -1\nstart = 0\n', "expected variance > 0"),
                           (LINE + '[flow]\nvariance = 1\nstart = [0, 1]\n', "dimension"),
                           (LINE + '[flow]\nschedule = "linear"\nvariance = 1\nstart = 0\n', "unknown schedule"),
                           ("[data]\npoints = [1, 1]\n[flow]\nvariance = 1\nstart = 0\n", "equal"),
                           (LINE + "[noise]\nsigma = 1\n", "no [flow]")):
            done = run("trace", "-", text=text)
            self.assertEqual(done.returncode, 64, done.stderr)
            self.assertIn(part, done.stderr)


if __name__ == "__main__":
    unittest.main()
