"""The program as a user sees it: output, messages and exit statuses.

usage: program_test.py RIGOR [unittest option...]   (in the root of the project)
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

RIGOR = ""
NOISE = '[noise]\nmu = "1/2"\nsigma = "1/4"\n'


def run(*arguments, stdin="", cwd=None, env=None):
    if isinstance(stdin, str):
        stdin = stdin.encode()
    done = subprocess.run([RIGOR, *arguments], input=stdin, capture_output=True, cwd=cwd,
                          env=None if env is None else {**os.environ, **env}, timeout=120)
    done.stdout = done.stdout.decode()
    done.stderr = done.stderr.decode()
    return done


class Program(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name)

    def tearDown(self):
        self.folder.cleanup()

    def write(self, name, text):
        path = self.path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    def expect_error(self, done, status, *words):
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertEqual(done.stdout, "")
        for word in words:
            self.assertIn(word, done.stderr)
        self.assertLess(len(done.stderr), 1000)


class Usage(Program):
    def test_help_of_every_command_has_examples(self):
        self.assertEqual(run("--help").returncode, 0)
        for command in ["claims", "check", "report", "train", "diff", "eval"]:
            done = run(command, "--help")
            self.assertEqual(done.returncode, 0)
            self.assertIn("Examples:\n  rigor " + command, done.stdout)

    def test_a_case_may_be_named_by_an_option(self):
        case = self.write("one.toml", '[data]\npoints = [0, 1]\n' + NOISE)
        positional = run("check", case, "--claim", "SCORE-ID-1")
        option = run("check", "--claim", "SCORE-ID-1", "--case", case)
        self.assertEqual(positional.returncode, 0, positional.stderr)
        self.assertEqual(option.stdout, positional.stdout)

    def test_version(self):
        self.assertRegex(run("--version").stdout, r"^rigor \d+\.\d+\.\d+ \((baseline|avx512)\)\n$")

    def test_wrong_words_get_suggestions(self):
        self.expect_error(run(), 64, "expected a command")
        self.expect_error(run("chek"), 64, 'unknown command "chek"; did you mean "check"?')
        self.expect_error(run("check", "--jbos", "2"), 64, 'did you mean "--jobs"?')
        self.expect_error(run("eval", "1", "--digit=3"), 64, 'did you mean "--digits"?')
        self.expect_error(run("--verson"), 64, 'did you mean "--version"?')
        self.expect_error(run("check", "--jobs", "many"), 64, "--jobs")
        self.expect_error(run("check", "--jobs", "0"), 64, "--jobs")
        self.expect_error(run("check", "--digits"), 64, "--digits")
        self.expect_error(run("eval"), 64, "EXPR")
        self.expect_error(run("eval", "1", "2"), 64, 'unexpected argument "2"')
        self.expect_error(run("diff", "one.json"), 64, "NEW")

    def test_unknown_claims_get_suggestions(self):
        listed = run("claims").stdout.split()[0]
        wrong = listed[:3] + listed[4:]
        done = run("check", "cases/a.toml", "--claim", wrong)
        self.expect_error(done, 64, f'unknown claim "{wrong}"; did you mean "')
        self.expect_error(run("claims", wrong), 64, "did you mean")
        self.expect_error(run("claims", "XYZZY"), 64, '"rigor claims" lists them')

    def test_a_full_disk_is_noticed(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        with open("/dev/full", "w") as full:
            done = subprocess.run([RIGOR, "eval", "1/3"], stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(done.returncode, 74)


class Claims(Program):
    def test_every_claim_is_explained(self):
        done = run("claims")
        self.assertEqual(done.returncode, 0)
        for line in done.stdout.splitlines():
            claim = line.split()[0]
            explained = run("claims", claim)
            self.assertEqual(explained.returncode, 0, explained.stderr)
            self.assertIn(claim + "  ", explained.stdout)
            self.assertIn("statement", explained.stdout)


class Eval(Program):
    def expect(self, arguments, lower, upper):
        done = run("eval", *arguments)
        self.assertEqual(done.stdout, f"[{lower}, {upper}]\n", done.stderr)
        self.assertEqual(done.returncode, 0)
        self.assertEqual(done.stderr, "")

    def test_digits(self):
        self.expect(["1/3"], "0.333333333333333", "0.333333333333334")
        self.expect(["0.1 + 0.2"], "0.3", "0.3")
        self.expect(["2^-2"], "0.25", "0.25")
        self.expect(["pi", "--digits", "31"], "3.141592653589793238462643383279",
                    "3.141592653589793238462643383280")
        self.expect(["π·1"], "3.14159265358979", "3.14159265358980")

    def test_a_leading_minus_sign_is_no_option(self):
        self.expect(["-pi", "--digits", "3"], "-3.15", "-3.14")
        self.expect(["-1/2"], "-0.5", "-0.5")
        self.expect(["--digits", "3", "-exp(1)"], "-2.72", "-2.71")
        self.assertIn("  -x\n   ^", run("eval", "-x").stderr)

    def test_reference_digits_of_case_a(self):
        self.expect(["dscore(1/10)", "--case", "cases/a.toml", "--digits", "30"],
                    "19.7795307348636146266876061105", "19.7795307348636146266876061106")

    def test_reference_digits_of_tiny(self):
        self.expect(["d2score(0.12345678)", "--case", "cases/tiny.toml", "--digits", "28"],
                    "-3.534608110042673391628396652e-271", "-3.534608110042673391628396651e-271")
        self.expect(["logdensity(0.123450001)", "--case", "cases/tiny.toml", "--digits", "28"],
                    "-1245.619372187143010478914248", "-1245.619372187143010478914247")

    def test_overriding_sigma_and_mu(self):
        self.expect(["sigma + mu", "--case", "cases/galaxies.toml", "--sigma", "1/8", "--mu", "1/2"],
                    "0.625", "0.625")

    def test_a_range_of_sigma_is_an_error(self):
        self.expect_error(run("eval", "score(1)", "--case", "cases/galaxies.toml"), 64,
                          "cases/galaxies.toml: error: sigma is a range (0 to 1/8000)", "--sigma")

    def test_bad_parameters(self):
        a = ["eval", "score(1)", "--case", "cases/a.toml"]
        self.expect_error(run(*a, "--sigma", "0"), 64, "sigma > 0")
        self.expect_error(run(*a, "--sigma", "abc"), 64, '--sigma:1:1: error: expected a number')
        self.expect_error(run(*a, "--mu", "3/2"), 64, "0 < mu <= 1")
        self.expect_error(run("eval", "1", "--sigma", "1"), 64, "--case FILE")
        self.expect_error(run("eval", "score(1)"), 64, "--case FILE")

    def test_errors_have_a_caret(self):
        done = run("eval", "1 + log(2")
        self.assertEqual(done.stderr, 'expression:1:10: error: expected ")" for the "(" at line 1, '
                                      "column 8, found the end\n  1 + log(2\n           ^\n")
        self.assertEqual(done.returncode, 64)
        self.expect_error(run("eval", "log(-1)"), 64, '"log(-1)" is not defined')
        self.expect_error(run("eval", "(" * 100000), 64, "nested deeper than 1000")

    def test_unreached_digits_are_inconclusive(self):
        done = run("eval", "pi", "--digits", "60", "--max-bits", "128")
        self.assertEqual(done.returncode, 2)
        self.assertTrue(done.stdout.startswith("[3.1415926535897932384626433832795"))
        self.assertIn("raise --max-bits", done.stderr)
        done = run("eval", "1/(exp(1)-e)")
        self.assertEqual(done.returncode, 2)
        self.assertEqual(done.stdout, "[-inf, inf]\n")
        self.assertIn('"(exp(1)-e)" may be 0', done.stderr)

    def test_json(self):
        done = run("eval", "mean(0.25)", "--case", "cases/a.toml", "--json")
        value = json.loads(done.stdout)
        self.assertEqual(value["schema"], "rigor-eval/1")
        self.assertEqual(value["case"]["sigma"], "1/4")
        self.assertEqual(value["settled"], True)
        self.assertEqual(len(value["case"]["sha256"]), 64)
        self.assertLessEqual(float(value["lower"]), float(value["upper"]))


class BadCases(Program):
    """Each bad input gets one clear error with its place, exit 64, and nothing is written over."""

    def check(self, name, *words):
        target = self.write("kept.json", "kept")
        done = run("check", name, "--json", target)
        self.expect_error(done, 64, *words)
        self.assertEqual(Path(target).read_text(), "kept")
        self.assertEqual(done.stderr.count("error:"), 1)

    def check_text(self, text, *words):
        self.check(self.write("x.toml", text), *words)

    def test_missing_file(self):
        self.check("no-such.toml", "no-such.toml: error: no such file")

    def test_directory(self):
        self.check(str(self.path), "is a directory")

    def test_unreadable_file(self):
        if os.geteuid() == 0:
            self.skipTest("root reads everything")
        name = self.write("x.toml", "")
        os.chmod(name, 0)
        self.check(name, "ermission denied")

    def test_unknown_key(self):
        self.check_text("[data]\npoint = [1]\n" + NOISE, "x.toml:2:1: error:", 'did you mean "points"?')

    def test_duplicate_points(self):
        self.check_text("[data]\npoints = [1, 2, \"2/2\"]\n" + NOISE,
                        "x.toml:2:17: error: point 3 equals point 1 (line 2, column 11)")

    def test_non_finite_points(self):
        self.check_text("[data]\npoints = [1, nan]\n" + NOISE, "x.toml:2:14: error:", "finite")
        self.check_text("[data]\npoints = [1, -inf]\n" + NOISE, "x.toml:2:14: error:", "finite")

    def test_sigma(self):
        self.check_text("[data]\npoints = [1, 2]\n[noise]\nsigma = 0\n", "x.toml:4:9: error: expected sigma > 0")
        self.check_text("[data]\npoints = [1, 2]\n[noise]\nsigma = -1\n", "x.toml:4:9: error: expected sigma > 0")

    def test_empty_range(self):
        self.check_text("[data]\npoints = [1, 2]\n[noise]\nsigma = { from = 2, to = 1 }\n",
                        "x.toml:4:18: error: the range of sigma is empty")

    def test_text_where_a_number_belongs(self):
        self.check_text('[data]\npoints = [1, "abc"]\n' + NOISE,
                        'x.toml:2:14: error: expected a number', 'found text "abc"\n', "^")

    def test_unquoted_float_with_17_digits(self):
        self.check_text("[data]\npoints = [0.12345678901234567]\n" + NOISE,
                        "x.toml:2:11: error:", "put it in quotes")

    def test_a_line_of_100_megabytes(self):
        start = time.monotonic()
        self.check_text(b"[data]\npoints = [" + b"1, " * 33_000_000 + b"]", "x.toml:2:1048577: error:",
                        "longer than 1 MiB")
        self.assertLess(time.monotonic() - start, 20)

    def test_nul_bytes(self):
        self.check_text(b"[data]\npoints = [1\0]\n", "x.toml:2:12: error: a NUL byte")

    def test_no_text(self):
        self.check_text(b"[data]\npoints = [\xff]\n", "x.toml:2:11: error: expected UTF-8")

    def test_data_file(self):
        self.check_text('[data]\nfile = "no.csv"\n' + NOISE, "x.toml:2:8: error:", "no such file")
        self.write("p.csv", "1\n2,\n")
        self.check_text('[data]\nfile = "p.csv"\n' + NOISE, "p.csv:2:3: error: an empty field")

    def test_no_cases(self):
        done = run("check", cwd=self.folder.name)
        self.expect_error(done, 64, "./cases has no *.toml file")

    def test_json_into_a_missing_folder(self):
        done = run("check", "cases/a.toml", "--json", str(self.path / "no" / "x.json"))
        self.expect_error(done, 64, "there is no folder")


class Check(Program):
    def claim(self):
        return run("claims").stdout.split()[0]

    def test_table_and_status(self):
        done = run("check", "cases/a.toml", "--claim", self.claim())
        self.assertIn(done.returncode, [0, 1, 2, 3], done.stderr)
        self.assertIn(self.claim(), done.stdout)
        self.assertNotIn("\x1b", done.stdout + done.stderr)

    def test_standard_input(self):
        done = run("check", "-", "--claim", self.claim(),
                   stdin="[data]\npoints = [-1, 1]\n" + NOISE)
        self.assertIn(done.returncode, [0, 1, 2, 3], done.stderr)
        self.expect_error(run("check", "-", stdin="x"), 64, "-:1:2: error:")

    def test_json_is_the_same_for_any_number_of_threads(self):
        reports = []
        for jobs in ["1", "2"]:
            name = str(self.path / f"{jobs}.json")
            run("check", "cases/a.toml", "--claim", self.claim(), "--jobs", jobs, "--json", name)
            reports.append(Path(name).read_bytes())
        self.assertEqual(reports[0], reports[1])
        self.assertEqual(json.loads(reports[0])["schema"], "rigor-report/1")
        self.assertEqual(sorted(p.name for p in self.path.iterdir()), ["1.json", "2.json"])

    def test_json_on_standard_output(self):
        done = run("check", "cases/a.toml", "--claim", self.claim(), "--json", "-")
        self.assertEqual(json.loads(done.stdout)["schema"], "rigor-report/1")

    def test_an_interrupt_leaves_what_is_done(self):
        name = str(self.path / "r.json")
        process = subprocess.Popen([RIGOR, "check", "--digits", "2000", "--json", name],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        if process.returncode == 130:
            self.assertFalse(json.loads(Path(name).read_text())["complete"])
        else:
            self.assertIn(process.returncode, [0, 1, 2, 3])


class Report(Program):
    def test_report(self):
        claim = run("claims").stdout.split()[0]
        out = self.path / "out"
        done = run("report", "cases/a.toml", "--claim", claim, "-o", str(out))
        self.assertEqual(done.returncode, 0, done.stderr)
        for name in ["report.json", "index.html", "report.tex"]:
            self.assertTrue((out / name).stat().st_size > 0)
        self.assertIn(str(out / "index.html"), done.stdout)


class Diff(Program):
    def test_diff(self):
        name = str(self.path / "r.json")
        run("check", "cases/a.toml", "--claim", run("claims").stdout.split()[0], "--json", name)
        same = run("diff", name, name)
        self.assertEqual(same.returncode, 0, same.stderr)
        report = json.loads(Path(name).read_text())
        report["results"][0]["verdict"] = "inconclusive"
        report["results"][0]["reason"] = "changed by hand"
        changed = run("diff", name, self.write("s.json", json.dumps(report)))
        self.assertEqual(changed.returncode, 1, changed.stderr)
        self.assertIn("-> inconclusive", changed.stdout)

    def test_bad_files(self):
        name = self.write("x.json", "{")
        self.expect_error(run("diff", name, name), 64, "x.json: error:")
        self.expect_error(run("diff", "no.json", name), 64, "no.json: error: no such file")


if __name__ == "__main__":
    RIGOR = os.path.abspath(sys.argv.pop(1))
    unittest.main()
