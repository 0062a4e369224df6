package dev.recur.system.kit;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Posts reports at a steady rate, as the tools of an organisation do. */
public final class Feed {

    private static final int BATCH = 20;

    private final Ledger ledger;
    private final long nanosBetween;
    private long next;

    public Feed(Ledger ledger, int perSecond) {
        this.ledger = ledger;
        this.nanosBetween = TimeUnit.SECONDS.toNanos(BATCH) / perSecond;
    }

    /** All of them, then some of them again for as long as that is wished. */
    public void post(List<Map<String, Object>> reports, BooleanSupplier goesOn) {
        next = System.nanoTime();
        for (int from = 0; from < reports.size(); from += BATCH) {
            postAtItsTime(reports.subList(from, Math.min(from + BATCH, reports.size())));
        }
        var random = new Random(reports.size());
        while (goesOn.getAsBoolean()) {
            var from = random.nextInt(reports.size() - BATCH);
            postAtItsTime(reports.subList(from, from + BATCH));
        }
    }

    private void postAtItsTime(List<Map<String, Object>> batch) {
        LockSupport.parkNanos(next - System.nanoTime());
        next += nanosBetween;
        ledger.post(batch);
    }
}
