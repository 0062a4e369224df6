package dev.recur.local;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a service is told at its start.
 *
 * @param properties as {@code -D} options, for everybody to see
 * @param environment for what nobody else should see
 */
record ServiceConfiguration(Map<String, String> properties, Map<String, String> environment) {

    static ServiceConfiguration of(ServiceName service, RecurAddresses addresses) {
        var properties = new TreeMap<String, String>();
        var environment = new TreeMap<String, String>();
        properties.put("quarkus.http.host", "127.0.0.1");
        properties.put("quarkus.http.port", Integer.toString(addresses.ports().http(service)));
        properties.put("quarkus.management.host", "127.0.0.1");
        properties.put(
                "quarkus.management.port", Integer.toString(addresses.ports().management(service)));
        properties.put("kafka.bootstrap.servers", addresses.kafka());
        // nobody else could answer instead
        properties.put("quarkus.shutdown.delay", "0s");
        // the services refuse this unless they listen on loopback only, as they do here
        properties.put("recur.security.mode", "none");
        switch (service) {
            case INGEST ->
                properties.put("recur.analysis-url", addresses.analysis().toString());
            case ANALYSIS -> {}
            case NOTIFICATION -> properties.put("recur.notification.allow-private-addresses", "true");
        }
        var database = addresses.databases().get(service);
        if (database != null) {
            properties.put("quarkus.datasource.reactive.url", database.reactiveUrl());
            properties.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
            properties.put("quarkus.datasource.username", database.user());
            environment.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
        }
        return new ServiceConfiguration(properties, environment);
    }

    /** The same with other or more properties. */
    ServiceConfiguration with(Map<String, String> more) {
        var all = new TreeMap<>(properties);
        all.putAll(more);
        return new ServiceConfiguration(all, environment);
    }
}
