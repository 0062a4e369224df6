package dev.recur.ingest.webhook;

import dev.recur.ingest.webhook.signature.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A source as somebody configured it.
 *
 * @param mapping the file of a mapping of one's own
 * @param labels which labels fill a dimension, or say the severity
 * @param deadline how long it waits for an answer, where that is not usual
 */
public record SourceSettings(
        Optional<String> adapter,
        Optional<String> mapping,
        Optional<String> kind,
        Map<String, List<String>> tags,
        Map<String, List<String>> labels,
        Signing signing,
        Optional<Duration> deadline) {

    /** Most secrets that are active at once: the one and the one to come. */
    static final int MOST_SECRETS = 2;

    /** With which scheme and secrets it signs. */
    public record Signing(
            Optional<String> scheme,
            List<Secret> secrets,
            Optional<String> header,
            Optional<String> timestampHeader,
            List<String> topics) {

        public static final Signing NONE =
                new Signing(Optional.empty(), List.of(), Optional.empty(), Optional.empty(), List.of());

        /** By the usual scheme of its adapter. */
        public static Signing with(String... secrets) {
            return new Signing(
                    Optional.empty(),
                    List.of(secrets).stream().map(Secret::new).toList(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());
        }

        boolean isSomething() {
            return scheme.isPresent() || !secrets.isEmpty() || !topics.isEmpty();
        }
    }

    /** A source of an adapter, or of the adapter of its own name, and nothing else said. */
    public static SourceSettings of(Optional<String> adapter) {
        return new SourceSettings(
                adapter, Optional.empty(), Optional.empty(), Map.of(), Map.of(), Signing.NONE, Optional.empty());
    }

    /** The same with a mapping of one's own. */
    public SourceSettings mappedBy(String file) {
        return new SourceSettings(adapter, Optional.of(file), kind, tags, labels, signing, deadline);
    }

    /** The same with a kind of all that it reports. */
    public SourceSettings ofKind(String name) {
        return new SourceSettings(adapter, mapping, Optional.of(name), tags, labels, signing, deadline);
    }

    /** The same with tags of what has none. */
    public SourceSettings tagged(Map<String, List<String>> others) {
        return new SourceSettings(adapter, mapping, kind, others, labels, signing, deadline);
    }

    /** The same with other labels. */
    public SourceSettings labelled(Map<String, List<String>> others) {
        return new SourceSettings(adapter, mapping, kind, tags, others, signing, deadline);
    }

    /** The same, signed. */
    public SourceSettings signed(Signing other) {
        return new SourceSettings(adapter, mapping, kind, tags, labels, other, deadline);
    }

    /** The same of a sender that waits for so long. */
    public SourceSettings within(Duration patience) {
        return new SourceSettings(adapter, mapping, kind, tags, labels, signing, Optional.of(patience));
    }
}
