#!/usr/bin/env bash
# Sets up what is missing, builds, and runs.  ./go report | ./go test [--long] | ./go build
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

packages=(
  g++ cmake ninja-build pkg-config     # the tools
  libgmp-dev libmpfr-dev               # exact and multiprecision arithmetic
  libboost-dev                         # Boost.Multiprecision: rationals over GMP
  libeigen3-dev                        # floating-point products, factorisations and guesses
  libflint-arb-dev libflint-dev        # Arb: the second engine, and the oracle of the tests
  libfmt-dev libcli11-dev libtomlplusplus-dev nlohmann-json3-dev libssl-dev libzip-dev
  libgtest-dev libbenchmark-dev        # tests and benchmarks
  clang                                # tests: the arithmetic by a second compiler
  python3 python3-jsonschema           # tests: the report against its JSON Schema
  python3-numpy                        # tests: network files as NumPy writes them
  coq libcoq-interval                  # tests: exported proofs are compiled
)

usage() {
  cat <<'TEXT'
usage: ./go COMMAND
  report [OPTION...]  check every case in cases/ and write reports/index.html, report.json, report.tex
  test [--long]       run the tests; --long adds the exhaustive ones, and runs under sanitizers
  build               build build/rigor only
Missing Debian packages are installed first (with apt, as root or through sudo).
TEXT
}

install_missing_packages() {
  command -v dpkg-query >/dev/null || return 0  # not Debian: let CMake say what it does not find
  local missing=() package
  for package in "${packages[@]}"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0

  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "These Debian packages are missing, and there is neither root nor sudo to install them:" >&2
      echo "  apt-get install ${missing[*]}" >&2
      exit 69
    fi
    as_root=(sudo)
  fi
  echo "Missing Debian packages: ${missing[*]}"
  if [ -t 0 ] && [ -t 1 ]; then
    local answer
    read -r -p "Install them with ${as_root[*]:+sudo }apt-get? [Y/n] " answer
    case "$answer" in "" | [Yy]*) ;; *) echo "Nothing was installed." >&2; exit 69 ;; esac
  fi
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

build() {  # build FOLDER CMAKE_OPTION... -- TARGET...
  local folder=$1 options=()
  shift
  while [ "$1" != -- ]; do options+=("$1"); shift; done
  shift
  # Configured once (perhaps by hand, with another generator); the build notices what has changed.
  [ -f "$folder/CMakeCache.txt" ] || cmake -G Ninja -S . -B "$folder" "${options[@]}"
  cmake --build "$folder" --parallel "$(nproc)" --target "$@"
}

run_tests() {  # run_tests FOLDER CTEST_OPTION...
  ctest --test-dir "$1" --output-on-failure -j "$(nproc)" "${@:2}"
}

command=${1:-}
[ $# -gt 0 ] && shift
case "$command" in
  report)
    install_missing_packages
    build build -- rigor
    exec build/rigor report -o reports "$@"
    ;;
  test)
    case "${1:-}" in "" | --long) ;; *) usage >&2; exit 64 ;; esac
    install_missing_packages
    build build -- all
    if [ "${1:-}" = --long ]; then
      build build/thread-sanitizer -DRIGOR_SANITIZE=thread -- verdict_test
      run_tests build/thread-sanitizer -R '^verdict/'
      build build/sanitizers -DRIGOR_SANITIZE=address,undefined -- all
      run_tests build/sanitizers
      run_tests build -C long
    else
      run_tests build
    fi
    ;;
  build)
    install_missing_packages
    build build -- rigor
    ;;
  -h | --help | help) usage ;;
  *) usage >&2; exit 64 ;;
esac
