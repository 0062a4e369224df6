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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Receivers: where to tell. */
@Path("/api/v1/receivers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "receivers")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
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
    @Operation(operationId = "listReceivers", summary = "Lists receivers by name")
    @APIResponse(responseCode = "200", ref = "ReceiverPage")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    public Response list(
            @QueryParam("limit") @Schema(ref = "Limit") @Nullable String limit,
            @QueryParam("cursor") @Schema(ref = "Cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        var most = Limit.parse(limit);
        var after = Cursor.parse(cursor, 1);
        var found = receivers.list(after == null ? null : after.key().getFirst(), most + 1);
        var page = Page.of(found, most, receiver -> Cursor.of(receiver.name()));
        return Answers.page(page.map(ReceiverView::of), uri);
    }

    @POST
    @RolesAllowed(Roles.EDITOR)
    @Operation(
            operationId = "createReceiver",
            summary = "Makes a receiver; the answer shows a webhook's secret, and nothing ever does again")
    @APIResponse(responseCode = "201", ref = "ReceiverMade")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "NewReceiver")))
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
    @Operation(operationId = "showReceiver", summary = "Shows a receiver, without its secret")
    @APIResponse(responseCode = "200", ref = "Receiver")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Response get(@PathParam("name") @Schema(ref = "ReceiverName") String name) {
        return answer(existing(name));
    }

    @PUT
    @Path("/{name}")
    @RolesAllowed(Roles.EDITOR)
    @Operation(
            operationId = "editReceiver",
            summary = "Edits a receiver; enabling it again is an edit, and secrets that are left out stay as they are")
    @APIResponse(responseCode = "200", ref = "Receiver")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "412", ref = "Changed")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "428", ref = "NoVersion")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "ReceiverEdit")))
    public Response edit(
            @PathParam("name") @Schema(ref = "ReceiverName") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(required = true) @Nullable String ifMatch,
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
    @Operation(operationId = "removeReceiver", summary = "Removes a receiver that no subscription names")
    @APIResponse(responseCode = "204", ref = "NoContent")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    @APIResponse(responseCode = "412", ref = "Changed")
    @APIResponse(responseCode = "428", ref = "NoVersion")
    public Response remove(
            @PathParam("name") @Schema(ref = "ReceiverName") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(required = true) @Nullable String ifMatch) {
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
    @Operation(
            operationId = "rotateSecret",
            summary = "Makes another secret and shows it once; the old one signs too for 24 hours")
    @APIResponse(responseCode = "200", ref = "SecretMade")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    public Response rotate(@PathParam("name") @Schema(ref = "ReceiverName") String name) {
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
    @Operation(operationId = "testReceiver", summary = "Sends a test now, once, and answers with the attempt")
    @APIResponse(responseCode = "200", ref = "Attempt")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Response test(@PathParam("name") @Schema(ref = "ReceiverName") String name) {
        var receiver = existing(name);
        changes.record(Action.RECEIVER_TESTED, "receiver/" + name);
        return Response.ok(AttemptView.of(delivery.test(receiver))).build();
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
