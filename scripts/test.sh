#!/usr/bin/env bash
# Installs, builds and tests; what continuous integration runs.
set -euo pipefail

usage() {
    cat <<'USAGE'
Usage: scripts/test.sh [PRESET...]

Installs what is missing, then configures, builds and tests each preset (dev, release, asan, tsan;
default: asan release). Ends with the summary of ctest; the exit code is 0 when every test passed.

Examples:
  scripts/test.sh
  scripts/test.sh dev
USAGE
}

presets=()
for argument in "$@"; do
    case "$argument" in
        -h | --help) usage; exit 0 ;;
        dev | release | asan | tsan) presets+=("$argument") ;;
        *) echo "test.sh: unknown preset $argument (see --help)" >&2; exit 2 ;;
    esac
done
[ "${#presets[@]}" -gt 0 ] || presets=(asan release)

# What ccache does not know yet it compiles at once, rather than preprocessing it for itself first.
export CCACHE_DEPEND=1

cd "$(dirname "${BASH_SOURCE[0]}")/.."
scripts/setup.sh --tests

failed=()
for preset in "${presets[@]}"; do
    printf '\n== %s\n' "$preset"
    configure=(cmake --preset "$preset")
    # Debian's own Python is the one that has Debian's pandas, scipy and networkx.
    [ ! -x /usr/bin/python3 ] || configure+=(-DPython3_EXECUTABLE=/usr/bin/python3)
    "${configure[@]}"
    cmake --build --preset "$preset" --parallel "$(nproc)"
    ctest --preset "$preset" || failed+=("$preset")
done
if [ "${#failed[@]}" -gt 0 ]; then
    echo "test.sh: tests failed in: ${failed[*]}" >&2
    exit 1
fi
