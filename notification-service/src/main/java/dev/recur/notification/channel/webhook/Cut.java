package dev.recur.notification.channel.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.Json;
import java.util.List;

/** Shortens lists until a body is short enough: as many of the last items as fit stay, for the last are the latest. */
final class Cut {

    private static final List<String> LISTS = List.of("events", "evidence", "transitions", "history");

    private Cut() {}

    /** The body, written, with the lists of its data as long as there is room for. */
    static byte[] toLength(ObjectNode body, ObjectNode data, int longest) {
        var written = Json.write(body);
        for (var list : LISTS) {
            if (written.length > longest && data.get(list) instanceof ArrayNode all) {
                cut(body, data, list, all, longest);
                written = Json.write(body);
            }
        }
        return written;
    }

    private static void cut(ObjectNode body, ObjectNode data, String member, ArrayNode all, int longest) {
        int fits = 0;
        int tooMany = all.size();
        while (tooMany - fits > 1) {
            var middle = (fits + tooMany) / 2;
            data.set(member, last(all, middle));
            if (Json.write(body).length <= longest) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        data.set(member, last(all, fits));
    }

    private static ArrayNode last(ArrayNode all, int count) {
        var kept = all.arrayNode();
        for (int i = all.size() - count; i < all.size(); i++) {
            kept.add(all.get(i));
        }
        return kept;
    }
}
