# What ./run and ./test share: the programs they need, and the packages.
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

# restore_packages: asks the feed once for the two packages that have a stand-in (docs/decisions/0001-two-stand-ins.md), then restores all.
restore_packages() {
  if [ ! -e .polyfills ]; then
    local answer
    if ! answer=$(dotnet restore eng/TwoPackages.csproj 2>&1); then
      if grep -E '\berror\b' <<<"$answer" | grep -vE '\bNU110[12]\b' >/dev/null; then
        say "$answer"
        die "The packages could not be restored."
      fi
      say "The package feed lacks Aspire.Hosting.Nats or Aspire.NATS.Net: their stand-ins (polyfills/) take their place. --refresh asks it again."
      touch .polyfills
    fi
  fi

  dotnet restore BoxBox.sln --verbosity quiet >&2 || die "The packages could not be restored: see above."
}
