package dev.recur.notification.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recur.notification.audit.Action;
import dev.recur.notification.audit.AuditLog;
import dev.recur.notification.audit.Recording;
import dev.recur.service.audit.AuditEntry;
import dev.recur.service.security.Caller;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says of the changes of a request who makes them, and what callers see before and after. */
@ApplicationScoped
class Changes {

    private final ObjectMapper mapper;
    private final SecurityIdentity caller;
    private final AuditLog log;
    private final Clock clock;

    Changes(ObjectMapper mapper, SecurityIdentity caller, AuditLog log, Clock clock) {
        this.mapper = mapper;
        this.caller = caller;
        this.log = log;
        this.clock = clock;
    }

    /**
     * To be stored with a change by the caller.
     *
     * @param view what callers see, which has no secret
     */
    <T> Recording<T> recording(Action action, String subject, Function<T, ?> view) {
        return recordingBy(Caller.name(caller), action, subject, view);
    }

    /** As {@link #recording}, by somebody who needs no key. */
    <T> Recording<T> recordingBy(String by, Action action, String subject, Function<T, ?> view) {
        var now = now();
        return (before, after) ->
                AuditEntry.of(now, by, action.wireName(), subject, json(before, view), json(after, view));
    }

    /** Records now what has no transaction of its own, before it is done: it is never left out of the log. */
    void record(Action action, String subject) {
        log.add(AuditEntry.of(now(), Caller.name(caller), action.wireName(), subject, null, null));
    }

    private <T> @Nullable JsonNode json(@Nullable T value, Function<T, ?> view) {
        return value == null ? null : mapper.valueToTree(view.apply(value));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
