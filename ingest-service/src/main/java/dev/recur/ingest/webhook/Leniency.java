package dev.recur.ingest.webhook;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.ingest.intake.Reading;
import dev.recur.ingest.intake.ReportReader;
import dev.recur.wire.json.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Gets a report out of what an adapter made, whatever is wrong with parts of it: what can be cut is cut to its limit, and
 * what the reader then still refuses is left out, so that there is one opinion of what is valid.
 */
final class Leniency {

    private static final int MOST_ROUNDS = 10;

    private final Function<ObjectNode, Reading> reader;

    Leniency(Function<ObjectNode, Reading> reader) {
        this.reader = reader;
    }

    /**
     * What came of it.
     *
     * @param reading a report, or why there is none
     * @param dropped parts that were left out, and what was wrong with them
     */
    record Result(Reading reading, List<Problem> dropped) {}

    Result read(ObjectNode candidate) {
        var report = Cutting.cut(candidate);
        report.retain(ReportReader.MEMBERS);
        var dropped = new ArrayList<Problem>();
        var reading = reader.apply(report);
        for (int round = 0; round < MOST_ROUNDS && reading instanceof Reading.Refused(var problems); round++) {
            var removed = problems.stream()
                    .filter(problem -> remove(report, problem.pointer()))
                    .toList();
            if (removed.isEmpty()) {
                break;
            }
            dropped.addAll(removed);
            prune(report);
            reading = reader.apply(report);
        }
        return new Result(reading, dropped);
    }

    /** Removes the part; of a list it leaves {@code null} in its place, so that other pointers stay right. */
    private static boolean remove(ObjectNode report, String pointer) {
        var path = pointer.startsWith("/links/") ? element(pointer) : pointer;
        if (path.isEmpty()) {
            return false;
        }
        var at = JsonPointer.compile(path);
        return switch (report.at(at.head())) {
            case ObjectNode parent -> parent.remove(at.last().getMatchingProperty()) != null;
            case ArrayNode parent
            when parent.has(at.last().getMatchingIndex()) -> {
                parent.setNull(at.last().getMatchingIndex());
                yield true;
            }
            default -> false;
        };
    }

    /** A link is of no use in part. */
    private static String element(String pointer) {
        var end = pointer.indexOf('/', "/links/".length());
        return end < 0 ? pointer : pointer.substring(0, end);
    }

    /** Empty lists and objects would say that something is cleared. */
    private static void prune(ObjectNode report) {
        if (report.get("tags") instanceof ObjectNode tags) {
            tags.properties().removeIf(member -> isEmptyOfValues(member.getValue()));
        }
        report.properties().removeIf(member -> !member.getValue().isNull() && isEmptyOfValues(member.getValue()));
    }

    private static boolean isEmptyOfValues(JsonNode node) {
        if (node instanceof ArrayNode array) {
            var values = array.iterator();
            while (values.hasNext()) {
                if (values.next().isNull()) {
                    values.remove();
                }
            }
        }
        return node.isNull() || (node.isContainerNode() && node.isEmpty());
    }
}
