package dev.recur.system.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Posts reports as a patient client does, again until each is acknowledged, and remembers every acknowledgement. */
public final class Ledger {

    private static final int LARGEST_BATCH = 50;

    private final Recur recur;
    private final Map<UUID, Map<String, Object>> acknowledged = new TreeMap<>();
    private int refusals;

    public Ledger(Recur recur) {
        this.recur = recur;
    }

    /** Something to do after so many acknowledged reports. */
    public record Fault(int after, Runnable what) {}

    /** Returns when all reports are acknowledged; the fault happens on the way. */
    public void post(List<Map<String, Object>> reports, Fault fault) {
        var injected = false;
        for (int from = 0; from < reports.size(); from += LARGEST_BATCH) {
            if (!injected && from >= fault.after()) {
                fault.what().run();
                injected = true;
            }
            postUntilAcknowledged(reports.subList(from, Math.min(from + LARGEST_BATCH, reports.size())));
        }
    }

    /** Returns when all reports are acknowledged. */
    public void post(List<Map<String, Object>> reports) {
        post(reports, new Fault(Integer.MAX_VALUE, () -> {}));
    }

    private void postUntilAcknowledged(List<Map<String, Object>> batch) {
        for (int attempt = 0; attempt < 600; attempt++) {
            try {
                var answer = recur.post(batch);
                if (answer.status() == 202) {
                    remember(batch, answer.json());
                    return;
                }
                if (answer.status() != 503) {
                    throw new AssertionError(answer.toString());
                }
            } catch (IOException e) {
                // it is being killed, or starts again: what was not acknowledged is sent again
            }
            refusals++;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        throw new AssertionError("not acknowledged in a minute");
    }

    private void remember(List<Map<String, Object>> batch, JsonNode answer) {
        answer.path("items")
                .forEach(item -> acknowledged.put(
                        UUID.fromString(item.path("incidentId").asText()),
                        batch.get(item.path("index").asInt())));
    }

    /** The acknowledged reports by incident. */
    public Map<UUID, Map<String, Object>> acknowledged() {
        return new HashMap<>(acknowledged);
    }

    /** How often a batch was refused, or its connection lost. */
    public int refusals() {
        return refusals;
    }

    public List<UUID> incidentIds() {
        return new ArrayList<>(acknowledged.keySet());
    }
}
