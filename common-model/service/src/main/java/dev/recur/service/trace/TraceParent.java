package dev.recur.service.trace;

import dev.recur.wire.topic.Headers;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code traceparent} of W3C Trace Context: the text in which a trace goes on from one service to the next. While
 * tracing is off no span is made and the text is passed on as it came.
 */
public final class TraceParent {

    /** Later versions may say more after another hyphen. Nothing that a table or a header could not hold. */
    private static final Pattern WELL_FORMED =
            Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(-[\\x21-\\x7e]{0,200})?");

    private static final TextMapGetter<Map<String, String>> GET = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return List.copyOf(carrier.keySet());
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    };

    private static final TextMapSetter<Map<String, String>> SET = (carrier, key, value) -> {
        if (carrier != null) {
            carrier.put(key, value);
        }
    };

    private TraceParent() {}

    /** The text itself, {@code null} where it is none: what others sent is passed on only if it is well-formed. */
    public static @Nullable String wellFormed(@Nullable String text) {
        return text != null && WELL_FORMED.matcher(text).matches() ? text : null;
    }

    /** What a span is a child of that continues it; a new trace begins where there is none. */
    public static Context parent(@Nullable String traceparent) {
        return traceparent == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance()
                        .extract(Context.root(), Map.of(Headers.TRACE_PARENT, traceparent), GET);
    }

    /** The text that continues a span, {@code null} where it is of no trace. */
    public static @Nullable String of(Span span) {
        if (!span.getSpanContext().isValid()) {
            return null;
        }
        var carrier = new HashMap<String, String>();
        W3CTraceContextPropagator.getInstance().inject(Context.root().with(span), carrier, SET);
        return carrier.get(Headers.TRACE_PARENT);
    }
}
