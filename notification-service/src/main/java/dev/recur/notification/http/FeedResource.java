package dev.recur.notification.http;

import static org.eclipse.microprofile.openapi.annotations.enums.ParameterIn.HEADER;
import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING;

import dev.recur.notification.feed.AtomFeed;
import dev.recur.notification.stream.StoredEvent;
import dev.recur.notification.stream.StoredEvents;
import dev.recur.notification.subscription.Where;
import dev.recur.service.paging.Cursor;
import dev.recur.service.paging.Limit;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Investigation events as a feed, newest first. */
@Path("/feed.atom")
@Tag(name = "events")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
@RunOnVirtualThread
class FeedResource {

    /** How far back one page looks for events that match; the next page goes on from there. */
    private static final int FURTHEST = 5000;

    private static final int PAGE = 500;

    private final StoredEvents stored;
    private final URI analysis;

    FeedResource(
            StoredEvents stored,
            @ConfigProperty(name = "recur.analysis-url", defaultValue = "http://localhost:8082") URI analysis) {
        this.stored = stored;
        this.analysis = analysis;
    }

    private record Found(List<StoredEvent> events, @Nullable Long next) {}

    @GET
    @Produces(MediaType.APPLICATION_ATOM_XML)
    @RolesAllowed(Roles.READER)
    @Operation(operationId = "readFeed", summary = "Investigation events as an Atom feed, newest first")
    @Parameter(name = HttpHeaders.IF_NONE_MATCH, in = HEADER, schema = @Schema(type = STRING))
    @APIResponse(responseCode = "200", ref = "Feed")
    @APIResponse(responseCode = "304", ref = "NotModified")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    public Response read(
            @QueryParam("where") @Schema(ref = "Where") @Nullable String where,
            @QueryParam("limit") @Schema(ref = "Limit") @Nullable String limit,
            @QueryParam("cursor") @Schema(ref = "Cursor") @Nullable String cursor,
            @Context UriInfo uri,
            @Context Request request) {
        var filter = Queries.where(where);
        var found = find(filter, position(cursor), Limit.parse(limit));
        var first = uri.getRequestUriBuilder().replaceQueryParam("cursor").build();
        var next = found.next() == null
                ? null
                : uri.getRequestUriBuilder()
                        .replaceQueryParam("cursor", Cursor.of(found.next()).text())
                        .build();
        var feed = new AtomFeed(filter.text(), uri.getRequestUri(), first, next, analysis, found.events()).write();
        var tag = new EntityTag(digest(feed));
        var unchanged = request.evaluatePreconditions(tag);
        return unchanged != null
                ? unchanged.tag(tag).build()
                : Response.ok(feed, MediaType.APPLICATION_ATOM_XML_TYPE.withCharset("utf-8"))
                        .tag(tag)
                        .build();
    }

    private Found find(Where where, long before, int limit) {
        var events = new ArrayList<StoredEvent>();
        var end = before;
        for (int seen = 0; seen < FURTHEST; seen += PAGE) {
            var page = stored.before(end, PAGE);
            for (var event : page.events()) {
                if (where.matches(event.event().investigation())) {
                    events.add(event);
                    if (events.size() == limit) {
                        return new Found(events, event.position());
                    }
                }
            }
            if (!page.full()) {
                return new Found(events, null);
            }
            end = page.end();
        }
        return new Found(events, end);
    }

    private static long position(@Nullable String text) {
        var cursor = Cursor.parse(text, 1);
        if (cursor == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(cursor.key().getFirst());
        } catch (NumberFormatException e) {
            throw ProblemException.badRequest("cursor: is none that this feed gave; leave it out to start anew");
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
