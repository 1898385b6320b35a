#!/usr/bin/env python3
"""rigor prove, rigor recheck and recheck.py as a user runs them: prove_test.py RIGOR, in the root."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

RIGOR = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build/rigor").resolve()
RECHECK = pathlib.Path("proofs-check/recheck.py").resolve()


def rigor(*arguments, text=None):
    return subprocess.run([RIGOR, *arguments], input=text, capture_output=True, text=True, timeout=120)


def answer(statement, *options):
    done = rigor("prove", statement, "--json", "-", *options)
    return done.returncode, json.loads(done.stdout)["results"][0]


class Answers(unittest.TestCase):
    def test_tight_statements_are_proved_on_the_whole_range(self):
        for statement in ("forall x in (-oo, oo): exp(x) >= 1 + x",
                          "forall x in [0, oo): tanh(x) <= x",
                          "forall x in [0, pi/2]: sin(x) >= 2*x/pi",
                          "forall x, y in [0, oo): (x + y)/2 >= sqrt(x*y)"):
            status, result = answer(statement)
            self.assertEqual((status, result["verdict"]), (0, "verified"), statement)

    def test_the_examples_of_the_documentation_are_proved(self):
        text = pathlib.Path("docs/statements.md").read_text()
        examples = text.split("```")[1].strip().splitlines()
        self.assertGreaterEqual(len(examples), 7)
        for statement in examples:
            status, result = answer(statement)
            self.assertEqual((status, result["verdict"]), (0, "verified"), statement)

    def test_false_statements_have_a_simple_exact_witness_that_the_second_engine_confirms(self):
        status, result = answer("forall x in [0, 1]: x*(1 - x) < 1/4")
        self.assertEqual((status, result["verdict"]), (1, "violated"))
        self.assertEqual(result["witness"], [{"name": "x", "exact": "1/2", "decimals": None}])
        self.assertTrue(result["confirmed"])

    def test_refutations_where_terms_become_the_same_number_are_confirmed(self):
        for statement in ("forall x in [-1, 1]: exp(x) > 1 or sqrt(x + 4) < 2",
                          "forall x in [-1, 1]: max(x, 0) > 0 or x < 0",
                          "sin(10^22) > 0"):
            status, result = answer(statement)
            self.assertEqual((status, result["verdict"]), (1, "violated"), statement)

    def test_a_derivative_has_no_value_beside_a_jump(self):
        status, result = answer("forall x in [0, 1]: diff(piecewise(sign(x) > -1/2, 1, 0), x) = 0")
        self.assertEqual((status, result["verdict"]), (2, "inconclusive"))

    def test_what_is_undefined_is_never_settled(self):
        status, result = answer("forall x in [-1, 1]: 1/x^2 > 0")
        self.assertEqual((status, result["verdict"]), (2, "inconclusive"))
        self.assertIn("not defined at x = 0", result["reason"])

    def test_a_hypothesis_that_cannot_hold_makes_a_statement_vacuous(self):
        status, result = answer("forall x in [0, 1]: x > 2 => exp(x) < 0")
        self.assertEqual((status, result["verdict"], result["vacuous"]), (0, "verified", True))

    def test_unicode_and_ascii_read_the_same(self):
        left = answer("∀ x ∈ [0, 1]: x² ≤ x ∧ ¬(x < 0)")[1]
        right = answer("forall x in [0, 1]: x^2 <= x and not (x < 0)")[1]
        for key in ("statement", "seconds"):
            left.pop(key), right.pop(key)
        self.assertEqual(left, right)

    def test_the_threads_do_not_change_the_answer(self):
        statement = "forall x, y in [-2, 2]: 4*x^2 - 21/10*x^4 + x^6/3 + x*y - 4*y^2 + 4*y^4 >= -1.04"
        one, two = (answer(statement, "--jobs", jobs)[1] for jobs in ("1", "3"))
        for result in (one, two):
            self.assertEqual(result.pop("verdict"), "verified")
            result.pop("seconds")
        self.assertEqual(one, two)

    def test_the_functions_of_a_case(self):
        status, result = answer("forall y in [-3, 3]: density(y) > 0", "--case", "cases/a.toml")
        self.assertEqual((status, result["verdict"]), (0, "verified"))


class Certificates(unittest.TestCase):
    def test_both_checkers_accept_them_and_reject_changed_ones(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "proof.txt"
            done = rigor("prove", "forall x in [0, 1]: exp(x) <= 1 + 2*x", "--certificate", path)
            self.assertEqual(done.returncode, 0, done.stderr)
            checkers = ([RIGOR, "recheck", path], [sys.executable, RECHECK, path])
            for command in checkers:
                self.assertEqual(subprocess.run(command, capture_output=True).returncode, 0)
            path.write_text(path.read_text().replace("num 2\n", "num 3/2\n"))
            for command in checkers:
                self.assertNotEqual(subprocess.run(command, capture_output=True).returncode, 0)

    def test_the_sharpest_constant_is_proved_and_refuted(self):
        done = rigor("prove", "forall x in [0, 1]: exp(x) <= 1 + C*x", "--sharpest", "C", "--digits",
                     "3", "--json", "-")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        found = json.loads(done.stdout)
        self.assertEqual(found["proved"]["verdict"], "verified")
        self.assertEqual(found["refuted"]["verdict"], "violated")


class Collections(unittest.TestCase):
    def test_a_collection_is_settled_and_compared_with_what_it_expects(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "two.toml"
            path.write_text('[[conjecture]]\nname = "a"\nstatement = "pi < 22/7"\n'
                            'expected = "verified"\n'
                            '[[conjecture]]\nname = "b"\nstatement = "pi > 22/7"\n')
            done = rigor("prove", "--file", path)
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertEqual([line.split()[:2] for line in done.stdout.splitlines()],
                             [["verified", "a"], ["violated", "b"]])
            self.assertEqual(rigor("prove", "--file", path, "--name", "a").returncode, 0)


class Errors(unittest.TestCase):
    def test_bad_input_shows_the_place(self):
        for statement, expected in (("forall x in [0, 1]: sim(x) <= x", 'did you mean "sin"'),
                                    ("forall x in [0, 1: x <= 1", "expected"),
                                    ("forall x in [1, 0]: x <= 1", "empty"),
                                    ("x <= 1", "forall"),
                                    ("", "expected"),
                                    ("forall x in [0, 1]: x <= C", "C")):
            done = rigor("prove", statement)
            self.assertEqual(done.returncode, 64, statement)
            self.assertIn(expected, done.stderr, statement)

    def test_bad_files_are_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "bad"
            for text in ("", "rigor-certificate/1\n", "\0", "[[conjecture]]\nnam = 1\n"):
                path.write_text(text)
                self.assertNotEqual(rigor("recheck", path).returncode, 0)
                self.assertEqual(rigor("prove", "--file", path).returncode, 64)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
