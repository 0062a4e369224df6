package dev.recur.ingest.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recur.ingest.adapter.Adapted;
import dev.recur.ingest.intake.Reading;
import dev.recur.ingest.intake.ReportReader;
import dev.recur.ingest.intake.Sender;
import dev.recur.wire.json.Problem;
import dev.recur.wire.report.Report;
import java.util.List;
import java.util.Set;

/** Makes of what an adapter made what Recur can keep. */
public final class Understanding {

    private final ReportReader reader;

    public Understanding(ReportReader reader) {
        this.reader = reader;
    }

    /** What came of one item. */
    sealed interface Understood {}

    /**
     * A report.
     *
     * @param dropped parts that were left out, and what was wrong with them
     */
    record Told(Report report, List<Problem> dropped) implements Understood {}

    /** Nothing of interest, and why. */
    record Ignored(String reason) implements Understood {}

    Understood understand(Source source, Adapted item) {
        return switch (item) {
            case Adapted.Ignored(var reason) -> new Ignored(reason);
            case Adapted.Candidate(var candidate) -> {
                var itself = new Sender(source.name(), Set.of());
                var result = new Leniency(object -> reader.report(object, itself, null)).read(withoutSource(candidate));
                yield switch (result.reading()) {
                    case Reading.Read(var report) -> new Told(report, result.dropped());
                    case Reading.Refused(var problems) ->
                        new Ignored(problems.getFirst().pointer() + " "
                                + problems.getFirst().detail());
                    case Reading.NotAllowed(var detail) -> new Ignored(detail);
                };
            }
        };
    }

    /** A mapping cannot speak for another source than the one that it maps. */
    private static ObjectNode withoutSource(ObjectNode candidate) {
        candidate.remove("source");
        return candidate;
    }
}
