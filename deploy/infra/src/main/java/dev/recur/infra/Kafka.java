package dev.recur.infra;

/** A Kafka cluster; in the embedded case one broker that is its own controller. */
public interface Kafka extends Server {

    /** For the client property of the same name: {@code host:port}, several separated by commas. */
    String bootstrapServers();
}
