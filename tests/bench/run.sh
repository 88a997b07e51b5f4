#!/bin/sh
# make bench: builds the yardstick, makes the inputs, runs both in turn and prints ratios.  Results lie in build/bench.
# Repetitions: RUNS=15; only the metric rows: PART=rows sh tests/bench/run.sh; only what is derived from them: PART=derive
set -eu
cd "$(dirname "$0")/../.."
lab=build/bench
mkdir -p "$lab"
cc -O2 -w -o "$lab/floor" tests/bench/floor.c \
    $(pkg-config --cflags --libs pangocairo pangoft2 cairo-pdf cairo-ft harfbuzz fontconfig) -lm
if [ "${PART:-derive}" = derive ]; then
    cc -std=c17 -D_POSIX_C_SOURCE=200809L -O2 -Igenerator -o "$lab/derive" tests/bench/derive.c \
        build/generator/base/*.o build/generator/value/*.o build/generator/table/*.o build/generator/metric/*.o -lgmp -lm
    for run in 1 2 3; do "$lab/derive"; done
fi
[ "${PART:-}" = derive ] && exit
for size in small large; do
    python3 tests/bench/gen.py --size $size --txt "$lab/$size.txt" --job "$lab/$size"
done
python3 tests/bench/gen.py --size small --append 𬭚 --txt "$lab/rare.txt" --job "$lab/rare"
python3 tests/bench/gen.py --size small --batch 40 --txt "$lab/batch.txts" --job "$lab/batch"
python3 tests/bench/gen.py --rows 1000x250x4 --job "$lab/rows"
python3 tests/bench/gen.py --rows 1000x250x4 --shuffle --job "$lab/rows-shuffled"
python3 tests/bench/measure.py --lab "$lab" --runs "${RUNS:-11}" ${PART:+--part "$PART"}
sh tests/bench/compose.sh
