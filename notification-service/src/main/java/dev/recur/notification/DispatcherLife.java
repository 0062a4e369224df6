package dev.recur.notification;

import dev.recur.notification.delivery.Dispatcher;
import dev.recur.notification.secret.SecretBox;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Starts the dispatcher with the service, and ends it with the attempts in flight written down. */
@ApplicationScoped
class DispatcherLife {

    /** As long as an attempt may take; what takes longer is made again after the next start. */
    private static final Duration PATIENCE = Duration.ofSeconds(16);

    private final Dispatcher dispatcher;

    /** Asking for the box makes a missing key stop the start, rather than the first receiver. */
    DispatcherLife(Dispatcher dispatcher, SecretBox box) {
        this.dispatcher = dispatcher;
    }

    void atStart(@Observes StartupEvent event) {
        dispatcher.start();
    }

    void atEnd(@Observes ShutdownEvent event) throws InterruptedException {
        dispatcher.stop(PATIENCE);
    }
}
