package dev.recur.notification.http;

import dev.recur.notification.audit.Action;
import dev.recur.notification.letter.Links;
import dev.recur.notification.subscription.Subscriptions;
import dev.recur.notification.subscription.UnsubscribeTokens;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Ends a subscription for whoever was told because of it: the token in the link is the permission. Mail programs POST
 * (RFC 8058); people see a page with a button, because mail scanners follow links.
 */
@Path(Links.UNSUBSCRIBE_PATH + "{token}")
@Produces(MediaType.TEXT_HTML)
@Tag(name = "subscriptions")
@APIResponse(responseCode = "406", ref = "NotAcceptable")
@APIResponse(responseCode = "503", ref = "Unavailable")
@RunOnVirtualThread
class UnsubscribeResource {

    /** Who was told: which of them used the link, nobody knows. */
    private static final String BY_LINK = "unsubscribe-link";

    private final Subscriptions subscriptions;
    private final UnsubscribeTokens tokens;
    private final Clock clock;
    private final Changes changes;

    UnsubscribeResource(Subscriptions subscriptions, UnsubscribeTokens tokens, Clock clock, Changes changes) {
        this.subscriptions = subscriptions;
        this.tokens = tokens;
        this.clock = clock;
        this.changes = changes;
    }

    @GET
    @PermitAll
    @Operation(operationId = "askToUnsubscribe", summary = "A page that asks whether the subscription is to end")
    @APIResponse(responseCode = "200", ref = "Page")
    @APIResponse(responseCode = "404", ref = "NoSubscription")
    public Response ask(@PathParam("token") String token) {
        var found = tokens.subscription(token).flatMap(subscriptions::find);
        if (found.isEmpty()) {
            return gone();
        }
        return page(
                200,
                "<p>Nothing more is to be sent because of the subscription “"
                        + escaped(found.get().name())
                        + "”?</p><form method=\"post\"><button>End the subscription</button></form>");
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @PermitAll
    @Operation(operationId = "unsubscribe", summary = "Ends the subscription; harmless when repeated")
    @APIResponse(responseCode = "200", ref = "Page")
    @APIResponse(responseCode = "404", ref = "NoSubscription")
    public Response end(@PathParam("token") String token) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var change = tokens.subscription(token)
                .map(id -> subscriptions.change(
                        id,
                        subscription -> subscription.ended(now),
                        changes.recordingBy(
                                BY_LINK,
                                Action.SUBSCRIPTION_ENDED_BY_LINK,
                                "subscription/" + id,
                                SubscriptionView::of)));
        return change.isPresent() && change.get() instanceof Subscriptions.Change.Changed
                ? page(200, "<p>The subscription has ended. An editor can enable it again.</p>")
                : gone();
    }

    private static Response gone() {
        return page(404, "<p>This link leads to no subscription: it has ended, or the link is too old.</p>");
    }

    private static Response page(int status, String content) {
        var html = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>Recur</title></head><body>" + content
                + "</body></html>";
        return Response.status(status)
                .entity(html)
                .header("Content-Security-Policy", "default-src 'none'; form-action 'self'; frame-ancestors 'none'")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store")
                .build();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
