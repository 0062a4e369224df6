package dev.recur.infra;

/**
 * How to reach one database, and as whom.
 *
 * @param user may create and drop everything in it
 */
public record Database(String host, int port, String name, String user, String password) {

    /** For Flyway and JDBC; carries neither user nor password. */
    public String jdbcUrl() {
        return "jdbc:" + reactiveUrl();
    }

    /** For the reactive client; carries neither user nor password. */
    public String reactiveUrl() {
        return "postgresql://" + host + ":" + port + "/" + name;
    }

    @Override
    public String toString() {
        return user + " at " + reactiveUrl();
    }
}
