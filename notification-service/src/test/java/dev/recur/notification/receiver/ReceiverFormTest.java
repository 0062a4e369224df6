package dev.recur.notification.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problem;
import dev.recur.wire.json.Problems;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiverFormTest {

    private static final ReceiverUrl URLS = new ReceiverUrl(false);
    private static final SigningSecret FRESH = SigningSecret.generate(new Random(1));
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

    private final Problems problems = new Problems();

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private Optional<ReceiverForm> creation(String text) {
        return ReceiverForm.creation(json(text), URLS, () -> FRESH, problems);
    }

    private Optional<ReceiverForm> edit(Destination current, String text) {
        var receiver = new Receiver("hook", current, true, null, NOW, NOW, 0);
        return ReceiverForm.edit(receiver, json(text), URLS, problems);
    }

    @Test
    void every_type_has_its_own_members() {
        var url = URI.create("https://hooks.example/a/b");

        assertThat(creation("{'name':'a','type':'webhook','url':'https://hooks.example/a/b'}"))
                .contains(new ReceiverForm("a", Destination.Webhook.of(url, FRESH), true));
        assertThat(creation("{'name':'a','type':'slack','url':'https://hooks.example/a/b','enabled':false}"))
                .contains(new ReceiverForm("a", new Destination.Slack(new SecretUrl(url)), false));
        assertThat(creation("{'name':'a','type':'teams','url':'https://hooks.example/a/b'}"))
                .contains(new ReceiverForm("a", new Destination.Teams(new SecretUrl(url)), true));
        assertThat(creation("{'name':'a','type':'email','to':'team@example.com'}"))
                .contains(new ReceiverForm(
                        "a", new Destination.Email(List.of(new MailAddress("team@example.com"))), true));
        assertThat(creation("{'name':'a','type':'email','to':['a@example.com','b@example.com','a@example.com']}"))
                .contains(new ReceiverForm(
                        "a",
                        new Destination.Email(
                                List.of(new MailAddress("a@example.com"), new MailAddress("b@example.com"))),
                        true));
        assertThat(creation("{'name':'a','type':'pagerduty','routingKey':'" + "k".repeat(32) + "'}"))
                .contains(new ReceiverForm("a", new Destination.PagerDuty(new RoutingKey("k".repeat(32))), true));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'webhook'} | /name /url",
                "{'name':'a','type':'slack'} | /url",
                "{'name':'a','type':'slack','url':'https://10.0.0.1/x','secret':'x'} | /secret /url",
                "{'name':'a','type':'teams','url':'http://hooks.example'} | /url",
                "{'name':'a','type':'email'} | /to",
                "{'name':'a','type':'email','to':[]} | /to",
                "{'name':'a','type':'email','to':['a@b.c','x',7]} | /to/1 /to/2",
                "{'name':'a','type':'email','to':'a@b.c','url':'https://x.example'} | /url",
                "{'name':'a','type':'pagerduty'} | /routingKey",
                "{'name':'a','type':'pagerduty','routingKey':'short'} | /routingKey",
                "{'name':'a','type':'pigeon','url':'x','to':'y','routingKey':'z'} | /type /url /to /routingKey",
                "{'name':'a','type':'webhook','url':'https://x.example','enabled':'yes'} | /enabled"
            })
    void every_problem_is_named_at_once(String body, String pointers) {
        assertThat(creation(body)).isEmpty();
        assertThat(problems.all()).extracting(Problem::pointer).containsExactlyInAnyOrder(pointers.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "a@b.c\\r\\nBcc: x@y.z",
                "a@b.c\\nRCPT TO:<x@y.z>",
                "<a@b.c>",
                "Team <a@b.c>",
                "a@b@c",
                "a b@c.d",
                "\\\"a\\\"@b.c",
                "a@-b.c",
                "a@b..c",
                "@b.c",
                "a@",
                "ä@b.c",
                "`a@b.c,d@e.f`"
            })
    void nothing_but_an_address_is_an_address(String to) {
        assertThat(creation("{'name':'a','type':'email','to':'" + to + "'}")).isEmpty();
        assertThat(problems.all()).extracting(Problem::pointer).containsExactly("/to");
    }

    @Test
    void an_edit_leaves_secrets_that_it_does_not_write_as_they_are() {
        var slack = new Destination.Slack(new SecretUrl(URI.create("https://hooks.example/secret")));
        var pagerDuty = new Destination.PagerDuty(new RoutingKey("k".repeat(32)));

        assertThat(edit(slack, "{'type':'slack'}"))
                .hasValueSatisfying(form -> assertThat(form.destination()).isEqualTo(slack));
        assertThat(edit(slack, "{'type':'slack','url':'https://hooks.example/…','createdAt':'x'}"))
                .hasValueSatisfying(form -> assertThat(form.destination()).isEqualTo(slack));
        assertThat(edit(slack, "{'type':'slack','url':'https://hooks.example/other'}"))
                .hasValueSatisfying(form -> assertThat(form.destination()).isNotEqualTo(slack));
        assertThat(edit(pagerDuty, "{'type':'pagerduty','routingKey':'…','enabled':false}"))
                .contains(new ReceiverForm("hook", pagerDuty, false));
    }

    @Test
    void neither_name_nor_type_nor_the_secret_of_a_webhook_is_edited() {
        var webhook = Destination.Webhook.of(URI.create("https://hooks.example/"), FRESH);

        assertThat(edit(webhook, "{'type':'slack','url':'https://x.example','name':'other'}"))
                .isEmpty();
        assertThat(edit(webhook, "{'type':'webhook','url':'https://x.example','secret':'whsec_x'}"))
                .isEmpty();
        assertThat(problems.all()).extracting(Problem::pointer).containsExactly("/name", "/type", "/secret");
    }

    @Test
    void what_is_locked_opens_by_writing_its_secret_anew() {
        var slack = new Destination.Locked(ReceiverType.SLACK, null);
        var webhook = new Receiver(
                "hook",
                new Destination.Locked(ReceiverType.WEBHOOK, URI.create("https://a.example")),
                true,
                null,
                NOW,
                NOW,
                0);

        assertThat(edit(slack, "{'type':'slack','url':'https://hooks.example/new'}"))
                .hasValueSatisfying(form -> assertThat(form.destination()).isInstanceOf(Destination.Slack.class));
        assertThat(webhook.rotated(FRESH, NOW))
                .hasValueSatisfying(receiver -> assertThat(receiver.destination())
                        .isEqualTo(Destination.Webhook.of(URI.create("https://a.example"), FRESH)));
        assertThat(edit(slack, "{'type':'slack'}")).isEmpty();
    }

    @Test
    void nothing_that_is_printed_shows_a_secret() {
        var slack = new Destination.Slack(new SecretUrl(URI.create("https://hooks.example/services/T0/hidden?sig=x")));
        var pagerDuty = new Destination.PagerDuty(new RoutingKey("k".repeat(32)));

        assertThat(slack.toString()).contains("https://hooks.example/…").doesNotContain("hidden", "sig");
        assertThat(pagerDuty.toString()).doesNotContain("kkk");
    }
}
