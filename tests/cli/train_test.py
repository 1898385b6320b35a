"""rigor train, and the search for counterexamples: train_test.py PROGRAM."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv.pop(1)


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=300)


class Train(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name)

    def train(self, *options, case="cases/a.toml"):
        return run("train", "--case", case, "--width", "2", "--steps", "20000", *options)

    def test_what_it_writes_can_be_checked(self):
        written = self.path / "trained.toml"
        done = self.train("--eta", "1/2000", "--seed", "3", "-o", str(written))
        self.assertIn(done.returncode, (0, 2), done.stderr)
        self.assertIn("trained: 20000 steps", done.stdout)
        self.assertIn("STAB-1", done.stdout)
        again = run("check", str(written), "--claim", "SHARP-NTK-1")
        self.assertEqual(again.returncode, 0, again.stdout + again.stderr)

    def test_the_seed_determines_the_result(self):
        options = ("--eta", "1/2000", "--seed", "5")
        texts = []
        for name in ("one.toml", "two.toml"):
            self.train(*options, "-o", str(self.path / name))
            texts.append((self.path / name).read_text())
        self.assertEqual(texts[0], texts[1])
        self.train("--eta", "1/2000", "--seed", "6", "-o", str(self.path / "other.toml"))
        self.assertNotEqual(texts[0], (self.path / "other.toml").read_text())

    def test_divergence_is_said(self):
        done = run("train", "--case", "cases/a.toml", "--width", "12", "--eta", "1000")
        self.assertEqual(done.returncode, 2, done.stdout)
        self.assertIn("diverged", done.stderr)

    def test_bad_input(self):
        for options, words in (
                (("--eta", "-1/50"), "expected eta > 0"),
                (("--eta", "0"), "expected eta > 0"),
                (("--eta", "fast"), "expected a number"),
                ((), "no learning rate"),
                (("--eta", "1", "--width", "0"), "width"),
                (("--eta", "1", "-o", "no-such-folder/x.toml"), "no-such-folder"),
        ):
            done = self.train(*options)
            self.assertEqual(done.returncode, 64, (options, done.stdout, done.stderr))
            self.assertIn(words, done.stderr)
        done = self.train("--eta", "1", case="cases/galaxies.toml")
        self.assertEqual(done.returncode, 64)
        self.assertIn("sigma is a range", done.stderr)


class Search(unittest.TestCase):
    def test_finds_and_proves_a_counterexample(self):
        done = run("check", "--claim", "WEIGHT-1/printed", "--search", "--seed", "4")
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        self.assertIn("violated (seed 4)", done.stdout)
        self.assertIn("left side", done.stdout)
        self.assertEqual(
            run("check", "--claim", "WEIGHT-1/printed", "--search", "--seed", "4").stdout,
            done.stdout)

    def test_bad_input(self):
        done = run("check", "--claim", "OU-1", "--search")
        self.assertEqual(done.returncode, 64)
        self.assertIn("no selected claim can search; those that can are", done.stderr)
        done = run("check", "cases/a.toml", "--claim", "WEIGHT-1/printed", "--search")
        self.assertEqual(done.returncode, 64)
        self.assertIn("expected no CASE", done.stderr)
        self.assertEqual(run("check", "cases/a.toml", "--seed", "4").returncode, 64)


if __name__ == "__main__":
    unittest.main()
