package dev.recur.ingest.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.ingest.intake.Contents.Item;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.MalformedJson;
import dev.recur.wire.json.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Takes the reports of a body out of whatever they came in, and stops reading where there are too many. */
final class ContentsReader {

    /** Largest report, in bytes. */
    static final int LARGEST_REPORT = 256 * 1024;

    /** Most reports of one batch. */
    static final int LARGEST_BATCH = 1_000;

    private static final String NO_REPORT = "must be an object: a report";
    private static final String TOO_LARGE = "must be at most " + LARGEST_REPORT + " bytes";

    private ContentsReader() {}

    static Contents read(byte[] body, Format format, Submission submission) {
        try {
            return switch (format) {
                case Format.PlainJson plain -> isArray(body) ? array(body, submission) : object(body, submission);
                case Format.JsonLines lines -> lines(body, submission);
                case Format.CloudEvent event -> event(body);
                case Format.CloudEventBatch batch -> events(body);
                case Format.BinaryCloudEvent(var attributes) ->
                    body.length > LARGEST_REPORT
                            ? tooLarge()
                            : new Contents.One(CloudEventReader.binary(attributes, body));
            };
        } catch (MalformedJson e) {
            return new Contents.Nothing(new Outcome.Refused(List.of(new Problem("", e.detail()))));
        }
    }

    private static Contents object(byte[] body, Submission submission) {
        if (body.length > LARGEST_REPORT) {
            return tooLarge();
        }
        return new Contents.One(
                Json.read(body) instanceof ObjectNode object
                        ? new Item.Stated(object, submission.keyOfOne(), UnaryOperator.identity())
                        : Item.Broken.of("", "must be a JSON object"));
    }

    private static Contents array(byte[] body, Submission submission) {
        var nodes = Json.readItems(body, LARGEST_BATCH);
        var items = new ArrayList<Item>(nodes.size());
        for (var node : nodes) {
            items.add(item(node, body.length, submission.keyOfItem(items.size())));
        }
        return many(items);
    }

    private static Item item(JsonNode node, int bytes, @Nullable ItemKey key) {
        if (!(node instanceof ObjectNode object)) {
            return Item.Broken.of("", NO_REPORT);
        }
        return isTooLarge(object, bytes)
                ? Item.Broken.of("", TOO_LARGE)
                : new Item.Stated(object, key, UnaryOperator.identity());
    }

    private static Contents lines(byte[] body, Submission submission) {
        var items = new ArrayList<Item>();
        for (int start = 0; start < body.length && items.size() <= LARGEST_BATCH; ) {
            var end = start;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            if (!isBlank(body, start, end)) {
                items.add(line(Arrays.copyOfRange(body, start, end), submission, items.size()));
            }
            start = end + 1;
        }
        return many(items);
    }

    private static Item line(byte[] line, Submission submission, int index) {
        if (line.length > LARGEST_REPORT) {
            return Item.Broken.of("", TOO_LARGE);
        }
        try {
            return item(Json.read(line), line.length, submission.keyOfItem(index));
        } catch (MalformedJson e) {
            return Item.Broken.of("", e.detail());
        }
    }

    private static Contents event(byte[] body) {
        var event = Json.readBatch(body);
        return isTooLarge(event.path("data"), body.length)
                ? tooLarge()
                : new Contents.One(CloudEventReader.structured(event));
    }

    private static Contents events(byte[] body) {
        var items = new ArrayList<Item>();
        for (var event : Json.readEnvelopes(body, LARGEST_BATCH)) {
            items.add(
                    isTooLarge(event.path("data"), body.length)
                            ? Item.Broken.of("/data", TOO_LARGE)
                            : CloudEventReader.structured(event));
        }
        return many(items);
    }

    private static Contents many(List<Item> items) {
        if (items.isEmpty()) {
            return new Contents.Nothing(new Outcome.Refused(List.of(new Problem("", "must have at least one report"))));
        }
        return items.size() > LARGEST_BATCH
                ? new Contents.Nothing(new Outcome.TooLarge("A batch has at most " + LARGEST_BATCH + " reports."))
                : new Contents.Many(items);
    }

    static Contents.Nothing tooLarge() {
        return new Contents.Nothing(new Outcome.TooLarge("One report is at most " + LARGEST_REPORT + " bytes."));
    }

    private static boolean isTooLarge(JsonNode report, int bytesOfAll) {
        return bytesOfAll > LARGEST_REPORT && Json.write(report).length > LARGEST_REPORT;
    }

    private static boolean isArray(byte[] body) {
        for (var b : body) {
            if (!isWhiteSpace(b)) {
                return b == '[';
            }
        }
        return false;
    }

    private static boolean isBlank(byte[] body, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!isWhiteSpace(body[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhiteSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }
}
