package dev.recur.benchmarks.ingest.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Offers requests at a rate on one thread, in a process of its own that can be pinned to a core. Open loop: each request
 * has its time, whatever becomes of the others, and is late where no connection is free; latency counts from that time.
 */
final class LoadMain {

    private static final long A_MOMENT = TimeUnit.MICROSECONDS.toNanos(50);

    private final Plan plan;
    private final Template template;
    private final Selector selector;
    private final ArrayDeque<Exchange> free = new ArrayDeque<>();
    private final Tally tally = new Tally();
    private long begin;
    private long countedFrom;
    private long countedTo;
    private long next;

    private LoadMain(Plan plan) throws IOException {
        this.plan = plan;
        this.template = Template.of(plan);
        this.selector = Selector.open();
    }

    /** Arguments as {@link Plan#arguments} makes them; prints what came back. */
    public static void main(String[] arguments) throws IOException {
        new LoadMain(Plan.of(arguments)).run();
    }

    private void run() throws IOException {
        var address = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), plan.target().getPort());
        for (int i = 0; i < plan.connections(); i++) {
            free.add(new Exchange(address, selector, template));
        }
        begin = System.nanoTime();
        countedFrom = begin + plan.warmUp().toNanos();
        countedTo = countedFrom + plan.length().toNanos();
        for (var now = begin; now < countedTo; now = System.nanoTime()) {
            sendWhatIsDue(now);
            waitForAnswers();
            selector.selectedKeys().clear();
        }
        System.out.print(tally.format(plan.length().toNanos() / 1e9, template.items()));
    }

    private long due(long number) {
        return begin + (long) (number * 1e9 / plan.rate());
    }

    private void sendWhatIsDue(long now) throws IOException {
        while (due(next) <= now && !free.isEmpty()) {
            var exchange = free.poll();
            try {
                exchange.send(plan.firstNumber() + next * template.items(), due(next), System.nanoTime());
            } catch (IOException e) {
                lost(exchange);
            }
            next++;
            if (now >= countedFrom) {
                tally.sent();
            }
        }
    }

    private void waitForAnswers() throws IOException {
        var left = free.isEmpty() ? Long.MAX_VALUE : due(next) - System.nanoTime();
        if (left > TimeUnit.MILLISECONDS.toNanos(2)) {
            selector.select(1);
        } else {
            if (left > A_MOMENT) {
                LockSupport.parkNanos(A_MOMENT);
            }
            selector.selectNow();
        }
        for (var key : selector.selectedKeys()) {
            answered(key);
        }
    }

    private void answered(SelectionKey key) throws IOException {
        var exchange = (Exchange) key.attachment();
        try {
            if (key.isWritable()) {
                exchange.write();
            }
            var status = key.isReadable() ? exchange.read() : 0;
            if (status != 0) {
                var now = System.nanoTime();
                if (now >= countedFrom && now < countedTo) {
                    tally.answered(status, now - exchange.intendedAt, now - exchange.sentAt);
                }
                free.add(exchange);
            }
        } catch (IOException e) {
            lost(exchange);
        }
    }

    private void lost(Exchange exchange) throws IOException {
        tally.broken();
        exchange.reconnect();
        free.add(exchange);
    }
}
