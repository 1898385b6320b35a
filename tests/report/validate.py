"""Usage: validate.py SCHEMA DIR: accepts every DIR/valid-*.json and refuses every DIR/invalid-*.json."""
import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    sys.exit("the Python module jsonschema is missing: install the Debian package python3-jsonschema")


def main(schema_file, directory):
    schema = json.loads(pathlib.Path(schema_file).read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    wrong = 0
    files = sorted(pathlib.Path(directory).glob("*.json"))
    for file in files:
        error = next(validator.iter_errors(json.loads(file.read_text())), None)
        if file.name.startswith("valid-") and error:
            wrong += 1
            print(f"{file.name}: refused at {error.json_path}: {error.message[:200]}")
        if file.name.startswith("invalid-") and not error:
            wrong += 1
            print(f"{file.name}: accepted")
    if not files:
        sys.exit("no files to validate")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
