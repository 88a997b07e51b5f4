#!/bin/sh
# Fetches the source fonts: sh fonts/fetch.sh FOLDER
#
# Downloads two Debian packages and unpacks, into FOLDER, the five font files that SHA256SUMS names.
# Nothing is installed, root is not needed; when the files are there already, no network is used.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
sums=$here/SHA256SUMS

say() { printf 'fonts: %s\n' "$*"; }
die() {
    printf 'fonts: error: %s\n' "$1" >&2
    shift
    for line in "$@"; do printf '    %s\n' "$line" >&2; done
    exit 1
}

[ $# -eq 1 ] || die "usage: fetch.sh FOLDER"
mkdir -p "$1" || die "cannot make the folder $1"
folder=$(cd "$1" && pwd)

# True if every font file is there with its checksum.
complete() { (cd "$folder" && sha256sum --check --status "$sums") 2>/dev/null; }

# The wanted files of one package, as tar knows them.
wanted() { sed 's/^[0-9a-f]*  //' "$sums" | grep "$1"; }

# fetch PACKAGE PATTERN: download the package, take the wanted files out of it, drop the rest.
fetch() {
    work=$folder/.work
    rm -rf "$work"
    mkdir -p "$work/deb" "$work/tree"
    say "downloading $1"
    (cd "$work/deb" && apt-get -q download "$1" >"$work/log" 2>&1) || {
        sed 's/^/    /' "$work/log" >&2
        die "could not download the Debian package $1" \
            "run: apt-get update    (as root; the package lists may be missing or old)" \
            "or unpack $1 yourself: dpkg -x $1_*.deb $folder"
    }
    dpkg -x "$work"/deb/*.deb "$work/tree" || die "could not unpack $1 (disk full?)"
    for file in $(wanted "$2"); do
        [ -f "$work/tree/$file" ] || die "package $1 does not hold $file" \
            "this project knows the packages of Debian 12 (bookworm)"
        mkdir -p "$folder/$(dirname "$file")"
        mv -f "$work/tree/$file" "$folder/$file"
    done
    rm -rf "$work"
}

# Says of each file that is missing or different what is wrong with it.
explain() {
    while read -r sum file; do
        if [ ! -f "$folder/$file" ]; then
            printf '    missing: %s\n' "$file" >&2
        elif [ "$(sha256sum <"$folder/$file" | cut -d' ' -f1)" != "$sum" ]; then
            printf '    not the file that fonts/SHA256SUMS names: %s\n' "$file" >&2
        fi
    done <"$sums"
}

if complete; then exit 0; fi
for tool in apt-get dpkg sha256sum; do
    command -v "$tool" >/dev/null 2>&1 || die "$tool is missing" \
        "on a system other than Debian, unpack texlive-lang-chinese and fonts-noto-cjk of Debian 12 into $folder"
done
for pair in texlive-lang-chinese:/fandol/ fonts-noto-cjk:/noto/; do
    package=${pair%%:*} pattern=${pair#*:} missing=no
    for file in $(wanted "$pattern"); do
        [ -f "$folder/$file" ] || missing=yes
    done
    [ $missing = no ] || fetch "$package" "$pattern"
done
complete || {
    explain
    die "the source fonts in $folder are not those of Debian 12" \
        "remove the files named above and run this again"
}
say "the source fonts are in $folder"
