#!/usr/bin/env bash
# Builds the Debian package and the tarball, and tries both.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
    cat <<'USAGE'
Usage: scripts/package.sh [--build DIR] [--output DIR]

Builds hubmine (preset release, without tests) and packs it twice:
hubmine_VERSION-1_ARCH.deb for apt, and hubmine-VERSION-linux-ARCH.tar.gz, which
carries its libraries and runs on any Debian 12 from wherever it is unpacked.
Both are tried: below empty folders with an empty environment, the tarball in a
root folder that holds nothing but the C and C++ libraries (as root), the package
in a fresh Debian 12 (where mmdebstrap is installed and a mirror answers), and by
lintian (where it is installed).

  --build DIR   pack this build instead of making one in build/package
  --output DIR  where the packages go (default: the build's folder packages)

Examples:
  scripts/package.sh
  scripts/package.sh --build build/release --output /tmp/packages
USAGE
}

build=""
output=""
while [ $# -gt 0 ]; do
    case "$1" in
        --help) usage; exit 0 ;;
        --build | --output)
            [ $# -ge 2 ] || { echo "package.sh: $1 needs a folder" >&2; exit 2; }
            if [ "$1" = --build ]; then build=$2; else output=$2; fi
            shift 2 ;;
        *) echo "package.sh: unknown option $1 (see scripts/package.sh --help)" >&2; exit 2 ;;
    esac
done

if [ -z "$build" ]; then
    scripts/setup.sh
    build=build/package
    cmake --preset release -B "$build" -D BUILD_TESTING=OFF > /dev/null
    cmake --build "$build"
fi
[ -f "$build/CPackConfig.cmake" ] || { echo "package.sh: $build is no build of hubmine" >&2; exit 1; }
output=${output:-$build/packages}

python3 tests/house/check_package.py cpack "$build" "$output"

# The package as anybody would install it. A mirror that this machine knows is asked for the rest.
if command -v mmdebstrap > /dev/null; then
    package=$(realpath "$output"/hubmine_*.deb)
    sources=()
    if grep -qs '^deb .*bookworm' /etc/apt/sources.list; then
        sources=(/etc/apt/sources.list)
    fi
    mmdebstrap --quiet --variant=apt \
        --customize-hook="upload '$package' /tmp/hubmine.deb" \
        --customize-hook='chroot "$1" apt-get install --yes --no-install-recommends /tmp/hubmine.deb > /dev/null' \
        --customize-hook='chroot "$1" hubmine --version' \
        --customize-hook='chroot "$1" env HOME=/root hubmine doctor --offline --store /tmp/hubmine.db > /dev/null' \
        --customize-hook='chroot "$1" apt-get purge --yes hubmine > /dev/null' \
        --customize-hook='test ! -e "$1/usr/bin/hubmine"' \
        bookworm /dev/null "${sources[@]}" || {
        echo "package.sh: the package could not be tried in a fresh Debian 12" >&2
        exit 1
    }
    echo "the package comes, runs and goes in a fresh Debian 12"
else
    echo "mmdebstrap is not installed: the package was tried below an empty folder only"
fi
ls -l "$output"/hubmine[_-]*
