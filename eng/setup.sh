# What ./run and ./test share: the programs they need, and the package world (docs/decisions/0001-two-package-worlds.md).
# shellcheck shell=bash

say() { printf '%s\n' "$*" >&2; }

die() { say "$*"; exit 1; }

# need PROGRAM PACKAGE: installs the package where root may, else says which command does it.
need() {
  command -v "$1" >/dev/null && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing $2 (for the program $1) …"
    { apt-get update -q && apt-get install -q -y --no-install-recommends "$2"; } >&2 || die "apt-get could not install $2. Install the program $1 by hand, then start again."
    command -v "$1" >/dev/null || die "$2 is installed, but the program $1 is not on the PATH."
  else
    die "The program $1 is missing. Install it with:  sudo apt-get install $2"
  fi
}

need_dotnet() {
  command -v dotnet >/dev/null || need dotnet dotnet-sdk-10.0
  dotnet --version >/dev/null 2>&1 || die "$(dotnet --version 2>&1)
Box Box needs the .NET SDK 10 (global.json)."
}

# A container engine that answers, not only its client.
containers_answer() {
  timeout 10 docker ps -q >/dev/null 2>&1 || timeout 10 podman ps -q >/dev/null 2>&1
}

# nats_is_given SETTINGS: whether a NATS that runs already is named, among the settings or in the environment (the names of settings have no case).
nats_is_given() {
  printf '%s\n' "$@" | grep -iE '^(--|/)ConnectionStrings:nats(=|$)' >/dev/null || env | grep -iE '^ConnectionStrings__nats=' >/dev/null
}

# choose_world auto|official|polyfills|refresh: restores the packages; writes or removes the file .polyfills.
choose_world() {
  case "$1" in
    polyfills) touch .polyfills ;;
    official | refresh) rm -f .polyfills ;;
  esac

  if [ ! -e .polyfills ]; then
    say "Restoring the official packages …"
    local answer
    if answer=$(dotnet restore BoxBox.sln 2>&1); then
      return
    fi

    local missing others
    missing=$(missing_packages <<<"$answer")
    others=$(grep -E '\berror\b' <<<"$answer" | grep -vE 'NU110[123]|MSB4236|Unable to find package|resolve SDK|SDK resolver' | sort -u || true)
    if [ "$1" = official ] || [ -z "$missing" ] || [ -n "$others" ]; then
      say "$answer"
      die "The packages could not be restored."
    fi

    say "The package feed lacks: $(paste -sd' ' <<<"$missing")"
    say "Their polyfills (polyfills/) take their place; './run --refresh' asks the feed again."
    touch .polyfills
  fi

  dotnet restore BoxBox.sln --verbosity quiet >&2 || die "The packages could not be restored."
}

missing_packages() {
  { grep -oE 'Unable to find package [A-Za-z0-9.]+' || true; } | sed -E 's/.* //; s/\.$//' | sort -u
}
