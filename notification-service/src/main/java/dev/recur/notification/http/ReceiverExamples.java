package dev.recur.notification.http;

/** Receivers of every type, for the description of the API. */
final class ReceiverExamples {

    static final String WEBHOOK = """
            {"name": "payments-hook", "type": "webhook", "url": "https://example.com/hooks/recur"}""";

    static final String SLACK = """
            {"name": "payments-slack", "type": "slack", "url": "https://hooks.slack.com/services/T0/B0/x"}""";

    static final String TEAMS = """
            {"name": "payments-teams", "type": "teams", "url": "https://example.logic.azure.com/workflows/x"}""";

    static final String EMAIL = """
            {"name": "payments-mail", "type": "email", "to": "payments@example.com"}""";

    static final String PAGERDUTY = """
            {"name": "payments-pager", "type": "pagerduty", "routingKey": "0123456789abcdef0123456789abcdef"}""";

    private ReceiverExamples() {}
}
