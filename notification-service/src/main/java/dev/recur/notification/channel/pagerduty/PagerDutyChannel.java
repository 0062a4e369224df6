package dev.recur.notification.channel.pagerduty;

import dev.recur.notification.channel.Answer;
import dev.recur.notification.channel.Channel;
import dev.recur.notification.channel.FailureReason;
import dev.recur.notification.channel.Message;
import dev.recur.notification.channel.Result;
import dev.recur.notification.letter.Letters;
import dev.recur.notification.outbound.JsonPosts;
import dev.recur.notification.receiver.Destination;
import java.net.URI;

/** Sends events to PagerDuty. */
public final class PagerDutyChannel implements Channel<Destination.PagerDuty> {

    private static final int BAD_REQUEST = 400;

    private final Letters letters;
    private final JsonPosts posts;
    private final URI events;

    /**
     * Sends there.
     *
     * @param events where events go: that of Europe is another
     */
    public PagerDutyChannel(Letters letters, JsonPosts posts, URI events) {
        this.letters = letters;
        this.posts = posts;
        this.events = events;
    }

    @Override
    public Result deliver(Message message, Destination.PagerDuty destination) {
        var key = destination.routingKey().key();
        Result result = new Result.Delivered(new Answer(0, ""));
        for (var event : PagerDutyEvents.of(message, letters.write(message), key)) {
            result = given(posts.with(events, event, key));
            if (!(result instanceof Result.Delivered)) {
                return result;
            }
        }
        return result;
    }

    /** What PagerDuty finds invalid, it finds invalid for ever: its own clients do not send it again. */
    private static Result given(Result result) {
        return result instanceof Result.TryAgain again
                        && again.reason() == FailureReason.CLIENT_ERROR
                        && again.answer() != null
                        && again.answer().status() == BAD_REQUEST
                ? new Result.GiveUp(FailureReason.CLIENT_ERROR, again.answer())
                : result;
    }
}
