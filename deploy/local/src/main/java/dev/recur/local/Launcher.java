package dev.recur.local;

import dev.recur.infra.CannotStartException;
import dev.recur.local.LauncherOptions.UsageException;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The program behind {@code deploy/up}: runs everything until it is told to stop. */
public final class Launcher {

    private static final int CANNOT_START = 1;
    private static final int USAGE = 2;
    private static final long MILLIS_BETWEEN_LOOKS = 500;

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Teardown teardown = new Teardown();
    private volatile boolean ready;

    private Launcher() {}

    /** Ends with 1 if something cannot start or ends, 2 for flags that make no sense. */
    public static void main(String[] arguments) throws InterruptedException {
        var demo = ServiceLoader.load(Demo.class).findFirst();
        try {
            var defaultData = StackOptions.projectFolder().resolve("deploy/local/data");
            var options = LauncherOptions.parse(defaultData, demo.isPresent(), arguments);
            new Launcher().run(options, demo.filter(there -> options.demo()).orElse(addresses -> {}));
        } catch (UsageException e) {
            System.err.println(e.getMessage());
            System.exit(USAGE);
        }
    }

    private void run(LauncherOptions options, Demo demo) throws InterruptedException {
        // Ctrl-C, SIGTERM and System.exit all come this way
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        try {
            System.out.println("Starting Recur; the data is in " + options.data() + ".");
            var begin = System.nanoTime();
            var stack = RecurStack.start(
                    StackOptions.kept(options.data(), options.ports()).withFresh(options.fresh()),
                    teardown,
                    (what, time) -> System.out.println(Printout.timed(what, time)));
            var time = Duration.ofNanos(System.nanoTime() - begin);
            System.out.println(Printout.ready(stack.addresses(), options.data(), time));
            ready = true;
            demo.run(stack.addresses());
            watch(stack);
        } catch (CannotStartException e) {
            fail(e.getMessage());
        } catch (RuntimeException e) {
            fail("Recur cannot start: " + e + ".");
        }
    }

    /** What does not start because it is being stopped is no news. */
    private void fail(@Nullable String sentence) {
        if (stopping.getCount() > 0) {
            System.err.println(sentence);
            System.exit(CANNOT_START);
        }
    }

    /** Returns when all is being stopped. */
    private void watch(RecurStack stack) throws InterruptedException {
        while (!stopping.await(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
            var ended = stack.ended();
            if (ended.isPresent()) {
                throw new CannotStartException(
                        ended.get() + " ended by itself, so everything else is being stopped; the" + " logs are in "
                                + stack.logs() + ".");
            }
        }
    }

    private void stop() {
        stopping.countDown();
        if (ready) {
            System.out.println("Stopping the services, then Kafka, then PostgreSQL.");
        }
        teardown.close();
        if (ready) {
            System.out.println("Everything has stopped.");
        }
    }
}
