package dev.recur.notification.receiver;

import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the members of a receiver that say where it is; {@code null} stands for what is missing or wrong. */
final class DestinationReader {

    private static final String URL = "url";
    private static final String SECRET = "secret";
    private static final String TO = "to";
    private static final String ROUTING_KEY = "routingKey";
    private static final int LONGEST_URL = 2048;
    private static final int MOST_ADDRESSES = 20;

    private final ObjectReader reader;
    private final ReceiverUrl urls;

    DestinationReader(ObjectReader reader, ReceiverUrl urls) {
        this.reader = reader;
        this.urls = urls;
    }

    /** The members of receivers of that type; of all of them where the type is not known. */
    static List<String> members(@Nullable ReceiverType type) {
        return switch (type) {
            case null -> List.of(URL, SECRET, TO, ROUTING_KEY);
            case WEBHOOK -> List.of(URL, SECRET);
            case SLACK, TEAMS -> List.of(URL);
            case EMAIL -> List.of(TO);
            case PAGERDUTY -> List.of(ROUTING_KEY);
        };
    }

    @Nullable
    Destination creation(@Nullable ReceiverType type, Supplier<SigningSecret> fresh) {
        return switch (type) {
            case null -> {
                url();
                secret(fresh);
                to();
                routingKey();
                yield null;
            }
            case WEBHOOK -> {
                var url = required(URL, url());
                var secret = secret(fresh);
                yield url == null || secret == null ? null : Destination.Webhook.of(url, secret);
            }
            case SLACK -> made(required(URL, url()), url -> new Destination.Slack(new SecretUrl(url)));
            case TEAMS -> made(required(URL, url()), url -> new Destination.Teams(new SecretUrl(url)));
            case EMAIL -> made(required(TO, to()), Destination.Email::new);
            case PAGERDUTY -> made(required(ROUTING_KEY, routingKey()), Destination.PagerDuty::new);
        };
    }

    @Nullable
    Destination edit(Destination before) {
        return switch (before) {
            case Destination.Webhook webhook -> made(required(URL, url()), webhook::movedTo);
            case Destination.Slack slack ->
                shows(URL, slack.url().shown()) ? slack : made(url(), url -> new Destination.Slack(new SecretUrl(url)));
            case Destination.Teams teams ->
                shows(URL, teams.url().shown()) ? teams : made(url(), url -> new Destination.Teams(new SecretUrl(url)));
            case Destination.Email email -> made(required(TO, to()), Destination.Email::new);
            case Destination.PagerDuty pagerDuty ->
                shows(ROUTING_KEY, RoutingKey.SHOWN) ? pagerDuty : made(routingKey(), Destination.PagerDuty::new);
            case Destination.Locked locked -> unlocked(locked);
        };
    }

    /** What is locked stays so until its secret is written anew. */
    private @Nullable Destination unlocked(Destination.Locked locked) {
        return switch (locked.type()) {
            case WEBHOOK -> made(required(URL, url()), url -> new Destination.Locked(ReceiverType.WEBHOOK, url));
            case SLACK, TEAMS, EMAIL, PAGERDUTY ->
                creation(locked.type(), () -> {
                    throw new IllegalStateException("only webhooks have secrets of their own");
                });
        };
    }

    /** True if a secret member is absent, or stands as an answer shows it: it is to stay as it is. */
    private boolean shows(String member, String shown) {
        var node = reader.node(member);
        return node == null
                || node.isNull()
                || (node.isTextual() && node.textValue().equals(shown));
    }

    private @Nullable URI url() {
        var text = reader.text(URL, LONGEST_URL);
        if (text == null) {
            return null;
        }
        var problem = urls.problem(text);
        problem.ifPresent(detail -> reader.problems().add(reader.pointer(URL), detail));
        return problem.isPresent() ? null : URI.create(text);
    }

    private @Nullable SigningSecret secret(Supplier<SigningSecret> fresh) {
        var node = reader.node(SECRET);
        if (node == null || node.isNull()) {
            return fresh.get();
        }
        return parsed(SECRET, SigningSecret::parse, SigningSecret.FORM);
    }

    private @Nullable RoutingKey routingKey() {
        return parsed(ROUTING_KEY, RoutingKey::parse, RoutingKey.FORM);
    }

    private <T> @Nullable T parsed(String member, Function<String, Optional<T>> parser, String form) {
        var text = reader.text(member, 200);
        if (text == null) {
            return null;
        }
        var value = parser.apply(text).orElse(null);
        if (value == null) {
            reader.problems().add(reader.pointer(member), form);
        }
        return value;
    }

    /** One address or an array of them. */
    private @Nullable List<MailAddress> to() {
        var node = reader.node(TO);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isArray()) {
            var only = parsed(TO, MailAddress::parse, MailAddress.FORM);
            return only == null ? null : List.of(only);
        }
        if (node.isEmpty() || node.size() > MOST_ADDRESSES) {
            reader.problems()
                    .add(reader.pointer(TO), "must have 1 to " + MOST_ADDRESSES + " addresses, had " + node.size());
            return null;
        }
        var addresses = new ArrayList<MailAddress>();
        for (int i = 0; i < node.size(); i++) {
            var pointer = Problems.pointer(reader.pointer(TO), i);
            var text = ObjectReader.text(node.get(i), pointer, 254, reader.problems());
            var address = text.flatMap(MailAddress::parse);
            address.ifPresent(addresses::add);
            if (text.isPresent() && address.isEmpty()) {
                reader.problems().add(pointer, MailAddress.FORM);
            }
        }
        return addresses.size() == node.size() ? addresses.stream().distinct().toList() : null;
    }

    /** Adds the problem of a member that is not there; one that is wrong has its problem already. */
    private <T> @Nullable T required(String member, @Nullable T value) {
        var node = reader.node(member);
        if (node == null || node.isNull()) {
            reader.problems().add(reader.pointer(member), "is required");
        }
        return value;
    }

    private static <T> @Nullable Destination made(@Nullable T value, Function<T, Destination> destination) {
        return value == null ? null : destination.apply(value);
    }
}
