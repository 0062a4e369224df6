package dev.recur.local;

import dev.recur.infra.Database;
import dev.recur.infra.Infra;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where everything is.
 *
 * @param kafka bootstrap servers
 * @param databases of those services that have one
 */
public record RecurAddresses(Ports ports, String kafka, Map<ServiceName, Database> databases) {

    /** Creates the databases where they are missing. */
    static RecurAddresses of(Ports ports, Infra infra) {
        var databases = new EnumMap<ServiceName, Database>(ServiceName.class);
        databases.put(ServiceName.ANALYSIS, infra.postgres().database(ServiceName.ANALYSIS.database()));
        databases.put(ServiceName.NOTIFICATION, infra.postgres().database(ServiceName.NOTIFICATION.database()));
        return new RecurAddresses(ports, infra.kafka().bootstrapServers(), databases);
    }

    public URI ingest() {
        return http(ServiceName.INGEST);
    }

    public URI analysis() {
        return http(ServiceName.ANALYSIS);
    }

    public URI notification() {
        return http(ServiceName.NOTIFICATION);
    }

    /** The API of a service. */
    public URI http(ServiceName service) {
        return URI.create("http://127.0.0.1:" + ports.http(service));
    }

    /** Health and metrics of a service. */
    public URI management(ServiceName service) {
        return URI.create("http://127.0.0.1:" + ports.management(service));
    }
}
