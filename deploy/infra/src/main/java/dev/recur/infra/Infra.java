package dev.recur.infra;

import dev.recur.infra.kafka.EmbeddedKafka;
import dev.recur.infra.kafka.ExternalKafka;
import dev.recur.infra.postgres.EmbeddedPostgres;
import dev.recur.infra.postgres.ExternalPostgres;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The two servers that Recur needs. Closing it closes both. */
public record Infra(Kafka kafka, Postgres postgres) implements AutoCloseable {

    /** System property that chooses where the servers come from: {@code embedded} (default) or {@code external}. */
    public static final String KIND = "recur.infra";

    /**
     * The servers that the system property {@value #KIND} asks for, on free ports with temporary data, or those at
     * {@code recur.infra.kafka.bootstrap-servers} and {@code recur.infra.postgres.host}, {@code .port}, {@code .user},
     * {@code .password}.
     */
    public static Infra start() {
        var kind = System.getProperty(KIND, "embedded");
        return switch (kind) {
            case "embedded" -> embedded(EmbeddedOptions.temporary(), EmbeddedOptions.temporary());
            case "external" -> new Infra(ExternalKafka.fromSystemProperties(), ExternalPostgres.fromSystemProperties());
            default ->
                throw new CannotStartException(
                        "The system property " + KIND + " must be embedded or external, was " + kind + ".");
        };
    }

    /** Starts both at the same time; if one does not start, the other is stopped. */
    public static Infra embedded(EmbeddedOptions kafkaOptions, EmbeddedOptions postgresOptions) {
        var kafka = CompletableFuture.supplyAsync(() -> EmbeddedKafka.start(kafkaOptions), Thread::startVirtualThread);
        try {
            var postgres = EmbeddedPostgres.start(postgresOptions);
            try {
                return new Infra(kafka.join(), postgres);
            } catch (CompletionException e) {
                postgres.close();
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        } catch (RuntimeException e) {
            kafka.thenAccept(Kafka::close).exceptionally(failure -> null).join();
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
