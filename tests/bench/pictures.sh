#!/bin/sh
# Draws the pictures of templates/composition.md again: make all first.
set -eu
cd "$(dirname "$0")/../.."
packages="libxml-2.0 cairo cairo-ft pangocairo pangoft2 harfbuzz fontconfig freetype2"
rooms=
for room in typeset font style page xml value base; do rooms="$rooms build/generator/$room/*.o"; done
mkdir -p build/bench templates/pictures
# shellcheck disable=SC2046,SC2086
${CC:-cc} -std=c17 -D_POSIX_C_SOURCE=200809L -O2 -Igenerator -o build/bench/pictures tests/bench/pictures.c \
    $rooms $(pkg-config --cflags --libs $packages) -lgmp -lm
ZONGJIE_DATA=build build/bench/pictures templates/pictures
