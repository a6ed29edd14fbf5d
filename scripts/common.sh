# Read by the other scripts: where we are, how to speak, when something is stale.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PATH="$PWD/.venv/bin:$PATH" PYTHONPATH=$PWD PYTHONUTF8=1
# Compile each module once and not at each start, in a place of our own.
unset PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX=$PWD/var/pycache

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }
in_ci() { [ "${CI:-}" = true ]; }

# Under CI nothing may be left out; elsewhere say what is left out and go on.
lacking() {
  if in_ci; then die "Missing under CI: $*"; fi
  say "Left out: $*"
}

# fresh STAMP SUM: true when the work behind STAMP was done for this very SUM.
fresh() { [ "$(cat "$1" 2>/dev/null)" = "$2" ]; }
stamp() { mkdir -p "$(dirname "$1")" && printf '%s\n' "$2" >"$1"; }
sum() { cat -- "$@" | cksum; }
