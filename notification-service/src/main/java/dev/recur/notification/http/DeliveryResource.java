package dev.recur.notification.http;

import dev.recur.notification.audit.Action;
import dev.recur.notification.delivery.Deliveries;
import dev.recur.notification.delivery.Delivery;
import dev.recur.notification.delivery.DeliveryStatus;
import dev.recur.notification.delivery.NotificationDelivery;
import dev.recur.service.paging.Answers;
import dev.recur.service.paging.Cursor;
import dev.recur.service.paging.Limit;
import dev.recur.service.paging.Page;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Roles;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.json.WireName;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The ledger: who was told what, who was not, and why. */
@Path("/api/v1/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "deliveries")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
@RunOnVirtualThread
class DeliveryResource {

    private final Deliveries deliveries;
    private final NotificationDelivery delivery;
    private final Changes changes;

    DeliveryResource(Deliveries deliveries, NotificationDelivery delivery, Changes changes) {
        this.deliveries = deliveries;
        this.delivery = delivery;
        this.changes = changes;
    }

    @GET
    @RolesAllowed(Roles.READER)
    @Operation(operationId = "listDeliveries", summary = "Lists deliveries, newest first")
    @APIResponse(responseCode = "200", ref = "DeliveryPage")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    public Response list(
            @QueryParam("status") @Schema(ref = "DeliveryStatus") @Nullable String status,
            @QueryParam("receiver") @Nullable String receiver,
            @QueryParam("investigation") @Schema(format = "uuid") @Nullable String investigation,
            @QueryParam("limit") @Schema(ref = "Limit") @Nullable String limit,
            @QueryParam("cursor") @Schema(ref = "Cursor") @Nullable String cursor,
            @Context UriInfo uri) {
        var most = Limit.parse(limit);
        var filter = new Deliveries.Filter(status(status), receiver, investigation(investigation));
        var found = deliveries.list(filter, Cursors.position(cursor), most + 1);
        return Answers.page(Page.of(found, most, one -> Cursor.of(one.createdAt(), one.deliveryId())), uri);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.READER)
    @Operation(operationId = "showDelivery", summary = "Shows a delivery with every attempt at it")
    @APIResponse(responseCode = "200", ref = "DeliveryWithAttempts")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Response get(@PathParam("id") @Schema(format = "uuid") String id) {
        var found = existing(id);
        return Response.ok(DeliveryView.of(found, deliveries.attempts(found.deliveryId())))
                .build();
    }

    @POST
    @Path("/{id}/redeliver")
    @RolesAllowed(Roles.EDITOR)
    @Operation(operationId = "redeliver", summary = "Sends a delivery again, under the same webhook-id")
    @APIResponse(responseCode = "202", ref = "Redelivering")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "409", ref = "Conflict")
    public Response redeliver(@PathParam("id") @Schema(format = "uuid") String id) {
        var known = existing(id);
        changes.record(Action.DELIVERY_REDELIVERED, "delivery/" + known.deliveryId());
        return switch (delivery.redeliver(known.deliveryId())) {
            case DUE -> Response.accepted(existing(id)).build();
            case IN_DIGEST ->
                throw ProblemException.conflict("It waits for the digest " + known.digestId() + ", which is due at "
                        + known.nextAttemptAt() + ": redeliver that to have it sent now.");
            case NOBODY -> throw ProblemException.conflict("There is no receiver " + known.receiver() + " any more.");
        };
    }

    private Delivery existing(String id) {
        return deliveries
                .find(Bodies.id(id, "delivery"))
                .orElseThrow(() -> ProblemException.notFound("There is no delivery " + id + "."));
    }

    private static @Nullable DeliveryStatus status(@Nullable String text) {
        return text == null
                ? null
                : WireName.find(DeliveryStatus.class, text)
                        .orElseThrow(() -> ProblemException.badRequest(
                                "status: must be one of " + WireName.allowed(DeliveryStatus.class)));
    }

    private static @Nullable UUID investigation(@Nullable String text) {
        return text == null
                ? null
                : ObjectReader.uuid(text, "", new Problems())
                        .orElseThrow(() -> ProblemException.badRequest("investigation: must be a UUID"));
    }
}
