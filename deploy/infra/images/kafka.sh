#!/bin/bash
# Runs a broker as the image apache/kafka does: KAFKA_SOME_PROPERTY is some.property.
set -euo pipefail
properties=/tmp/server.properties
echo "log.dirs=${KAFKA_LOG_DIRS:-/var/lib/kafka/data}" >"$properties"
while IFS='=' read -r name value; do
  [[ $name == KAFKA_LOG_DIRS ]] || echo "$(tr 'A-Z_' 'a-z.' <<<"${name#KAFKA_}")=$value"
done < <(env | grep '^KAFKA_') >>"$properties"
run=(java -Xmx512m -XX:+UseSerialGC -Dlog4j2.configurationFile=/broker-log4j2.properties -cp "/opt/kafka/libs/*")
"${run[@]}" kafka.tools.StorageTool format --ignore-formatted -t cmVjdXItbG9jYWwtMDAwMQ -c "$properties"
exec "${run[@]}" kafka.Kafka "$properties"
