package dev.recur.notification.letter;

import java.net.URI;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where things are, for those who read of them.
 *
 * @param analysis where people reach analysis-service, {@code null} if that is not configured: then there are no links
 * @param notification where people reach this service, likewise
 * @param unsubscribing makes the token that ends a subscription
 */
public record Links(@Nullable String analysis, @Nullable String notification, Function<UUID, String> unsubscribing) {

    public static final String UNSUBSCRIBE_PATH = "/unsubscribe/";

    public Links {
        analysis = withoutSlash(analysis);
        notification = withoutSlash(notification);
    }

    @Nullable
    URI investigation(UUID id) {
        return at(analysis, "/api/v1/investigations/" + id);
    }

    @Nullable
    URI evidence(UUID investigationId) {
        return at(analysis, "/api/v1/investigations/" + investigationId + "/evidence");
    }

    @Nullable
    URI incident(UUID id) {
        return at(analysis, "/api/v1/incidents/" + id);
    }

    @Nullable
    URI deliveries(String receiver) {
        return at(notification, "/api/v1/deliveries?status=dead&receiver=" + receiver);
    }

    /** Ends the subscription: by a page for people, by a POST for their mail programs. */
    public @Nullable URI unsubscribe(UUID subscriptionId) {
        return notification == null ? null : at(notification, UNSUBSCRIBE_PATH + unsubscribing.apply(subscriptionId));
    }

    private static @Nullable URI at(@Nullable String base, String path) {
        return base == null ? null : URI.create(base + path);
    }

    private static @Nullable String withoutSlash(@Nullable String base) {
        return base == null ? null : base.replaceAll("/+$", "");
    }
}
