#!/bin/bash
# Runs PostgreSQL as the image postgres does: the first start makes the user and the database and runs what is in
# /docker-entrypoint-initdb.d.
set -euo pipefail
bin=/opt/postgresql/bin
if [[ ! -s $PGDATA/PG_VERSION ]]; then
  "$bin/initdb" -D "$PGDATA" -U "${POSTGRES_USER:-postgres}" --pwfile=<(echo "$POSTGRES_PASSWORD") --auth-host=scram-sha-256 \
    --auth-local=trust --encoding=UTF8 --locale=C.UTF-8
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  "$bin/pg_ctl" -D "$PGDATA" -o "-c listen_addresses='' -c unix_socket_directories=/var/run/postgresql" -w start
  as=(psql -v ON_ERROR_STOP=1 -U "${POSTGRES_USER:-postgres}")
  [[ ${POSTGRES_DB:-postgres} == postgres ]] || "${as[@]}" -d postgres -c "create database \"$POSTGRES_DB\""
  for file in /docker-entrypoint-initdb.d/*.sql; do
    [[ ! -e $file ]] || "${as[@]}" -d "${POSTGRES_DB:-postgres}" -f "$file"
  done
  "$bin/pg_ctl" -D "$PGDATA" -m fast -w stop
fi
[[ $1 == postgres ]] && shift
exec "$bin/postgres" -D "$PGDATA" -c listen_addresses='*' -c unix_socket_directories=/var/run/postgresql "$@"
