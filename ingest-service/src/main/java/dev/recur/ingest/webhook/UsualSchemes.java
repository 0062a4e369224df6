package dev.recur.ingest.webhook;

import java.util.Map;

/** How the senders of the built-in adapters sign, or what those that do not can show instead. */
final class UsualSchemes {

    /** For mappings of one's own, too. */
    private static final String OTHERWISE = "bearer";

    private static final Map<String, String> BY_ADAPTER = Map.ofEntries(
            Map.entry("azure-monitor", "query"),
            Map.entry("cloudwatch", "sns"),
            Map.entry("datadog", "header"),
            Map.entry("firehydrant", "firehydrant"),
            Map.entry("github", "github"),
            Map.entry("google-cloud-monitoring", "basic"),
            Map.entry("grafana", "grafana"),
            Map.entry("incident-io", "standard-webhooks"),
            Map.entry("jira", "jira"),
            Map.entry("newrelic", "header"),
            Map.entry("opsgenie", "header"),
            Map.entry("pagerduty", "pagerduty"),
            Map.entry("pagerduty-events", "routing-key"),
            Map.entry("pingdom", "query"),
            Map.entry("prtg", "query"),
            Map.entry("rootly", "rootly"),
            Map.entry("sentry", "sentry"),
            Map.entry("splunk", "query"),
            Map.entry("statuspage", "query"),
            Map.entry("uptime-kuma", "header"));

    private UsualSchemes() {}

    static String of(String adapter) {
        return BY_ADAPTER.getOrDefault(adapter, OTHERWISE);
    }
}
