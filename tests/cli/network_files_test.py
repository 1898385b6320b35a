"""Networks in .npz files as NumPy writes them, and in .safetensors: network_files_test.py PROGRAM."""

import json
import pathlib
import struct
import subprocess
import sys
import tempfile
import unittest

import numpy

PROGRAM = sys.argv.pop(1)
FRAME = """[data]
points = ["-1", "1"]
[noise]
mu = "1/2"
sigma = "1/4"
"""
SIGNS = numpy.array([1, -1, 1])
WEIGHTS = numpy.array([-40.0, 24.0, 10.0])
KINKS = numpy.array([0.25, -0.3, -0.4])


class NetworkFiles(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)

    def check(self, tables, *options):
        case = self.path / "case.toml"
        case.write_text(FRAME + tables)
        command = [PROGRAM, "check", str(case), "--claim", "SHARP-NTK-1", *options]
        return subprocess.run(command, capture_output=True, text=True, timeout=120)

    def results(self, tables):
        """The quantities of each result, by their names."""
        done = self.check(tables, "--json", "-")
        self.assertEqual(done.returncode, 0, done.stderr)
        results = json.loads(done.stdout)["results"]
        return {r["id"]: (r["verdict"], r["quantities"]) for r in results if r["kind"] == "claim"}

    def save(self, **arrays):
        numpy.savez(self.path / "net.npz", **arrays)

    def error(self, tables='[network]\nfile = "net.npz"\n'):
        done = self.check(tables)
        self.assertEqual(done.returncode, 64, done.stdout + done.stderr)
        self.assertIn("case.toml:7:", done.stderr)
        self.assertIn("^", done.stderr)
        return done.stderr

    def test_a_file_says_the_same_as_the_exact_numbers_in_it(self):
        exact = [str(x.as_integer_ratio()).replace(", ", "/").strip("()") for x in KINKS.tolist()]
        listed = self.results(
            f"[network]\nsigns = [1, -1, 1]\nweights = [-40, 24, 10]\nkinks = {json.dumps(exact)}\n")
        self.assertTrue(listed)
        self.save(signs=SIGNS, weights=WEIGHTS, kinks=KINKS)
        self.assertEqual(self.results('[network]\nfile = "net.npz"\n'), listed)

    def test_other_ways_to_write_the_same(self):
        self.save(signs=SIGNS, weights=WEIGHTS, kinks=KINKS)
        expected = self.results('[network]\nfile = "net.npz"\n')
        numpy.savez_compressed(self.path / "net.npz", signs=SIGNS.astype("i1"),
                               weights=WEIGHTS.astype(">f4"), biases=-SIGNS * KINKS)
        self.assertEqual(self.results('[network]\nfile = "net.npz"\n'), expected)

    def test_shapes(self):
        self.save(signs=SIGNS, weights=WEIGHTS[:2], kinks=KINKS)
        self.assertIn("weights has 2 numbers, expected 3", self.error())
        self.save(signs=SIGNS, weights=WEIGHTS.reshape(3, 1), kinks=KINKS)
        self.assertIn("has 2 axes, expected one", self.error())
        self.save(signs=SIGNS[:0], weights=WEIGHTS[:0], kinks=KINKS[:0])
        self.assertIn("empty", self.error())

    def test_numbers_that_are_none(self):
        self.save(signs=SIGNS, weights=numpy.array([1, numpy.nan, 2]), kinks=KINKS)
        self.assertIn('array "weights": holds NaN', self.error())
        self.save(signs=SIGNS, weights=numpy.array([1, -numpy.inf, 2]), kinks=KINKS)
        self.assertIn("infinity", self.error())
        self.save(signs=SIGNS, weights=WEIGHTS.astype(complex), kinks=KINKS)
        self.assertIn("elements of type", self.error())

    def test_pickled_objects_are_refused(self):
        self.save(signs=SIGNS, weights=numpy.array([1, None, 2], dtype=object), kinks=KINKS)
        self.assertIn("Python objects (pickled)", self.error())

    def test_names(self):
        self.save(signs=SIGNS, weight=WEIGHTS, kinks=KINKS)
        self.assertIn('unknown array "weight"; did you mean "weights"?', self.error())
        self.save(signs=SIGNS, weights=WEIGHTS)
        self.assertIn("kinks is missing", self.error())
        self.save(signs=numpy.array([1, 0, 1]), weights=WEIGHTS, kinks=KINKS)
        self.assertIn("expected 1 or -1, found 0", self.error())

    def test_damaged_files(self):
        self.save(signs=SIGNS, weights=WEIGHTS, kinks=KINKS)
        whole = (self.path / "net.npz").read_bytes()
        for size in (0, 10, len(whole) // 2, len(whole) - 1):
            (self.path / "net.npz").write_bytes(whole[:size])
            self.assertIn(".npz file", self.error())
        place = whole.index(WEIGHTS.tobytes())
        damaged = whole[:place] + b"\x01" + whole[place + 1:]
        (self.path / "net.npz").write_bytes(damaged)
        self.assertIn("network file", self.error())  # the checksum does not fit

    def test_absent_files(self):
        self.assertIn("no such file", self.error('[network]\nfile = "other.npz"\n'))


RESIDUAL = """[residual_network]
inputs = [[1, "1/2"], ["-1/2", 1]]
targets = [["1/2"], ["-1/4"]]
"""
DEPTH = 12


def safetensors(arrays):
    """The bytes of such a file, written by the format's description."""
    types = {"float64": "F64", "float32": "F32", "float16": "F16", "int8": "I8"}
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, array in arrays.items():
        raw = numpy.ascontiguousarray(array).tobytes()
        header[name] = {"dtype": types[str(array.dtype)], "shape": list(array.shape),
                        "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


class ResidualFiles(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)
        random = numpy.random.default_rng(3)
        # Singles, which are doubles too, so that all files say the same.
        draw = lambda *shape: random.normal(size=shape).astype("f4").astype("f8")
        self.V, self.W = draw(DEPTH, 3, 4), draw(DEPTH, 4, 3)
        self.ends = {"A": draw(3, 2), "B": draw(1, 3)}

    def check(self, file):
        case = self.path / "case.toml"
        case.write_text(RESIDUAL + f'file = "{file}"\n')
        command = [PROGRAM, "check", str(case), "--claim", "NODE-GRAD-1", "--json", "-"]
        return subprocess.run(command, capture_output=True, text=True, timeout=120)

    def quantities(self, file):
        done = self.check(file)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        result, = [r for r in json.loads(done.stdout)["results"] if r["kind"] == "claim"]
        self.assertEqual(result["verdict"], "verified")
        return result["quantities"]

    def write(self, arrays, file="net.safetensors"):
        (self.path / file).write_bytes(safetensors(arrays))

    def error(self, file="net.safetensors"):
        done = self.check(file)
        self.assertEqual(done.returncode, 64, done.stdout + done.stderr)
        self.assertIn(f"case.toml:4:8: error: {file}: ", done.stderr)
        return done.stderr

    def layers(self, name, weight=""):
        """One array a layer, in another order."""
        named = lambda letter, k: name.format(k) + letter + weight
        arrays = {named("W", k): self.W[k] for k in reversed(range(DEPTH))}
        return arrays | {named("V", k): self.V[k] for k in range(DEPTH)}

    def test_all_ways_to_write_a_network_say_the_same(self):
        numpy.savez(self.path / "net.npz", V=self.V, W=self.W, **self.ends)
        expected = self.quantities("net.npz")
        self.assertTrue(expected)
        self.write({"V": self.V, "W": self.W, **self.ends})
        self.assertEqual(self.quantities("net.safetensors"), expected)
        self.write({k: a.astype("f4") for k, a in (self.layers("blocks.{}.") | self.ends).items()})
        self.assertEqual(self.quantities("net.safetensors"), expected)
        ends = {"net." + k + ".weight": a for k, a in self.ends.items()}
        bias = {"net.layers.3.V.bias": numpy.zeros(3)}
        self.write(self.layers("net.layers.{}.", ".weight") | ends | bias)
        self.assertEqual(self.quantities("net.safetensors"), expected)
        numpy.savez(self.path / "torch.npz", **self.layers("layers.{}."), **self.ends)
        self.assertEqual(self.quantities("torch.npz"), expected)

    def test_weights_that_do_not_fit(self):
        self.write({"V": self.V, **self.ends})
        self.assertIn('array "W" is missing', self.error())
        arrays = self.layers("blocks.{}.")
        del arrays["blocks.7.W"]
        self.write(arrays | self.ends)
        self.assertIn("W of layer 7 is missing", self.error())
        self.write(self.layers("blocks.{}.") | {"blocks.0.gain": numpy.ones(3)})
        self.assertIn('unknown array "blocks.0.gain"', self.error())
        self.write({"V": self.V, "W": self.W.transpose(0, 2, 1), **self.ends})
        self.assertEqual(self.check("net.safetensors").returncode, 64)
        self.write({"V": numpy.full_like(self.V, numpy.inf), "W": self.W, **self.ends})
        self.assertIn('array "V": holds an infinity', self.error())
        (self.path / "net.pt").write_bytes(b"")
        self.assertIn("expected a file .npz (numpy.savez) or .safetensors", self.error("net.pt"))

    def test_damaged_files(self):
        self.write({"V": self.V, "W": self.W, **self.ends})
        whole = (self.path / "net.safetensors").read_bytes()
        for size in (0, 7, 8, 100, len(whole) - 1):
            (self.path / "net.safetensors").write_bytes(whole[:size])
            self.error()
        (self.path / "net.safetensors").write_bytes(whole + b"1")
        self.assertIn("1 bytes after the data", self.error())


if __name__ == "__main__":
    unittest.main()
