#!/bin/sh
# Makes this checkout ready to run: system packages, virtual environment, locked dependencies.
# A stamp inside .venv says for which lock, package list, interpreter and folder that was done;
# while it holds, this returns at once. PYTHON=/path/to/python chooses the interpreter.
set -eu
cd "$(dirname "$0")/../.."

lock=requirements.lock
list=packaging/setup/system-packages.txt
log=var/setup.log
stamp=.venv/prepared
unfinished=.venv/unfinished

say() { printf 'set-up: %s\n' "$*"; }
stop() { printf 'set-up: %s\n' "$*" >&2; exit 2; }

wanted_stamp() {
    sha256sum "$lock" "$list" "$0"
    readlink -f .venv/bin/python
    pwd -P
}

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if is_new_enough "$candidate"; then command -v "$candidate"; return; fi
    done
    stop "Python 3.11 or newer is needed and none was found (tried ${PYTHON:-python3 and python3.11 to python3.13})."
}

# Debian keeps ensurepip, which a virtual environment needs, in a package of its own.
venv_package() {
    "$1" -c 'import ensurepip' 2>/dev/null ||
        "$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
}

# Debian's own interpreter has the library that a package of ours brings along in a package beside it.
library_package() {
    "$1" -c 'import sys; sys.base_prefix == "/usr" and print("libpython%d.%d" % sys.version_info[:2])'
}

# One line for each package that is not installed: its names, the preferred one first.
missing_packages() {
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p')
    { grep -v -e '^#' -e '^$' "$list"; venv_package "$1"; library_package "$1"; } | while IFS= read -r names; do
        for name in $(printf '%s' "$names" | tr '|' ' '); do
            if printf '%s\n' "$installed" | grep -qxF -- "$name"; then continue 2; fi
        done
        printf '%s\n' "$names"
    done
}

# The first name of each line that this machine's package lists know, else the last one.
known_names() {
    while IFS= read -r names; do
        for name in $(printf '%s' "$names" | tr '|' ' '); do
            if apt-cache show "$name" >/dev/null 2>&1; then break; fi
        done
        printf '%s ' "$name"
    done
}

run_logged() {
    "$@" >>"$log" 2>&1 </dev/null || {
        tail -n 20 "$log" >&2
        stop "this failed: $* (all of its output is in $log)"
    }
}

install_system_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "this is no Debian or Ubuntu; please see that the libraries of these packages are there:"
        grep -v -e '^#' -e '^$' "$list" | sed 's/.*| //' | tr '\n' ' '
        echo
        return
    fi
    missing=$(missing_packages "$1")
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        say "system packages are missing. This installs them; then call make again:" >&2
        stop "sudo apt-get update && sudo apt-get install -y --no-install-recommends $(printf '%s\n' "$missing" | known_names)"
    fi
    say "installing $(printf '%s\n' "$missing" | wc -l) system packages (a minute or two)"
    export DEBIAN_FRONTEND=noninteractive
    run_logged apt-get update
    # shellcheck disable=SC2046 # the names are words
    run_logged apt-get install -y --no-install-recommends $(printf '%s\n' "$missing" | known_names)
}

# A set-up that was cut short leaves its mark, and the next one starts afresh.
make_environment() {
    if [ -e "$unfinished" ] || ! is_new_enough .venv/bin/python || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        say "creating the virtual environment in .venv with $1"
        run_logged "$1" -m venv --clear .venv
    fi
    touch "$unfinished"
    say "installing the locked Python packages (the first time 1 to 5 minutes)"
    run_logged .venv/bin/python -m pip install --disable-pip-version-check --no-input \
        --progress-bar off --require-hashes --requirement "$lock"
    rm "$unfinished"
}

if [ -x .venv/bin/python ] && [ "$(cat "$stamp" 2>/dev/null)" = "$(wanted_stamp)" ]; then exit 0; fi

mkdir -p var
: >"$log"
rm -f "$stamp"
python=$(find_python)
install_system_packages "$python"
make_environment "$python"
wanted_stamp >"$stamp.new"
mv "$stamp.new" "$stamp"
say "done"
