package dev.recur.infra;

/** A PostgreSQL server. */
public interface Postgres extends Server {

    String host();

    int port();

    /** The database of that name, created if it is missing. */
    Database database(String name);
}
