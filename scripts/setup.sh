#!/usr/bin/env bash
# Makes a virtual environment from the lock files. Does nothing when it is there and up to date.
#
#   scripts/setup.sh run       what loket runs on
#   scripts/setup.sh check     also what `make check` and the tests are written with
#   scripts/setup.sh test      also what the tests start: a browser, a PostgreSQL server, and what fetches OpenSearch
#   scripts/setup.sh bench     as check, and the solvers that the search for teams is measured beside
#   scripts/setup.sh sentence-transformers
#                              in .venv-st, beside the .venv of the others: what loket runs on, and that library
#
# What a bare machine lacks comes from its own package manager: installed when this runs as root (it says so first),
# else named in one line to type. PYTHON names another interpreter than python3; the environment remembers it.
set -euo pipefail
cd "$(dirname "$0")/.."

role=${1:?usage: scripts/setup.sh run | check | test | bench | sentence-transformers}
venv=.venv
[ "$role" != sentence-transformers ] || venv=.venv-st
version='import sys; print("{}.{}".format(*sys.version_info))'
installed=$venv/installed # copies of the files that the environment was made from

python=${PYTHON:-$(cat $installed/python 2>/dev/null || cat .venv/installed/python 2>/dev/null || echo python3)}
command -v "$python" >/dev/null || python=${PYTHON:-python3}

say() { echo "loket: $*"; }

fail() {
    printf 'loket: %s\n' "$1" >&2
    shift
    [ $# = 0 ] || printf '%s\n' "$@" >&2
    exit 1
}

require_python() {
    command -v "$python" >/dev/null || fail "needs Python 3.11 or newer, and there is no $python on this machine."
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "needs Python 3.11 or newer; $python is $("$python" -c "$version"). With a newer one installed, type:" \
            "make setup PYTHON=python3.11"
}

# Made in this folder, for this version of Python, and it still starts.
environment_works() {
    [ "$(cat $installed/place 2>/dev/null)" = "$PWD" ] && $venv/bin/python -c 'import pip' 2>/dev/null &&
        [ "$($venv/bin/python -c "$version")" = "$("$python" -c "$version")" ]
}

# The Debian packages that this machine lacks for the role.
missing_packages() {
    environment_works || "$python" -c 'import ensurepip, venv' 2>/dev/null || echo "python$("$python" -c "$version")-venv"
    [ "$role" = test ] || return 0
    # Maven fetches the OpenSearch that the tests run (scripts/opensearch_node.py); the Java for it is a Python package.
    command -v mvn >/dev/null || echo maven
    command -v chromium >/dev/null || echo chromium
    # Debian keeps the programs of the server apart from the path. A server that is named needs none here.
    [ -n "${LOKET_TEST_POSTGRESQL_URL:-}" ] || command -v initdb >/dev/null ||
        compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || echo postgresql
    # The driver that steers the browser is a program of its own, and it needs this library on Linux.
    "$python" -c 'import ctypes, sys; sys.platform != "linux" or ctypes.CDLL("libatomic.so.1")' 2>/dev/null || echo libatomic1
}

require_packages() {
    local missing line
    mapfile -t missing < <(missing_packages)
    [ ${#missing[@]} -gt 0 ] || return 0
    line="apt-get install -y --no-install-recommends ${missing[*]}"
    if ! command -v apt-get >/dev/null; then
        fail "this machine lacks ${missing[*]} (the names in Debian). Install it and try again."
    elif [ "$(id -u)" = 0 ]; then
        say "this machine lacks ${missing[*]}; installing it by: apt-get update && $line"
        DEBIAN_FRONTEND=noninteractive bash -c "apt-get update && $line" >/dev/null
    elif command -v sudo >/dev/null; then
        fail "this machine lacks ${missing[*]}. Type this line and try again:" "sudo apt-get update && sudo $line"
    else
        fail "this machine lacks ${missing[*]}. Type this line and try again:" "su -c 'apt-get update && $line'"
    fi
}

make_environment() {
    environment_works && return
    say "making the virtual environment in $venv with $("$python" --version)"
    rm -rf $venv
    "$python" -m venv $venv
    mkdir $installed
    pwd >$installed/place
    echo "$python" >$installed/python
}

pip() { $venv/bin/python -m pip --quiet --disable-pip-version-check --no-input "$@"; }

up_to_date() {
    local file
    for file; do cmp -s "$file" "$installed/${file##*/}" || return 1; done
}

# Only what the lock file names, and only files with the hashes that it names.
install_locked() {
    local lock=requirements/$1.txt
    up_to_date "$lock" && return
    say "installing the packages of $lock"
    pip install --require-hashes --requirement "$lock"
    cp "$lock" $installed/
}

install_project() {
    up_to_date pyproject.toml requirements/run.in && return
    pip install --no-deps --no-build-isolation --editable .
    cp pyproject.toml requirements/run.in $installed/
}

# torch brings 3 GB to fetch and 6 GB on disk; no second copy is kept for another time.
require_room() {
    [ "$role" = sentence-transformers ] || return 0
    up_to_date requirements/sentence-transformers.txt && return
    local free=$(($(df -Pk . | awk 'NR == 2 { print $4 }') / 1000000))
    [ "$free" -ge 10 ] || fail "needs 10 GB of free disk for sentence-transformers; there are $free."
    export PIP_NO_CACHE_DIR=1
}

require_python
require_packages
require_room
make_environment
install_locked run
install_project
case $role in
check | test) install_locked test ;;
bench)
    install_locked test
    install_locked bench
    ;;
sentence-transformers) install_locked sentence-transformers ;;
esac
