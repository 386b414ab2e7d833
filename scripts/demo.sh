#!/usr/bin/env bash
# From a clean clone to analysed data: installs, builds, serves a synthetic Hub, crawls, analyses.
set -euo pipefail

models=3000
datasets=600
spaces=1200
seed=1
folder=

usage() {
    cat <<'USAGE'
Usage: scripts/demo.sh [--models N] [--datasets N] [--spaces N] [--seed N] [--dir DIR]

Installs what is missing, builds hubmine (build/release), serves a synthetic Hub on this machine,
crawls it, prints the headline tables of the analyses and writes a report with figures. Nothing leaves
the machine. The store, the tables as CSV and report.html stay in DIR (default build/demo).

Examples:
  scripts/demo.sh
  scripts/demo.sh --models 20000 --datasets 4000 --spaces 9000
USAGE
}

while [ "$#" -gt 0 ]; do
    case "$1" in
        -h | --help) usage; exit 0 ;;
        --models | --datasets | --spaces | --seed | --dir)
            [ "$#" -ge 2 ] || { echo "demo.sh: $1 needs a value" >&2; exit 2; }
            case "$1" in
                --dir) folder=$2 ;;
                *)
                    [[ "$2" =~ ^[0-9]+$ ]] || { echo "demo.sh: $1: '$2' is not a number" >&2; exit 2; }
                    printf -v "${1#--}" '%s' "$2"
                    ;;
            esac
            shift 2
            ;;
        *) echo "demo.sh: unknown argument $1 (see --help)" >&2; exit 2 ;;
    esac
done

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
[ -n "$folder" ] || folder=$top/build/demo
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
cd "$top"

say() { printf '\n== %s\n' "$*" >&2; }

say "packages"
scripts/setup.sh

say "build (build/release)"
configure=(cmake --preset release)
[ ! -x /usr/bin/python3 ] || configure+=(-DPython3_EXECUTABLE=/usr/bin/python3)
"${configure[@]}" > "$folder/configure.log" || { cat "$folder/configure.log" >&2; exit 1; }
cmake --build --preset release --parallel "$(nproc)" --target hubmine hubmine-demohub >&2
readonly bin=$top/build/release/bin

say "a synthetic Hub: $models models, $datasets datasets, $spaces spaces"
hub=
stop_hub() {
    [ -z "$hub" ] || kill "$hub" 2> /dev/null || true
    [ -z "$hub" ] || wait "$hub" 2> /dev/null || true
}
trap stop_hub EXIT
rm -f "$folder/port" "$folder/demo.db" "$folder/demo.db-wal" "$folder/demo.db-shm"
"$bin/hubmine-demohub" --models "$models" --datasets "$datasets" --spaces "$spaces" --seed "$seed" \
    --port 0 --port-file "$folder/port" > "$folder/hub.log" 2>&1 &
hub=$!
for _ in $(seq 600); do
    [ ! -s "$folder/port" ] || break
    kill -0 "$hub" 2> /dev/null || { cat "$folder/hub.log" >&2; exit 1; }
    sleep 0.1
done
[ -s "$folder/port" ] || { echo "demo.sh: the demo Hub did not start" >&2; exit 1; }
endpoint=http://127.0.0.1:$(cat "$folder/port")

# The demo's Hub asks for no token, and gets none.
export HF_HUB_DISABLE_IMPLICIT_TOKEN=1 HUBMINE_CONFIG=/dev/null
unset HF_HUB_OFFLINE TRANSFORMERS_OFFLINE
readonly store=$folder/demo.db

say "hubmine crawl --endpoint $endpoint"
"$bin/hubmine" crawl --store "$store" --endpoint "$endpoint"

show() {
    say "hubmine analyze $*"
    "$bin/hubmine" analyze "$@" --store "$store" --format table
}
analyze() {
    show "$@"
    "$bin/hubmine" analyze "$1" --quiet --store "$store" --format csv --output-dir "$folder/$1"
}
analyze rq1
analyze rq2
show rq2 --table windows --every year --subfield all
analyze rq3 --top 5
analyze organisations --top 5
analyze lineage --top 5
analyze sizes --top 5
analyze topics --top 5
analyze roles --top 5
analyze calendar --top 5
analyze trends --table growth --every year
analyze reproduce --table checks

say "hubmine report"
"$bin/hubmine" report --quiet --store "$store" --output "$folder/report.html"

say "done"
cat >&2 <<DONE
The report:  $folder/report.html (open it in a browser)
The store:   $store
The tables:  $folder/rq1, $folder/rq2, ..., one folder an analysis
The program: $bin/hubmine

Try:  $bin/hubmine status --store $store
      $bin/hubmine analyze rq3 --store $store --table usage --top 5
DONE
