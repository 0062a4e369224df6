package dev.recur.notification.http;

import dev.recur.notification.stream.EventStream;
import dev.recur.notification.stream.StoredEvent;
import dev.recur.notification.stream.Subscriber;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Roles;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Investigation events as server-sent events. Each reader has a virtual thread, which writes an event when the one before
 * has left; a reader that does not read is cut off, and can go on where it was.
 */
@Path("/api/v1/stream")
@Tag(name = "events")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
@RunOnVirtualThread
class StreamResource {

    private static final Logger LOG = Logger.getLogger(StreamResource.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /** For an event to leave: who does not take it for so long does not read. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final EventStream stream;

    StreamResource(EventStream stream) {
        this.stream = stream;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed(Roles.READER)
    @Operation(
            operationId = "readStream",
            summary = "Investigation events as they happen; goes on after Last-Event-ID, and misses none",
            description =
                    "id: the event's id, event: investigation.opened, …, data: the event as on the topic. A comment"
                            + " comes every 15 seconds without an event. A reader that does not keep up is cut off and can go on"
                            + " where it was.")
    @APIResponse(responseCode = "200", ref = "Events")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    public void read(
            @QueryParam("where") @Schema(ref = "Where") @Nullable String where,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastEventId,
            @Context SseEventSink sink,
            @Context Sse sse,
            @Context HttpServerRequest request) {
        if (request.method().equals(HttpMethod.HEAD)) {
            // There is no body, or the connection's next request would wait for the end of a stream that has none.
            sink.close();
            return;
        }
        var admission = stream.subscribe(Queries.where(where), id(lastEventId));
        switch (admission) {
            case EventStream.Admission.Admitted(var subscriber) -> {
                try (sink;
                        subscriber) {
                    tell(subscriber, sink, sse, request);
                }
            }
            case EventStream.Admission.Full full ->
                throw ProblemException.unavailable("As many read the stream as may; try again.", RETRY_AFTER);
            case EventStream.Admission.UnknownEvent unknown -> throw unknownEvent();
        }
    }

    private static void tell(Subscriber subscriber, SseEventSink sink, Sse sse, HttpServerRequest request) {
        try {
            send(sink, sse.newEventBuilder().comment("stream").build());
            while (!subscriber.hasEnded() && !sink.isClosed()) {
                var event = subscriber.next(HEARTBEAT);
                send(
                        sink,
                        event == null
                                ? sse.newEventBuilder().comment("heartbeat").build()
                                : shape(sse, event));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | IllegalStateException e) {
            LOG.debugf("a reader of the stream has gone: %s", e.getMessage());
        } catch (TimeoutException e) {
            LOG.debugf("a reader of the stream took nothing for %s and is cut off", PATIENCE);
            var unused = request.connection().close();
        }
    }

    private static void send(SseEventSink sink, OutboundSseEvent event)
            throws InterruptedException, ExecutionException, TimeoutException {
        sink.send(event).toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static OutboundSseEvent shape(Sse sse, StoredEvent event) {
        return sse.newEventBuilder()
                .id(event.eventId().toString())
                .name(event.type())
                .data(String.class, event.json())
                .build();
    }

    private static @Nullable UUID id(@Nullable String text) {
        return text == null || text.isBlank()
                ? null
                : ObjectReader.uuid(text, "", new Problems()).orElseThrow(StreamResource::unknownEvent);
    }

    private static ProblemException unknownEvent() {
        return ProblemException.badRequest(
                "Last-Event-ID: is none that this stream gave; leave it out to start with what happens now");
    }
}
