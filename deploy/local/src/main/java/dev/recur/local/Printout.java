package dev.recur.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a person at the laptop reads. */
final class Printout {

    private Printout() {}

    static String timed(String what, Duration time) {
        return String.format(Locale.ROOT, "  %-22s %5.1f s", what, time.toMillis() / 1_000.0);
    }

    static String ready(RecurAddresses addresses, Path data, Duration time) {
        var services = Arrays.stream(ServiceName.values())
                .map(service -> "  %-22s %s  (try it: %s/q/swagger-ui)"
                        .formatted(service.module(), addresses.http(service), addresses.http(service)))
                .collect(Collectors.joining("\n"));
        var databases = addresses.databases().values().stream()
                .map(database -> database.reactiveUrl())
                .collect(Collectors.joining(" and "));
        return String.format(
                Locale.ROOT,
                """

                Recur is ready after %.1f s.

                %s
                  Kafka                  %s
                  PostgreSQL             %s, user recur, password in %s
                  data                   %s
                  logs                   %s

                Report an incident:

                  curl -s %s/api/v1/incidents -H 'Content-Type: application/json' \\
                    -d '{"title": "Checkout answered 5xx", "tags": {"component": ["payments"]}}'

                and see it:

                  curl -s %s/api/v1/incidents

                Ctrl-C stops everything.
                """,
                time.toMillis() / 1_000.0,
                services,
                addresses.kafka(),
                databases,
                DataFolder.postgres(data).resolve("password"),
                data,
                DataFolder.logs(data),
                addresses.ingest(),
                addresses.analysis());
    }
}
