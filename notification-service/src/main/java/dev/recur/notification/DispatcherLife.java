package dev.recur.notification;

import dev.recur.notification.delivery.Dispatcher;
import dev.recur.notification.receiver.Receivers;
import dev.recur.notification.secret.SecretBox;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Starts the dispatcher with the service, and ends it with the attempts in flight written down. */
@ApplicationScoped
class DispatcherLife {

    /** As long as an attempt may take; what takes longer is made again after the next start. */
    private static final Duration PATIENCE = Duration.ofSeconds(16);

    private static final Logger LOG = Logger.getLogger(DispatcherLife.class);

    private final Dispatcher dispatcher;
    private final Receivers receivers;

    /** Asking for the box makes a missing key stop the start, rather than the first receiver. */
    DispatcherLife(Dispatcher dispatcher, Receivers receivers, SecretBox box) {
        this.dispatcher = dispatcher;
        this.receivers = receivers;
    }

    void atStart(@Observes StartupEvent event) {
        dispatcher.start();
        Thread.startVirtualThread(this::sealAnew);
    }

    /** After a change of keys: the older ones can go after the next start that warns of nothing. */
    private void sealAnew() {
        try {
            receivers
                    .sealAnew()
                    .forEach(name -> LOG.errorf(
                            "the secret of the receiver %s does not open with any key of"
                                    + " recur.notification.secret-keys: bring its key back, or write the secret anew",
                            name));
        } catch (RuntimeException e) {
            LOG.warnf("whether secrets are sealed with the present key could not be looked at: %s", e.getMessage());
        }
    }

    void atEnd(@Observes ShutdownEvent event) throws InterruptedException {
        dispatcher.stop(PATIENCE);
    }
}
