package dev.recur.notification.receiver;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where to tell.
 *
 * @param disabledReason why it is told nothing, {@code null} while it is enabled
 * @param version counts its changes; the entity tag
 */
public record Receiver(
        String name,
        Destination destination,
        boolean enabled,
        @Nullable String disabledReason,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /**
     * Which state of which receiver: another after each change, and for another receiver of the same name.
     *
     * @param version of the row
     */
    public record Edition(Instant createdAt, long version) {}

    public static final String NAME_FORM = "[a-z0-9][a-z0-9-]{0,62}";

    /** How long a rotated secret goes on signing beside its successor. */
    public static final Duration ROTATION = Duration.ofHours(24);

    static final String DISABLED_BY_EDIT = "disabled by an edit";

    private static final Pattern NAME = Pattern.compile(NAME_FORM);

    public Receiver {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("name must match " + NAME_FORM + ", was " + name);
        }
    }

    public Edition edition() {
        return new Edition(createdAt, version);
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The same receiver somewhere else, enabled or not. */
    public Receiver edited(Destination moved, boolean enable, Instant now) {
        var reason = enable ? null : disabledReason == null ? DISABLED_BY_EDIT : disabledReason;
        return new Receiver(name, moved, enable, reason, createdAt, now, version);
    }

    /** With another secret, the one before signing too for {@link #ROTATION}; empty where there is none of ours. */
    public Optional<Receiver> rotated(SigningSecret next, Instant now) {
        return switch (destination) {
            case Destination.Webhook webhook -> Optional.of(with(webhook.rotated(next, now.plus(ROTATION)), now));
            case Destination.Locked(var type, var url)
            when url != null -> Optional.of(with(Destination.Webhook.of(url, next), now));
            case Destination.Slack none -> Optional.empty();
            case Destination.Teams none -> Optional.empty();
            case Destination.Email none -> Optional.empty();
            case Destination.PagerDuty none -> Optional.empty();
            case Destination.Locked none -> Optional.empty();
        };
    }

    private Receiver with(Destination other, Instant now) {
        return new Receiver(name, other, enabled, disabledReason, createdAt, now, version);
    }

    public Receiver disabled(String reason, Instant now) {
        return new Receiver(name, destination, false, reason, createdAt, now, version);
    }
}
