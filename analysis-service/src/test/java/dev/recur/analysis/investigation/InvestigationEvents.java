package dev.recur.analysis.investigation;

import dev.recur.analysis.Topic;
import dev.recur.wire.investigation.InvestigationEvent;
import dev.recur.wire.investigation.InvestigationEventCodec;
import dev.recur.wire.topic.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What has been told, as a consumer of the topic takes it. */
@ApplicationScoped
class InvestigationEvents {

    private final Topic topic;

    InvestigationEvents(Topic topic) {
        this.topic = topic;
    }

    /** An event and the record that it came in. */
    record Told(InvestigationEvent event, ConsumerRecord<String, byte[]> record) {

        /** For example {@code opened} or {@code opened:reopened}. */
        String what() {
            var name = event.event().wireName();
            return event.change() == null ? name : name + ":" + event.change();
        }
    }

    /** All of a rule by investigation, in the order in which they stand on the topic. */
    Map<String, List<Told>> ofRule(String name) throws Exception {
        var told = new TreeMap<String, List<Told>>();
        for (var record : topic.read(Topics.INVESTIGATION_EVENTS)) {
            var event = InvestigationEventCodec.decode(record.value());
            if (event.investigation().rule().name().equals(name)) {
                told.computeIfAbsent(record.key(), id -> new ArrayList<>()).add(new Told(event, record));
            }
        }
        return told;
    }

    /** What has been told of the one investigation of a rule. */
    List<Told> ofTheOne(String rule) throws Exception {
        var all = ofRule(rule);
        if (all.size() != 1) {
            throw new AssertionError(rule + " has told of " + all.keySet());
        }
        return all.values().iterator().next();
    }
}
