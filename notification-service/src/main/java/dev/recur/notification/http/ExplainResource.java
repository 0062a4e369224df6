package dev.recur.notification.http;

import dev.recur.notification.delivery.Deliveries;
import dev.recur.notification.delivery.Delivery;
import dev.recur.notification.explain.Explanation;
import dev.recur.notification.stream.StoredEvents;
import dev.recur.notification.subscription.Subscription;
import dev.recur.notification.subscription.Subscriptions;
import dev.recur.service.problem.ProblemException;
import dev.recur.service.security.Roles;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Why somebody was told of an investigation, or was not. */
@Path("/api/v1/deliveries/explain")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "deliveries")
@APIResponse(responseCode = "401", ref = "Unauthorized")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "429", ref = "TooManyRequests")
@APIResponse(responseCode = "503", ref = "Unavailable")
@RunOnVirtualThread
class ExplainResource {

    /** The latest events of an investigation that are explained. */
    private static final int MOST_EVENTS = 100;

    private static final int PAGE = 500;

    private final StoredEvents events;
    private final Subscriptions subscriptions;
    private final Deliveries deliveries;

    ExplainResource(StoredEvents events, Subscriptions subscriptions, Deliveries deliveries) {
        this.events = events;
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
    }

    @GET
    @RolesAllowed(Roles.READER)
    @Operation(
            operationId = "explainDeliveries",
            summary = "For every subscription: whether it was told of an investigation, when and how, or why not")
    @APIResponse(responseCode = "200", ref = "Explanation")
    @APIResponse(responseCode = "400", ref = "BadRequest")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public Response explain(
            @QueryParam("investigation")
                    @Parameter(required = true, schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String investigation) {
        if (investigation == null) {
            throw ProblemException.badRequest("investigation: is required");
        }
        var id = ObjectReader.uuid(investigation, "", new Problems())
                .orElseThrow(() -> ProblemException.badRequest("investigation: must be a UUID"));
        var happened = events.ofInvestigation(id, MOST_EVENTS);
        if (happened.isEmpty()) {
            throw ProblemException.notFound(
                    "Nothing has been heard of an investigation " + id + ", so nobody was told of it."
                            + " If analysis-service knows it, its rule opened more in that hour than"
                            + " recur.rules.max-openings-per-hour and it was not told by itself, or it was opened just now.");
        }
        return Response.ok(Explanation.of(id, happened, allSubscriptions(), allDeliveries(id)))
                .build();
    }

    private List<Subscription> allSubscriptions() {
        return all(last -> subscriptions.list(last == null ? null : last.id(), PAGE));
    }

    private List<Delivery> allDeliveries(UUID investigation) {
        var filter = new Deliveries.Filter(null, null, investigation);
        return all(last -> deliveries.list(
                filter, last == null ? null : new Deliveries.Position(last.createdAt(), last.deliveryId()), PAGE));
    }

    private static <T> List<T> all(Function<@Nullable T, List<T>> pages) {
        var found = new ArrayList<T>();
        List<T> page;
        do {
            page = pages.apply(found.isEmpty() ? null : found.getLast());
            found.addAll(page);
        } while (page.size() == PAGE);
        return found;
    }
}
