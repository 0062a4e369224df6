package dev.recur.analysis.investigation.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.RealServers;
import dev.recur.analysis.Reports;
import dev.recur.analysis.Rules;
import dev.recur.analysis.Service;
import dev.recur.analysis.Topic;
import dev.recur.analysis.investigation.postgres.OutboxRows;
import dev.recur.analysis.postgres.Transactions;
import dev.recur.wire.investigation.EventName;
import dev.recur.wire.investigation.Investigation;
import dev.recur.wire.investigation.InvestigationEvent;
import dev.recur.wire.investigation.InvestigationEventCodec;
import dev.recur.wire.investigation.Priority;
import dev.recur.wire.investigation.Status;
import dev.recur.wire.topic.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Beside the one that runs in the service, as in other instances: a lock of the database does not know the difference. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class TwoRelaysIT {

    private static final int INVESTIGATIONS = 40;
    private static final int EVENTS = 12;

    @Inject
    OutboxRelay relay;

    @Inject
    Transactions transactions;

    @Inject
    Topic topic;

    @Inject
    Service service;

    @Test
    void however_many_relays_there_are_each_event_is_published_once_and_in_order() throws Exception {
        var writing = new AtomicBoolean(true);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var others = List.of(threads.submit(() -> relayWhile(writing)), threads.submit(() -> relayWhile(writing)));
            for (long sequence = 1; sequence <= EVENTS; sequence++) {
                write(sequence);
            }
            service.settle();
            writing.set(false);
            for (var other : others) {
                other.get();
            }
        }

        var published = new TreeMap<String, List<Long>>();
        for (var record : topic.read(Topics.INVESTIGATION_EVENTS)) {
            var event = InvestigationEventCodec.decode(record.value());
            if (event.investigation().rule().name().equals("two-relays")) {
                published.computeIfAbsent(record.key(), id -> new ArrayList<>()).add(event.sequence());
            }
        }
        var inOrder = LongStream.rangeClosed(1, EVENTS).boxed().toList();
        assertThat(published).hasSize(INVESTIGATIONS);
        assertThat(published.values())
                .allSatisfy(sequences -> assertThat(sequences).isEqualTo(inOrder));
    }

    private int relayWhile(AtomicBoolean writing) {
        var times = 0;
        while (writing.get()) {
            relay.relay();
            times++;
        }
        return times;
    }

    private void write(long sequence) {
        transactions.run(statements -> {
            for (int i = 0; i < INVESTIGATIONS; i++) {
                OutboxRows.add(statements, event(Reports.incident("two-relays-" + i), sequence), null, Reports.NOON);
            }
            return sequence;
        });
    }

    private static InvestigationEvent event(UUID id, long sequence) {
        var investigation = new Investigation(
                id,
                Status.OPEN,
                "h",
                Priority.LOW,
                new Investigation.RuleReference(Rules.ID, "two-relays", 1),
                Map.of(),
                new Investigation.WindowView("quarter", Reports.NOON, null),
                BigDecimal.ONE,
                BigDecimal.ONE,
                Reports.NOON,
                Reports.NOON,
                Reports.NOON,
                false,
                0,
                List.of(),
                List.of(),
                List.of());
        return new InvestigationEvent(EventName.UPDATED, null, sequence, investigation);
    }
}
