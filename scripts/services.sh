# Read by scripts that need servers: a throw-away PostgreSQL and Redis in a temporary
# folder, gone when the script ends. Sets POSTGRES_URL and REDIS_URL_TEST where it can.
place=$(mktemp -d "${TMPDIR:-/tmp}/imap-services.XXXXXX")
chmod 711 "$place"

as_postgres() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

free_port() {
  python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

postgres_bin() {
  if have initdb; then dirname "$(command -v initdb)"; return; fi
  compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1
}

start_postgres() {
  local bin port
  bin=$(postgres_bin)
  [ -n "$bin" ] || { lacking "PostgreSQL: no initdb on this machine"; return; }
  mkdir "$place/pg"
  [ "$(id -u)" != 0 ] || chown postgres "$place/pg"
  port=$(free_port)
  (
    cd "$place/pg"
    as_postgres "$bin/initdb" -D "$place/pg/data" -U portal -A trust --locale=C.UTF-8 \
      -E UTF8 --no-sync >"$place/initdb.log" 2>&1 &&
      as_postgres "$bin/pg_ctl" -D "$place/pg/data" -w -l "$place/pg/log" -o "-p $port \
        -c listen_addresses=127.0.0.1 -c unix_socket_directories=$place/pg \
        -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start >/dev/null
  ) || { cat "$place/initdb.log" >&2; lacking "PostgreSQL did not start"; return; }
  export POSTGRES_URL="postgres://portal@127.0.0.1:$port/postgres"
}

start_redis() {
  have redis-server || { lacking "Redis: no redis-server on this machine"; return; }
  local port
  port=$(free_port)
  redis-server --port "$port" --bind 127.0.0.1 --dir "$place" --save '' --appendonly no \
    --daemonize yes --pidfile "$place/redis.pid" >/dev/null
  export REDIS_URL_TEST="redis://127.0.0.1:$port/0"
}

stop_services() {
  local bin
  bin=$(postgres_bin)
  [ ! -d "$place/pg/data" ] ||
    as_postgres "$bin/pg_ctl" -D "$place/pg/data" -m immediate stop >/dev/null 2>&1 || true
  [ ! -f "$place/redis.pid" ] || kill "$(cat "$place/redis.pid")" 2>/dev/null || true
  rm -rf "$place"
}
trap stop_services EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP PIPE

find_chromium() {
  local name
  for name in chromium chromium-browser google-chrome; do
    if have "$name"; then command -v "$name"; return; fi
  done
}
export CHROMIUM=${CHROMIUM:-$(find_chromium)}
