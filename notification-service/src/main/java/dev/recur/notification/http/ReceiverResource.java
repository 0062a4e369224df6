package dev.recur.notification.http;

import dev.recur.notification.audit.Action;
import dev.recur.notification.audit.Recording;
import dev.recur.notification.delivery.NotificationDelivery;
import dev.recur.notification.receiver.Receiver;
import dev.recur.notification.receiver.ReceiverForm;
import dev.recur.notification.receiver.ReceiverUrl;
import dev.recur.notification.receiver.Receivers;
import dev.recur.notification.receiver.SigningSecret;
import dev.recur.service.paging.Answers;
import dev.recur.service.paging.Cursor;
import dev.recur.service.paging.Limit;
import dev.recur.service.paging.Page;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** Receivers: where to tell. */
@Path("/api/v1/receivers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ReceiverResource {

    private final Receivers receivers;
    private final NotificationDelivery delivery;
    private final ReceiverUrl urls;
    private final SecureRandom random;
    private final Clock clock;
    private final Changes changes;

    ReceiverResource(
            Receivers receivers,
            NotificationDelivery delivery,
            ReceiverUrl urls,
            SecureRandom random,
            Clock clock,
            Changes changes) {
        this.receivers = receivers;
        this.delivery = delivery;
        this.urls = urls;
        this.random = random;
        this.clock = clock;
        this.changes = changes;
    }

    @GET
    @RolesAllowed(Roles.READER)
    @Operation(summary = "Lists receivers by name")
    public Response list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        var most = Limit.parse(limit);
        var after = Cursor.parse(cursor, 1);
        var found = receivers.list(after == null ? null : after.key().getFirst(), most + 1);
        var page = Page.of(found, most, receiver -> Cursor.of(receiver.name()));
        return Answers.page(page.map(ReceiverView::of), uri);
    }

    @POST
    @RolesAllowed(Roles.EDITOR)
    @Operation(summary = "Makes a receiver; the answer shows a webhook's secret, and nothing ever does again")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = {
                                @ExampleObject(name = "webhook", value = ReceiverExamples.WEBHOOK),
                                @ExampleObject(name = "slack", value = ReceiverExamples.SLACK),
                                @ExampleObject(name = "teams", value = ReceiverExamples.TEAMS),
                                @ExampleObject(name = "email", value = ReceiverExamples.EMAIL),
                                @ExampleObject(name = "pagerduty", value = ReceiverExamples.PAGERDUTY)
                            }))
    public Response create(byte @Nullable [] body, @Context UriInfo uri) {
        var form = Bodies.read(
                body,
                (json, problems) -> ReceiverForm.creation(json, urls, () -> SigningSecret.generate(random), problems));
        var now = now();
        var made = new Receiver(form.name(), form.destination(), true, null, now, now, 0);
        var receiver = form.enabled() ? made : made.edited(form.destination(), false, now);
        if (!receivers.add(receiver, recording(Action.RECEIVER_CREATED, form.name()))) {
            throw ProblemException.conflict("There is a receiver " + form.name() + " already.");
        }
        var location = uri.getAbsolutePathBuilder().path(form.name()).build();
        return Answers.versioned(Response.created(location), 0)
                .entity(ReceiverView.withSecret(receiver))
                .build();
    }

    @GET
    @Path("/{name}")
    @RolesAllowed(Roles.READER)
    @Operation(summary = "Shows a receiver, without its secret")
    public Response get(@PathParam("name") String name) {
        return answer(existing(name));
    }

    @PUT
    @Path("/{name}")
    @RolesAllowed(Roles.EDITOR)
    @Operation(
            summary = "Edits a receiver; enabling it again is an edit, and secrets that are left out stay as they are")
    @RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_JSON))
    public Response edit(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            byte @Nullable [] body) {
        var json = Bodies.object(body);
        var changed = receivers.change(
                name,
                receiver -> {
                    Answers.checkVersion(ifMatch, receiver.version());
                    var form = Bodies.read(
                            json, (object, problems) -> ReceiverForm.edit(receiver, object, urls, problems));
                    return receiver.edited(form.destination(), form.enabled(), now());
                },
                recording(Action.RECEIVER_CHANGED, name));
        return answer(changed.orElseThrow(() -> notFound(name)));
    }

    @DELETE
    @Path("/{name}")
    @RolesAllowed(Roles.EDITOR)
    @Operation(summary = "Removes a receiver that no subscription names")
    public Response remove(
            @PathParam("name") String name, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        var removal = receivers.remove(
                name,
                now(),
                receiver -> {
                    Answers.checkVersion(ifMatch, receiver.version());
                    return receiver;
                },
                recording(Action.RECEIVER_DELETED, name));
        return switch (removal) {
            case REMOVED -> Response.noContent().build();
            case NOT_THERE -> throw notFound(name);
            case IN_USE ->
                throw ProblemException.conflict(
                        "Subscriptions still name the receiver " + name + ": change or delete them first.");
        };
    }

    @POST
    @Path("/{name}/rotate-secret")
    @RolesAllowed(Roles.EDITOR)
    @Operation(summary = "Makes another secret and shows it once; the old one signs too for 24 hours")
    public Response rotate(@PathParam("name") String name) {
        var rotated = receivers
                .change(
                        name,
                        receiver -> receiver.rotated(SigningSecret.generate(random), now())
                                .orElseThrow(() ->
                                        ProblemException.conflict("Only webhooks have a secret that is made here; a "
                                                + receiver.destination().type().wireName()
                                                + " receiver gets another by PUT.")),
                        recording(Action.RECEIVER_SECRET_ROTATED, name))
                .orElseThrow(() -> notFound(name));
        return Answers.versioned(Response.ok(ReceiverView.withSecret(rotated)), rotated.version())
                .build();
    }

    @POST
    @Path("/{name}/test")
    @RolesAllowed(Roles.EDITOR)
    @Operation(summary = "Sends a test now, once, and answers with the attempt")
    public AttemptView test(@PathParam("name") String name) {
        var receiver = existing(name);
        changes.record(Action.RECEIVER_TESTED, "receiver/" + name);
        return AttemptView.of(delivery.test(receiver));
    }

    private Recording<Receiver> recording(Action action, String name) {
        return changes.recording(action, "receiver/" + name, ReceiverView::of);
    }

    private Receiver existing(String name) {
        return receivers.find(name).orElseThrow(() -> notFound(name));
    }

    private static Response answer(Receiver receiver) {
        return Answers.versioned(Response.ok(ReceiverView.of(receiver)), receiver.version())
                .build();
    }

    private static ProblemException notFound(String name) {
        return ProblemException.notFound("There is no receiver " + name + ".");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
