#!/bin/sh
# The counts with GNU parallel: blocks of the corpus go to one smtpsim for each processor, and come back in order.
#
#     ./parallel.sh 100000
set -eu
here=$(dirname "$0")
"$here/generate.py" "${1:-100000}" |
    parallel --pipe --keep-order --block 4M "${SMTPSIM:-smtpsim} run --jsonl --jobs 1" |
    "$here/count.py"
