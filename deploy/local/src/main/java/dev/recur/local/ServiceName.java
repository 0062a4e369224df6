package dev.recur.local;

import java.util.Locale;

/** The three services, in the order of their ports. */
public enum ServiceName {
    INGEST(1),
    ANALYSIS(2),
    NOTIFICATION(3);

    private final int port;

    ServiceName(int port) {
        this.port = port;
    }

    /** How far its port is from the base. */
    int port() {
        return port;
    }

    /** The module that builds it, which is also the name by which people know it. */
    public String module() {
        return database() + "-service";
    }

    /** The database that it owns, if it has one. */
    String database() {
        return name().toLowerCase(Locale.ROOT);
    }
}
