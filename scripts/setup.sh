#!/usr/bin/env bash
# Installs the Debian packages that building hubmine needs, those that are missing only; for the tests
# a few packages of Node.js, too.
set -euo pipefail

readonly build_packages=(
    g++ dpkg-dev cmake ninja-build pkg-config ccache ca-certificates python3
    libcurl4-openssl-dev nlohmann-json3-dev libcli11-dev libsqlite3-dev libfmt-dev libspdlog-dev
    libboost-dev libssl-dev libutf8proc-dev zlib1g-dev libzstd-dev libbrotli-dev libjs-vega
    libgtest-dev libgmock-dev libbenchmark-dev libcpp-httplib-dev)
readonly test_packages=(python3-pandas python3-scipy python3-networkx python3-openpyxl nghttp2-proxy openssl jq logrotate r-cran-rsqlite
    clang-format clang-tidy chromium zsh fish mandoc lintian)

usage() {
    cat <<'USAGE'
Usage: scripts/setup.sh [--tests]

Installs with apt-get (as root, or by sudo) the Debian packages that are missing:
what building hubmine and its demo needs and, with --tests, what its tests need besides.
Does nothing when all are there. Without apt-get it prints what to install.
--tests also fetches DuckDB for Node.js into build/node; where that fails, the test that wants it is skipped.

  HUBMINE_SKIP_SETUP=1  check nothing: everything needed is there in another way

Examples:
  scripts/setup.sh
  scripts/setup.sh --tests
USAGE
}

packages=("${build_packages[@]}")
for_tests=false
for argument in "$@"; do
    case "$argument" in
        --tests)
            for_tests=true
            packages+=("${test_packages[@]}")
            command -v npm > /dev/null || packages+=(nodejs npm) ;;
        -h | --help) usage; exit 0 ;;
        *) echo "setup.sh: unknown argument $argument (see --help)" >&2; exit 2 ;;
    esac
done

if [ "${HUBMINE_SKIP_SETUP:-}" = 1 ]; then
    exit 0
fi

install_debian_packages() {
    if ! command -v apt-get > /dev/null || ! command -v dpkg-query > /dev/null; then
        {
            echo "setup.sh: there is no apt-get here. hubmine is built on Debian 12 from these packages;"
            echo "install what corresponds to them, then set HUBMINE_SKIP_SETUP=1 and start again:"
            printf '  %s\n' "${packages[@]}"
        } >&2
        exit 1
    fi

    local installed package missing=() as_root=()
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p')
    for package in "${packages[@]}"; do
        grep -qxF -- "$package" <<< "$installed" || missing+=("$package")
    done
    if [ "${#missing[@]}" -eq 0 ]; then
        return
    fi
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
}

# The packages that tests/store/duckdb/package.json names, in the versions that it names.
install_node_packages() {
    local root wanted
    root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
    wanted="$root/tests/store/duckdb/package.json"
    if cmp --silent "$wanted" "$root/build/node/node_modules/installed.json"; then
        return
    fi
    mkdir -p "$root/build/node"
    cp "$wanted" "$root/build/node/package.json"
    if npm install --prefix "$root/build/node" --no-package-lock --ignore-scripts --no-audit --no-fund \
        --fetch-retries 1 --fetch-timeout 60000 --loglevel error > /dev/null; then
        cp "$wanted" "$root/build/node/node_modules/installed.json"
    else
        echo "setup.sh: DuckDB for Node.js cannot be fetched: its test will be skipped" >&2
    fi
}

install_debian_packages
if "$for_tests"; then
    install_node_packages
fi
