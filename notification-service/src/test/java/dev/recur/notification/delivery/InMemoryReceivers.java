package dev.recur.notification.delivery;

import dev.recur.notification.audit.Recording;
import dev.recur.notification.receiver.Destination;
import dev.recur.notification.receiver.Receiver;
import dev.recur.notification.receiver.Receivers;
import dev.recur.notification.receiver.SigningSecret;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Receivers that are forgotten. */
final class InMemoryReceivers implements Receivers {

    private final Map<String, Receiver> receivers = new TreeMap<>();

    static Receiver webhook(String name, String url, Instant now) {
        var destination = Destination.Webhook.of(URI.create(url), SigningSecret.of(new byte[32]));
        return new Receiver(name, destination, true, null, now, now, 0);
    }

    @Override
    public synchronized Optional<Receiver> find(String name) {
        return Optional.ofNullable(receivers.get(name));
    }

    @Override
    public synchronized Map<String, Receiver> named(Collection<String> names) {
        return receivers.values().stream()
                .filter(receiver -> names.contains(receiver.name()))
                .collect(Collectors.toMap(Receiver::name, Function.identity()));
    }

    @Override
    public synchronized List<Receiver> list(@Nullable String after, int limit) {
        return receivers.values().stream()
                .filter(receiver -> after == null || receiver.name().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    boolean add(Receiver receiver) {
        return add(receiver, Recording.none());
    }

    @Override
    public synchronized boolean add(Receiver receiver, Recording<Receiver> recording) {
        return receivers.putIfAbsent(receiver.name(), receiver) == null;
    }

    @Override
    public synchronized Optional<Receiver> change(
            String name, UnaryOperator<Receiver> change, Recording<Receiver> recording) {
        return Optional.ofNullable(receivers.computeIfPresent(name, (key, receiver) -> next(change.apply(receiver))));
    }

    private static Receiver next(Receiver changed) {
        return new Receiver(
                changed.name(),
                changed.destination(),
                changed.enabled(),
                changed.disabledReason(),
                changed.createdAt(),
                changed.updatedAt(),
                changed.version() + 1);
    }

    @Override
    public synchronized Removal remove(
            String name, Instant now, UnaryOperator<Receiver> check, Recording<Receiver> recording) {
        return receivers.remove(name) == null ? Removal.NOT_THERE : Removal.REMOVED;
    }

    @Override
    public List<String> sealAnew() {
        return List.of();
    }
}
