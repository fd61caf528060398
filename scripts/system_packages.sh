#!/usr/bin/env bash
# Install Debian packages that are missing, where that is possible: on Debian, as root.
# usage: system_packages.sh PROGRAM=PACKAGE…   (a PROGRAM beginning with / is a file; python:venv a module)
set -euo pipefail

missing=()
for pair in "$@"; do
  need=${pair%%=*} package=${pair#*=}
  case "$need" in
    python:*) python3 -c "import ${need#python:}" 2>/dev/null || missing+=("$package") ;;
    /*) [ -e "$need" ] || missing+=("$package") ;;
    *) command -v "$need" >/dev/null || missing+=("$package") ;;
  esac
done
[ ${#missing[@]} -gt 0 ] || exit 0

if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  echo "installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "please install ${missing[*]} (tests that need them are skipped without)" >&2
fi
