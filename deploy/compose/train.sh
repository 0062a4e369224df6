#!/bin/bash
# Writes service.aot: the ahead-of-time cache of the service in this folder, from one start that SIGTERM ends.
set -euo pipefail
ready=/tmp/train.log
java -XX:+UseCompactObjectHeaders -XX:+UseSerialGC -XX:AOTCacheOutput=service.aot \
  -Drecur.security.mode=none -Dquarkus.flyway.migrate-at-start=false -Dquarkus.http.port=18080 -Dquarkus.management.port=18081 \
  -jar quarkus-run.jar >"$ready" 2>&1 &
service=$!
for ((i = 0; i < 120; i++)); do
  grep -q 'Listening on' "$ready" && break
  kill -0 "$service" 2>/dev/null || break
  sleep 0.5
done
kill -TERM "$service" 2>/dev/null || true
wait "$service" || true
[[ -s service.aot ]] || { cat "$ready"; echo "The service wrote no cache."; exit 1; }
