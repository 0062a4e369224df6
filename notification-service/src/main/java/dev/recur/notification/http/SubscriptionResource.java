package dev.recur.notification.http;

import dev.recur.notification.audit.Action;
import dev.recur.notification.audit.Recording;
import dev.recur.notification.subscription.Subscription;
import dev.recur.notification.subscription.SubscriptionForm;
import dev.recur.notification.subscription.Subscriptions;
import dev.recur.service.paging.Answers;
import dev.recur.service.paging.Cursor;
import dev.recur.service.paging.Limit;
import dev.recur.service.paging.Page;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Roles;
import dev.recur.wire.json.Problem;
import dev.recur.wire.report.Identity;
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
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Subscriptions: who wants to be told what. */
@Path("/api/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "subscriptions")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
@RunOnVirtualThread
class SubscriptionResource {

    private final Subscriptions subscriptions;
    private final Clock clock;
    private final Changes changes;

    SubscriptionResource(Subscriptions subscriptions, Clock clock, Changes changes) {
        this.subscriptions = subscriptions;
        this.clock = clock;
        this.changes = changes;
    }

    @GET
    @RolesAllowed(Roles.READER)
    @Operation(operationId = "listSubscriptions", summary = "Lists subscriptions, oldest first")
    @APIResponse(responseCode = "200", ref = "SubscriptionPage")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    public Response list(
            @QueryParam("limit") @Schema(ref = "Limit") @Nullable String limit,
            @QueryParam("cursor") @Schema(ref = "Cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        var most = Limit.parse(limit);
        var found = subscriptions.list(Cursors.id(cursor), most + 1);
        var page = Page.of(found, most, subscription -> Cursor.of(subscription.id()));
        return Answers.page(page.map(SubscriptionView::of), uri);
    }

    @POST
    @RolesAllowed(Roles.EDITOR)
    @Operation(operationId = "createSubscription", summary = "Subscribes a receiver to what happens from now on")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "SubscriptionForm")))
    @APIResponse(responseCode = "201", ref = "SubscriptionMade")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    public Response create(byte @Nullable [] body, @Context UriInfo uri) {
        var form = Bodies.read(body, SubscriptionForm::read);
        var subscription = form.create(Identity.random(), now());
        if (!subscriptions.add(subscription, recording(Action.SUBSCRIPTION_CREATED, subscription.id()))) {
            throw noSuchReceiver(form.receiver());
        }
        var location =
                uri.getAbsolutePathBuilder().path(subscription.id().toString()).build();
        return Answers.versioned(Response.created(location), subscription.version())
                .entity(SubscriptionView.of(subscription))
                .build();
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.READER)
    @Operation(operationId = "showSubscription", summary = "Shows a subscription")
    @APIResponse(responseCode = "200", ref = "Subscription")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Response get(@PathParam("id") @Schema(format = "uuid") String id) {
        return answer(subscriptions.find(id(id)).orElseThrow(() -> notFound(id)));
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed(Roles.EDITOR)
    @Operation(operationId = "editSubscription", summary = "Edits a subscription")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "SubscriptionForm")))
    @APIResponse(responseCode = "200", ref = "Subscription")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "412", ref = "Changed")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    @APIResponse(responseCode = "428", ref = "NoVersion")
    public Response edit(
            @PathParam("id") @Schema(format = "uuid") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(required = true) @Nullable String ifMatch,
            byte @Nullable [] body) {
        var form = Bodies.read(body, SubscriptionForm::read);
        var change = subscriptions.change(
                id(id),
                subscription -> {
                    Answers.checkVersion(ifMatch, subscription.version());
                    return form.edit(subscription, now());
                },
                recording(Action.SUBSCRIPTION_CHANGED, id(id)));
        return switch (change) {
            case Subscriptions.Change.Changed changed -> answer(changed.subscription());
            case Subscriptions.Change.NotThere none -> throw notFound(id);
            case Subscriptions.Change.NoSuchReceiver none -> throw noSuchReceiver(form.receiver());
        };
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.EDITOR)
    @Operation(operationId = "removeSubscription", summary = "Ends a subscription; what is on its way still arrives")
    @APIResponse(responseCode = "204", ref = "NoContent")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "412", ref = "Changed")
    @APIResponse(responseCode = "428", ref = "NoVersion")
    public Response remove(
            @PathParam("id") @Schema(format = "uuid") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(required = true) @Nullable String ifMatch) {
        var removed = subscriptions.remove(
                id(id),
                subscription -> {
                    Answers.checkVersion(ifMatch, subscription.version());
                    return subscription;
                },
                recording(Action.SUBSCRIPTION_DELETED, id(id)));
        if (!removed) {
            throw notFound(id);
        }
        return Response.noContent().build();
    }

    private static Response answer(Subscription subscription) {
        return Answers.versioned(Response.ok(SubscriptionView.of(subscription)), subscription.version())
                .build();
    }

    private Recording<Subscription> recording(Action action, UUID id) {
        return changes.recording(action, "subscription/" + id, SubscriptionView::of);
    }

    private static UUID id(String text) {
        return Bodies.id(text, "subscription");
    }

    private static ProblemException notFound(String id) {
        return ProblemException.notFound("There is no subscription " + id + ".");
    }

    private static ProblemException noSuchReceiver(String name) {
        return ProblemException.badRequest(
                List.of(new Problem("/receiver", "there is no receiver " + name + "; make it first")));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
