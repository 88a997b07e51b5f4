#!/bin/sh
# Runs one golden case and compares; with --accept writes what it gives as what it should give.
#   sh tests/golden/run.sh [--accept] tests/golden/CASE
# A case is a folder, laid over a copy of tests/golden/base, a small job that builds:
#   command            shell lines, run in that copy; $ZONGJIE is the program
#   want.diagnostics   standard error, followed by "status N"
#   want.stdout        standard output (only where the case has the file)
#   want.files         files that the command left, sorted
#   want/PATH          what the file PATH must hold, for any file that it makes; PATH.txt for a PDF: its text
#   why.txt            what the case guards
set -u
accept=
[ "$1" = --accept ] && { accept=yes; shift; }
root=$(cd "$(dirname "$0")/../.." && pwd)
case_folder=$(cd "$1" && pwd) && [ -f "$case_folder/command" ] || { echo "golden: $1 is no case" >&2; exit 2; }
ZONGJIE=${ZONGJIE:-$root/build/zongjie}
export ZONGJIE
unset SOURCE_DATE_EPOCH LANGUAGE
export LC_ALL=C.UTF-8 TZ=UTC
work=$(mktemp -d) && got=$(mktemp -d) || exit 2
trap 'chmod -R u+rwx "$work" 2>/dev/null; rm -rf "$work" "$got"' EXIT
cp -R "$root/tests/golden/base/." "$case_folder/." "$work"
rm -rf "$work"/want "$work"/want.* "$work"/why.txt
cd "$work" || exit 2
find . -type f | sort >"$got/before"
sh ./command >"$got/stdout" 2>"$got/diagnostics" </dev/null
echo "status $?" >>"$got/diagnostics"
find . -type f ! -path '*/.zongjie/*' | sort | comm -13 "$got/before" - | sed 's|^\./||' >"$got/files"

bad=0
compare() { # wanted got
    if [ -n "$accept" ]; then
        mkdir -p "$(dirname "$1")"
        cp "$2" "$1" || exit 2
    elif ! diff -u "$1" "$2"; then
        echo "golden: $(basename "$case_folder"): ${1#"$case_folder"/} differs" >&2
        bad=1
    fi
}
compare "$case_folder/want.diagnostics" "$got/diagnostics"
compare "$case_folder/want.files" "$got/files"
[ -f "$case_folder/want.stdout" ] && compare "$case_folder/want.stdout" "$got/stdout"
if [ -d "$case_folder/want" ]; then
    (cd "$case_folder/want" && find . -type f) | sed 's|^\./||' | sort >"$got/wanted"
    while read -r path; do
        if [ -f "$path" ]; then
            compare "$case_folder/want/$path" "$path"
        elif [ "${path%.pdf.txt}" != "$path" ] && [ -f "${path%.txt}" ]; then
            pdftotext "${path%.txt}" "$got/text" && compare "$case_folder/want/$path" "$got/text"
        else
            echo "golden: $(basename "$case_folder"): no file $path was made" >&2
            bad=1
        fi
    done <"$got/wanted"
fi
exit $bad
