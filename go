#!/usr/bin/env bash
# Sets up what is missing, builds, and runs.  ./go report | ./go test [--long] | ./go build
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

packages=(
  g++ cmake ninja-build pkg-config     # the tools
  libgmp-dev libmpfr-dev               # exact and multiprecision arithmetic
  libboost-dev                         # Boost.Multiprecision: rationals over GMP
  libflint-arb-dev libflint-dev        # Arb: the second engine, and the oracle of the tests
  libfmt-dev libcli11-dev libtomlplusplus-dev nlohmann-json3-dev libssl-dev
  libgtest-dev libbenchmark-dev        # tests and benchmarks
  python3 python3-jsonschema           # tests: the report against its JSON Schema
)

usage() {
  cat <<'TEXT'
usage: ./go COMMAND
  report [OPTION...]  check every case in cases/ and write reports/index.html, report.json, report.tex
  test [--long]       run the tests; --long adds the exhaustive ones
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

build() {  # build TARGET...
  # A build folder that another checkout or a removed compiler left behind can't be reused.
  if [ ! -f build/build.ninja ]; then
    cmake -G Ninja -S . -B build -DCMAKE_BUILD_TYPE=Release
  fi
  cmake --build build --target "$@"
}

command=${1:-}
[ $# -gt 0 ] && shift
case "$command" in
  report)
    install_missing_packages
    build rigor
    exec build/rigor report -o reports "$@"
    ;;
  test)
    long=
    case "${1:-}" in "") ;; --long) long=1 ;; *) usage >&2; exit 64 ;; esac
    install_missing_packages
    build all
    RIGOR_TEST_LONG=$long exec ctest --test-dir build --output-on-failure -j "$(nproc)"
    ;;
  build)
    install_missing_packages
    build rigor
    ;;
  -h | --help | help) usage ;;
  *) usage >&2; exit 64 ;;
esac
