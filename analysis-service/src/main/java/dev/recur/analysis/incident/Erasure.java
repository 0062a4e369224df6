package dev.recur.analysis.incident;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.wire.json.ObjectReader;
import dev.recur.wire.json.Problems;
import dev.recur.wire.report.Facts;
import dev.recur.wire.report.FactsReader;
import dev.recur.wire.report.Report;
import dev.recur.wire.tag.Tag;
import java.util.List;

/** Takes out of a report whatever may be about a person: free text, links, and the ids that other systems know. */
public final class Erasure {

    private static final List<String> ERASED = List.of("title", "summary", "links");

    private Erasure() {}

    /** The same statement without; the same again for one that is without already. */
    public static Report of(Report report) {
        var facts = report.factsAsSent().deepCopy();
        facts.remove(ERASED);
        // What we do not know may say anything.
        facts.retain(Facts.NAMES);
        normaliseTags(facts);
        return new Report(
                report.incidentId(),
                report.reportId(),
                report.type(),
                report.source(),
                null,
                null,
                report.asOf(),
                report.recordedAt(),
                null,
                facts,
                FactsReader.read(new ObjectReader(facts, "", new Problems()), report.recordedAt()));
    }

    /** Tags stay as they are counted, not as somebody typed them. */
    private static void normaliseTags(ObjectNode facts) {
        if (facts.get("tags") instanceof ObjectNode tags) {
            for (var tag : tags.properties()) {
                if (tag.getValue().isArray()) {
                    var values = facts.arrayNode();
                    tag.getValue().forEach(value -> values.add(Tag.normalise(value.asText())));
                    tag.setValue(values);
                }
            }
        }
    }
}
