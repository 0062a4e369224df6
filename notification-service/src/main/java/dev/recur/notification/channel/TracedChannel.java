package dev.recur.notification.channel;

import dev.recur.notification.receiver.Destination;
import dev.recur.service.trace.TraceParent;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;

/**
 * Tells as another channel does, and makes a span of each attempt, which goes on with the trace of what is told.
 *
 * @param name of the channel, as receivers have it for their type
 */
public record TracedChannel<D extends Destination>(String name, Channel<D> channel, Tracer tracer)
        implements Channel<D> {

    @Override
    public Result deliver(Message message, D destination) {
        var span = tracer.spanBuilder("deliver " + name)
                .setSpanKind(SpanKind.CLIENT)
                .setParent(TraceParent.parent(message.traceparent()))
                .setAttribute("recur.delivery.id", message.id().toString())
                .startSpan();
        try {
            var result = channel.deliver(message.in(TraceParent.of(span)), destination);
            switch (result) {
                case Result.Delivered done -> span.setStatus(StatusCode.OK);
                case Result.TryAgain(var reason, var retryAfter, var answer) ->
                    span.setStatus(StatusCode.ERROR, reason.wireName());
                case Result.GiveUp(var reason, var answer) -> span.setStatus(StatusCode.ERROR, reason.wireName());
            }
            return result;
        } finally {
            span.end();
        }
    }
}
