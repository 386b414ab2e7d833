#!/usr/bin/env bash
# Installs the Debian packages that building hubmine needs, those that are missing only.
set -euo pipefail

readonly build_packages=(
    g++ cmake ninja-build pkg-config ccache ca-certificates python3
    libcurl4-openssl-dev nlohmann-json3-dev libcli11-dev libsqlite3-dev libfmt-dev libspdlog-dev
    libboost-dev libssl-dev zlib1g-dev libbrotli-dev
    libgtest-dev libgmock-dev libbenchmark-dev libcpp-httplib-dev)
readonly test_packages=(python3-pandas python3-scipy python3-networkx nghttp2-proxy openssl)

usage() {
    cat <<'USAGE'
Usage: scripts/setup.sh [--tests]

Installs with apt-get (as root, or by sudo) the Debian packages that are missing:
what building hubmine and its demo needs and, with --tests, what its tests need besides.
Does nothing when all are there. Without apt-get it prints what to install.

  HUBMINE_SKIP_SETUP=1  check nothing: everything needed is there in another way

Examples:
  scripts/setup.sh
  scripts/setup.sh --tests
USAGE
}

packages=("${build_packages[@]}")
for argument in "$@"; do
    case "$argument" in
        --tests) packages+=("${test_packages[@]}") ;;
        -h | --help) usage; exit 0 ;;
        *) echo "setup.sh: unknown argument $argument (see --help)" >&2; exit 2 ;;
    esac
done

if [ "${HUBMINE_SKIP_SETUP:-}" = 1 ]; then
    exit 0
fi
if ! command -v apt-get > /dev/null || ! command -v dpkg-query > /dev/null; then
    {
        echo "setup.sh: there is no apt-get here. hubmine is built on Debian 12 from these packages;"
        echo "install what corresponds to them, then set HUBMINE_SKIP_SETUP=1 and start again:"
        printf '  %s\n' "${packages[@]}"
    } >&2
    exit 1
fi

installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p')
missing=()
for package in "${packages[@]}"; do
    grep -qxF -- "$package" <<< "$installed" || missing+=("$package")
done
if [ "${#missing[@]}" -eq 0 ]; then
    exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo > /dev/null; then
        {
            echo "setup.sh: not root, and there is no sudo. Run this as root, then start again:"
            echo "  apt-get update && apt-get install --yes ${missing[*]}"
        } >&2
        exit 1
    fi
    as_root=(sudo)
fi
echo "setup.sh: installing ${missing[*]}" >&2
"${as_root[@]}" apt-get update --quiet
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --quiet --no-install-recommends "${missing[@]}"
