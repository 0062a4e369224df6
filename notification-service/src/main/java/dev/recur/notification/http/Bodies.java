package dev.recur.notification.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.service.problem.ProblemException;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problem;
import dev.recur.wire.json.Problems;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads what callers send; everything that is wrong with it ends the request with a 400. */
final class Bodies {

    private Bodies() {}

    /** What the reader makes of a body that must be a JSON object. */
    static <T> T read(byte @Nullable [] body, BiFunction<ObjectNode, Problems, Optional<T>> reader) {
        return read(object(body), reader);
    }

    static <T> T read(ObjectNode body, BiFunction<ObjectNode, Problems, Optional<T>> reader) {
        var problems = new Problems();
        return reader.apply(body, problems).orElseThrow(() -> ProblemException.badRequest(problems.all()));
    }

    /** A body that must be a JSON object. */
    static ObjectNode object(byte @Nullable [] body) {
        var json = Json.read(body == null ? new byte[0] : body);
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw ProblemException.badRequest(
                List.of(new Problem("", "must be a JSON object, was " + ObjectReader.typeOf(json))));
    }

    /** The id in a path: what is no UUID is the id of nothing. */
    static UUID id(String text, String what) {
        return ObjectReader.uuid(text, "", new Problems())
                .orElseThrow(() -> ProblemException.notFound("There is no " + what + " " + text + "."));
    }
}
