package dev.recur.ingest.adapter;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.LinkedHashMap;

/**
 * A JSONata expression from {@code {"body": …, "headers": {…}, "received": "…"}} to an array of reports in the shape of
 * {@code POST /api/v1/incidents}, each of which may also have {@code labels}: the sender's, for the engine to read. An
 * item {@code {"ignored": "why"}} says that something is of no interest. Beside JSONata's own functions there are those
 * of {@link MappingFunctions}.
 *
 * <p>The expression is parsed anew for each evaluation: an instance of the library keeps state in itself and in its
 * thread, and two of them on one thread see each other's.
 */
public final class Mapping {

    private static final Duration LONGEST_EVALUATION = Duration.ofMillis(500);

    /** The library counts calls that have long returned as depth; what bounds the depth is the thread's stack. */
    private static final int ANY_DEPTH = Integer.MAX_VALUE;

    private final String name;
    private final String expression;

    /**
     * A mapping.
     *
     * @throws IllegalArgumentException when the expression is not valid JSONata, saying where
     */
    public Mapping(String name, String expression) {
        this.name = name;
        this.expression = expression;
        try {
            Jsonata.jsonata(expression);
        } catch (JException e) {
            throw new IllegalArgumentException(
                    name + ": " + e.getMessage() + " in line " + line(expression, e.getLocation()), e);
        }
    }

    /** The mapping cannot make sense of a body. */
    public static final class CannotMap extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotMap(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The mapping had no time to make sense of a body; another time it may have. */
    public static final class NoTimeToMap extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoTimeToMap(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Maps a body.
     *
     * @throws CannotMap when the expression fails on it
     * @throws NoTimeToMap when it takes too long
     */
    ArrayNode map(Payload payload) {
        var input = new LinkedHashMap<String, Object>();
        var content = JavaValues.of(payload.body());
        if (content != null) {
            input.put("body", content);
        }
        input.put("headers", payload.headers());
        input.put("received", payload.received().toString());
        var begin = System.nanoTime();
        try {
            var jsonata = Jsonata.jsonata(expression);
            var frame = jsonata.createFrame();
            frame.setRuntimeBounds(LONGEST_EVALUATION.toMillis(), ANY_DEPTH);
            MappingFunctions.bind(frame);
            var made = JavaValues.toJson(jsonata.evaluate(input, frame));
            if (made instanceof ArrayNode array) {
                return array;
            }
            var single = JsonNodeFactory.instance.arrayNode();
            return made.isNull() ? single : single.add(made);
        } catch (JException e) {
            if (System.nanoTime() - begin >= LONGEST_EVALUATION.toNanos()) {
                throw new NoTimeToMap("the mapping " + name + " takes longer than " + LONGEST_EVALUATION, e);
            }
            throw new CannotMap("the mapping " + name + " cannot read this: " + e.getMessage(), e);
        } catch (RuntimeException | StackOverflowError e) {
            throw new CannotMap("the mapping " + name + " cannot read this", e);
        }
    }

    private static long line(String expression, int location) {
        var until = Math.max(0, Math.min(location, expression.length()));
        return expression.substring(0, until).chars().filter(c -> c == '\n').count() + 1;
    }
}
