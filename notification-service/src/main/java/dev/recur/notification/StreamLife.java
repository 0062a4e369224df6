package dev.recur.notification;

import dev.recur.notification.stream.EventStream;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Starts the stream of events with the service; at its end readers are cut off, and go on elsewhere. */
@ApplicationScoped
class StreamLife {

    private final EventStream stream;

    StreamLife(EventStream stream) {
        this.stream = stream;
    }

    void atStart(@Observes StartupEvent event) {
        stream.start();
    }

    void atEnd(@Observes ShutdownEvent event) {
        stream.stop();
    }
}
