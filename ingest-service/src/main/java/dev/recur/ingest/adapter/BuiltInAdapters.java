package dev.recur.ingest.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The adapters that ship, each a mapping file in {@code adapters/}. */
public final class BuiltInAdapters {

    private static final List<String> NAMES = List.of(
            "alertmanager",
            "azure-monitor",
            "cloudevents",
            "cloudwatch",
            "datadog",
            "dynatrace",
            "firehydrant",
            "github",
            "google-cloud-monitoring",
            "grafana",
            "incident-io",
            "jira",
            "newrelic",
            "opsgenie",
            "pagerduty",
            "pagerduty-events",
            "pingdom",
            "prtg",
            "rootly",
            "sentry",
            "servicenow",
            "splunk",
            "statuspage",
            "uptime-kuma",
            "zabbix");

    private BuiltInAdapters() {}

    /** The mappings by name. */
    public static Map<String, Mapping> read() {
        var mappings = new TreeMap<String, Mapping>();
        NAMES.forEach(name -> mappings.put(name, new Mapping(name, expression(name))));
        return mappings;
    }

    private static String expression(String name) {
        var file = "/adapters/" + name + ".jsonata";
        try (var stream = BuiltInAdapters.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("the built-in mapping " + file + " is missing");
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
