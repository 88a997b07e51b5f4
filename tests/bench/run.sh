#!/bin/sh
# make bench: builds the yardstick, makes the inputs, runs both in turn and prints ratios.  Results lie in build/bench.
# Sizes and repetitions: RUNS=15 sh tests/bench/run.sh
set -eu
cd "$(dirname "$0")/../.."
lab=build/bench
mkdir -p "$lab"
cc -O2 -w -o "$lab/floor" tests/bench/floor.c \
    $(pkg-config --cflags --libs pangocairo pangoft2 cairo-pdf cairo-ft harfbuzz fontconfig) -lm
for size in small large; do
    python3 tests/bench/gen.py --size $size --txt "$lab/$size.txt" --job "$lab/$size"
done
python3 tests/bench/gen.py --size small --append 𬭚 --txt "$lab/rare.txt" --job "$lab/rare"
python3 tests/bench/gen.py --size small --batch 40 --txt "$lab/batch.txts" --job "$lab/batch"
python3 tests/bench/measure.py --lab "$lab" --runs "${RUNS:-11}"
sh tests/bench/compose.sh
