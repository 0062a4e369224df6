package dev.recur.infra.postgres;

import dev.recur.infra.CannotStartException;
import dev.recur.infra.Database;
import dev.recur.infra.ExternalServer;
import dev.recur.infra.Postgres;

/**
 * A server that is there already.
 *
 * @param user must be allowed to create databases
 */
public record ExternalPostgres(String host, int port, String user, String password)
        implements Postgres, ExternalServer {

    private static final String PREFIX = "recur.infra.postgres.";

    public static ExternalPostgres fromSystemProperties() {
        return new ExternalPostgres(
                property("host"), Integer.parseInt(property("port")), property("user"), property("password"));
    }

    @Override
    public Database database(String name) {
        return new DatabaseCreation(new Database(host, port, "postgres", user, password)).database(name);
    }

    @Override
    public String toString() {
        return "PostgreSQL at " + host + ":" + port;
    }

    private static String property(String name) {
        var value = System.getProperty(PREFIX + name);
        if (value == null) {
            throw new CannotStartException("The system properties " + PREFIX
                    + "host, port, user and password must be set, " + name + " is missing.");
        }
        return value;
    }
}
