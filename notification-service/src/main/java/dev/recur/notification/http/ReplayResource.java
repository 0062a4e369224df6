package dev.recur.notification.http;

import dev.recur.notification.audit.Action;
import dev.recur.notification.delivery.NotificationDelivery;
import dev.recur.notification.receiver.Receivers;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Roles;
import dev.recur.wire.json.ObjectReader;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Sends a receiver again what it may have missed. */
@Path("/api/v1/receivers/{name}/replay")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "receivers")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
@RunOnVirtualThread
class ReplayResource {

    private final Receivers receivers;
    private final NotificationDelivery delivery;
    private final Changes changes;

    ReplayResource(Receivers receivers, NotificationDelivery delivery, Changes changes) {
        this.receivers = receivers;
        this.delivery = delivery;
        this.changes = changes;
    }

    @POST
    @RolesAllowed(Roles.EDITOR)
    @Operation(
            operationId = "replayReceiver",
            summary = "Sends again, under the same webhook-ids, what was made since a time and is delivered or dead")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "ReplaySince")))
    @APIResponse(responseCode = "202", ref = "Replaying")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "404", ref = "NotFound")
    @APIResponse(responseCode = "413", ref = "TooLarge")
    public Response replay(@PathParam("name") @Schema(ref = "ReceiverName") String name, byte @Nullable [] body) {
        var since = Bodies.read(body, (json, problems) -> {
            var reader = new ObjectReader(json, "", problems);
            reader.refuseUnknown(List.of("since"));
            var time = reader.requiredTime("since");
            return problems.isEmpty() ? Optional.ofNullable(time) : Optional.empty();
        });
        if (receivers.find(name).isEmpty()) {
            throw ProblemException.notFound("There is no receiver " + name + ".");
        }
        changes.record(Action.RECEIVER_REPLAYED, "receiver/" + name);
        return Response.accepted(Map.of("deliveries", delivery.replay(name, since)))
                .build();
    }
}
