package dev.recur.system.kit;

import dev.recur.local.RecurStack;
import dev.recur.local.ServiceName;
import java.net.URI;
import java.util.Optional;

/** Where Recur runs, and how its services are hurt there. */
interface Whole extends AutoCloseable {

    /** The API of a service. */
    URI url(ServiceName service);

    /** Its health and metrics. */
    URI managementUrl(ServiceName service);

    String bootstrapServers();

    /** What to call it with, where it asks for a key. */
    Optional<String> key();

    /** SIGKILL to a service, which stays dead until it is launched. */
    void kill(ServiceName service);

    /** Starts it without waiting. */
    void launch(ServiceName service);

    void awaitReady(ServiceName service);

    /** Its processes; leaves the test out, saying so, where there are none of ours. */
    RecurStack processes();

    @Override
    void close();
}
