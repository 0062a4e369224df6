package dev.recur.notification.delivery;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** How much may be in flight to each receiver: its share, less while it fails or while much is in flight altogether. */
final class Lanes {

    private final int perReceiver;
    private final int altogether;
    private final Map<String, Integer> inFlight = new HashMap<>();
    private final Map<String, Circuit> circuits = new HashMap<>();
    private int total;

    Lanes(int perReceiver, int altogether) {
        this.perReceiver = perReceiver;
        this.altogether = altogether;
    }

    void begin(String receiver) {
        inFlight.merge(receiver, 1, Integer::sum);
        total++;
    }

    void end(Settled settled) {
        var receiver = settled.delivery().receiver();
        inFlight.merge(receiver, -1, (count, less) -> count + less == 0 ? null : count + less);
        total--;
        if (settled.attempt() != null) {
            var circuit = circuits.getOrDefault(receiver, Circuit.CLOSED)
                    .after(settled.reason(), settled.retryAfter(), settled.at());
            if (circuit.equals(Circuit.CLOSED)) {
                circuits.remove(receiver);
            } else {
                circuits.put(receiver, circuit);
            }
        }
    }

    boolean isIdle() {
        return total == 0;
    }

    int room() {
        return altogether - total;
    }

    /** Most attempts at a time for a receiver that has none: hundreds that hang must not take the place of all others. */
    int share() {
        return total * 2 > altogether ? 1 : perReceiver;
    }

    /** Room of each receiver that has not its whole share. */
    Map<String, Integer> rooms(Instant now) {
        var rooms = new HashMap<String, Integer>();
        inFlight.keySet().forEach(receiver -> rooms.put(receiver, room(receiver, now)));
        circuits.keySet().forEach(receiver -> rooms.put(receiver, room(receiver, now)));
        return rooms;
    }

    private int room(String receiver, Instant now) {
        return circuits.getOrDefault(receiver, Circuit.CLOSED).room(share(), inFlight.getOrDefault(receiver, 0), now);
    }

    long open() {
        return circuits.values().stream().filter(Circuit::isOpen).count();
    }
}
