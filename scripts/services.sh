# Read by scripts that need servers: a throw-away PostgreSQL, Redis and Dovecot in a
# temporary folder, gone when the script ends. Sets POSTGRES_URL, REDIS_URL_TEST and
# IMAP_URL_TEST where it can.
place=$(mktemp -d "${TMPDIR:-/tmp}/imap-services.XXXXXX")
chmod 711 "$place"

as_postgres() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

free_port() {
  python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

postgres_bin() {
  # In a trap a bare return gives the status of the script, and nothing would be stopped.
  if have initdb; then dirname "$(command -v initdb)"; return 0; fi
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

# Every name signs in with the password "secret", or with a token signed with the key
# below. As root the letters belong to nobody, since Dovecot reads none of root's.
start_dovecot() {
  have dovecot || { lacking "Dovecot: no dovecot on this machine"; return; }
  local port me=dovenull internal=dovecot uid=65534 gid=65534 root=$place/dovecot
  port=$(free_port)
  if [ "$(id -u)" != 0 ]; then
    me=$(id -un) internal=$me uid=$(id -u) gid=$(id -g)
  fi
  mkdir -p "$root/mail" "$root/keys/default/HS256"
  chmod 755 "$root" && chmod -R go+rX "$root/keys" && chmod 1777 "$root/mail"
  printf 'c2VjcmV0LW9mLXRoZS10ZXN0cy0xMjM0NTY3ODkw' >"$root/keys/default/HS256/default"
  cat >"$root/oauth2.conf" <<END
introspection_mode = local
local_validation_key_dict = fs:posix:prefix=$root/keys/
username_attribute = sub
END
  cat >"$root/dovecot.conf" <<END
base_dir = $root/run
state_dir = $root/state
log_path = $root/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
default_internal_user = $internal
default_internal_group = $(id -gn "$internal")
default_login_user = $me
mail_location = maildir:$root/mail/%u
mail_max_userip_connections = 50
login_trusted_networks = 127.0.0.1
auth_failure_delay = 0
service anvil {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = $port
  }
  inet_listener imaps {
    port = 0
  }
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    special_use = \\Sent
    auto = subscribe
  }
}
passdb {
  driver = oauth2
  mechanisms = xoauth2
  args = $root/oauth2.conf
}
passdb {
  driver = static
  mechanisms = plain login
  args = password=secret
}
userdb {
  driver = static
  args = uid=$uid gid=$gid home=$root/mail/%u
}
END
  dovecot -c "$root/dovecot.conf" </dev/null >/dev/null 2>&1 || { lacking "Dovecot did not start"; return; }
  export IMAP_URL_TEST="imap://bmp:secret@127.0.0.1:$port"
}

stop_services() {
  local bin
  bin=$(postgres_bin)
  [ ! -d "$place/pg/data" ] ||
    as_postgres "$bin/pg_ctl" -D "$place/pg/data" -m immediate stop >/dev/null 2>&1 || true
  [ ! -f "$place/redis.pid" ] || kill "$(cat "$place/redis.pid")" 2>/dev/null || true
  [ ! -f "$place/dovecot/run/master.pid" ] ||
    kill "$(cat "$place/dovecot/run/master.pid")" 2>/dev/null || true
  # Dovecot's own processes write their state a moment longer than its master lives.
  local tries
  for tries in 1 2 3 4 5; do
    rm -rf "$place" 2>/dev/null && return
    sleep 0.5
  done
  echo "Left behind: $place" >&2
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
