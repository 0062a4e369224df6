package dev.recur.ingest.webhook;

import dev.recur.ingest.adapter.Adapted;
import dev.recur.ingest.adapter.Mapping;
import dev.recur.ingest.adapter.Provenance;
import dev.recur.ingest.webhook.signature.Posted;
import dev.recur.ingest.webhook.signature.Verdict;
import dev.recur.wire.json.Problem;
import dev.recur.wire.json.WireName;
import dev.recur.wire.report.Report;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a webhook would do, and from where in it each fact comes. Nothing is published. */
public final class DryRun {

    private static final String AS_OF = "asOf";
    private static final String OCCURRED = "occurredAt";
    private static final String NOT_SAID = "not said: it counts at asOf";

    private final Sources sources;
    private final Understanding understanding;
    private final Clock clock;

    public DryRun(Sources sources, Understanding understanding, Clock clock) {
        this.sources = sources;
        this.understanding = understanding;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Result {}

    /** It is understood. */
    public record Understood(Source source, Signature signature, List<Explained> reports, List<String> ignored)
            implements Result {}

    /** There is no such source. */
    public record UnknownSource() implements Result {}

    /** Nothing can be made of the body. */
    public record Unintelligible(String detail) implements Result {}

    /** How the webhook's signature would be judged. */
    public enum Signature implements WireName {
        NOT_CONFIGURED,
        GENUINE,
        REFUSED,
        NOT_JUDGED
    }

    /**
     * A report that would be published.
     *
     * @param provenance places by the name of the fact, for example {@code tags/component}
     * @param leftOut parts that were not valid
     */
    public record Explained(Report report, Map<String, List<String>> provenance, List<Problem> leftOut) {}

    /** How a request to a source would be judged. */
    public Signature judge(String sourceName, Posted posted) {
        return sources.find(sourceName)
                .flatMap(Source::scheme)
                .map(scheme -> switch (scheme.judge(posted, clock.instant())) {
                    case Verdict.Genuine genuine -> Signature.GENUINE;
                    case Verdict.Refused refused -> Signature.REFUSED;
                    case Verdict.Unavailable unavailable -> Signature.NOT_JUDGED;
                })
                .orElse(Signature.NOT_CONFIGURED);
    }

    /** Explains what would come of a request to a source. */
    public Result run(String sourceName, Posted posted) {
        var source = sources.find(sourceName).orElse(null);
        if (source == null) {
            return new UnknownSource();
        }
        var payload = WebhookIntake.payload(posted, clock).orElse(null);
        if (payload == null) {
            return new Unintelligible("the body is not valid JSON");
        }
        try {
            var items = source.understanding().adapt(payload);
            var places = Provenance.of(source.understanding(), payload, items);
            var reports = new ArrayList<Explained>();
            var ignored = new ArrayList<String>();
            var placing = new Episodes(clock::millis).placing(source.name(), payload.received());
            for (int i = 0; i < items.size(); i++) {
                switch (understanding.understand(source, placed(placing, items.get(i)))) {
                    case Understanding.Told(var report, var dropped) ->
                        reports.add(new Explained(report, provenance(report, places.get(i)), dropped));
                    case Understanding.Ignored(var reason) -> ignored.add(reason);
                }
            }
            return new Understood(source, judge(sourceName, posted), reports, ignored);
        } catch (Mapping.CannotMap | Mapping.NoTimeToMap e) {
            return new Unintelligible(Optional.ofNullable(e.getMessage()).orElse("the mapping fails"));
        }
    }

    /** An end is taken for that of something that was heard of before: its identity is shown as far as the sender says. */
    private static Adapted placed(Episodes.Placing placing, Adapted item) {
        return item instanceof Adapted.Candidate(var candidate)
                ? new Adapted.Candidate(placing.place(candidate.deepCopy()).orElse(candidate))
                : item;
    }

    /** Of what was left out, and of what nobody said, too. */
    private static Map<String, List<String>> provenance(Report report, Map<String, List<String>> places) {
        var result = new TreeMap<String, List<String>>();
        var facts = report.factsAsSent();
        places.forEach((name, from) -> {
            var isThere = name.equals("externalId")
                    || name.equals("correlationKey")
                    || facts.at("/" + name).isValueNode()
                    || facts.at("/" + name).isContainerNode();
            if (isThere) {
                result.put(name, from);
            }
        });
        var asOf = places.get(AS_OF);
        result.put(
                AS_OF, asOf == null || report.asOf().equals(report.recordedAt()) ? List.of(Provenance.RECEIPT) : asOf);
        if (!facts.has(OCCURRED) && !facts.has("detectedAt")) {
            result.put(OCCURRED, List.of(NOT_SAID));
        }
        return result;
    }
}
