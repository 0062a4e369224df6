package dev.recur.infra;

import dev.recur.infra.kafka.ContainerKafka;
import dev.recur.infra.kafka.EmbeddedKafka;
import dev.recur.infra.kafka.ExternalKafka;
import dev.recur.infra.postgres.ContainerPostgres;
import dev.recur.infra.postgres.EmbeddedPostgres;
import dev.recur.infra.postgres.ExternalPostgres;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The two servers that Recur needs. Closing it closes both. */
public record Infra(Kafka kafka, Postgres postgres) implements AutoCloseable {

    /** System property that chooses where the servers come from: {@code embedded} (default), {@code containers} or {@code external}. */
    public static final String KIND = "recur.infra";

    /**
     * The servers that the system property {@value #KIND} asks for, on free ports with temporary data, or those at
     * {@code recur.infra.kafka.bootstrap-servers} and {@code recur.infra.postgres.host}, {@code .port}, {@code .user},
     * {@code .password}. Both are started at the same time; if one does not start, the other is stopped.
     */
    public static Infra start() {
        return together(Infra::startKafka, Infra::startPostgres);
    }

    /** Only the broker, as {@link #start()} does it. */
    public static Kafka startKafka() {
        return switch (kind()) {
            case "containers" -> ContainerKafka.start();
            case "external" -> ExternalKafka.fromSystemProperties();
            default -> EmbeddedKafka.start(EmbeddedOptions.temporary());
        };
    }

    private static Postgres startPostgres() {
        return switch (kind()) {
            case "containers" -> ContainerPostgres.start();
            case "external" -> ExternalPostgres.fromSystemProperties();
            default -> EmbeddedPostgres.start(EmbeddedOptions.temporary());
        };
    }

    private static String kind() {
        var kind = System.getProperty(KIND, "embedded");
        if (!List.of("embedded", "containers", "external").contains(kind)) {
            throw new CannotStartException(
                    "The system property " + KIND + " must be embedded, containers or external, was " + kind + ".");
        }
        return kind;
    }

    /** As {@link #start()}, as our children whatever the property says. */
    public static Infra embedded(EmbeddedOptions kafkaOptions, EmbeddedOptions postgresOptions) {
        return together(() -> EmbeddedKafka.start(kafkaOptions), () -> EmbeddedPostgres.start(postgresOptions));
    }

    private static Infra together(Supplier<Kafka> startKafka, Supplier<Postgres> startPostgres) {
        var starting = CompletableFuture.supplyAsync(startKafka, Thread::startVirtualThread);
        try {
            var postgres = startPostgres.get();
            try {
                return new Infra(starting.join(), postgres);
            } catch (CompletionException e) {
                postgres.close();
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        } catch (RuntimeException e) {
            starting.thenAccept(Kafka::close).exceptionally(failure -> null).join();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            kafka.close();
        } finally {
            postgres.close();
        }
    }
}
