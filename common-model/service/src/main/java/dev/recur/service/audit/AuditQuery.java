package dev.recur.service.audit;

import dev.recur.service.paging.Cursor;
import dev.recur.service.paging.Limit;
import dev.recur.service.paging.Page;
import dev.recur.service.problem.ProblemException;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A page of the audit log, the latest first; of one caller, action or subject where these are given. */
public final class AuditQuery {

    /** Reads the columns of {@link #entry} in their order. */
    public static final String SQL = """
            select audit_id, at, actor, action, subject, before::text, after::text from audit
            where ($1::text is null or actor = $1) and ($2::text is null or action = $2)
              and ($3::text is null or subject = $3) and at >= $4 and at < $5 and (at, audit_id) < ($6, $7)
            order by at desc, audit_id desc limit $8
            """;

    private static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");
    private static final UUID LAST = new UUID(-1, -1);

    private final MultivaluedMap<String, String> query;
    private final int limit;
    private final @Nullable Cursor after;

    /** Reads the query of a request; fails with 400. */
    public AuditQuery(MultivaluedMap<String, String> query) {
        this.query = query;
        this.limit = Limit.parse(query.getFirst("limit"));
        this.after = Cursor.parse(query.getFirst("cursor"), 2);
    }

    /** The values of {@link #SQL}. */
    public List<@Nullable Object> values() {
        return Arrays.asList(
                text("by"),
                text("action"),
                text("subject"),
                time("from", BEGINNING),
                time("to", END),
                utc(after == null ? END : after.time(0)),
                after == null ? LAST : after.uuid(1),
                limit + 1);
    }

    /** A row as an entry. */
    public static AuditEntry entry(
            UUID auditId,
            OffsetDateTime at,
            String actor,
            String action,
            String subject,
            @Nullable String before,
            @Nullable String after) {
        return new AuditEntry(
                auditId,
                at.toInstant(),
                actor,
                action,
                subject,
                before == null ? null : Json.read(before.getBytes(StandardCharsets.UTF_8)),
                after == null ? null : Json.read(after.getBytes(StandardCharsets.UTF_8)));
    }

    /** The page that the found rows are. */
    public Page<AuditEntry> page(List<AuditEntry> found) {
        return Page.of(found, limit, last -> Cursor.of(last.at(), last.auditId()));
    }

    private @Nullable String text(String name) {
        var text = query.getFirst(name);
        if (text != null) {
            ObjectReader.storageProblem(text).ifPresent(detail -> {
                throw ProblemException.badRequest(name + ": " + detail);
            });
        }
        return text;
    }

    private OffsetDateTime time(String name, Instant otherwise) {
        var text = query.getFirst(name);
        if (text == null) {
            return utc(otherwise);
        }
        var problems = new Problems();
        return utc(ObjectReader.time(text, "", problems)
                .filter(time -> !time.isBefore(BEGINNING) && !time.isAfter(END))
                .orElseThrow(() -> ProblemException.badRequest(
                        name + ": must be an RFC 3339 time with an offset, for example 2026-11-22T03:00:00Z")));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
