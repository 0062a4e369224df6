package dev.recur.system.kit;

import dev.recur.local.RecurStack;
import dev.recur.local.ServiceName;
import java.net.URI;
import java.util.Optional;

/** Recur as processes on this machine. */
record Processes(RecurStack processes) implements Whole {

    @Override
    public URI url(ServiceName service) {
        return processes.service(service).url();
    }

    @Override
    public URI managementUrl(ServiceName service) {
        return processes.service(service).managementUrl();
    }

    @Override
    public String bootstrapServers() {
        return processes.kafka().bootstrapServers();
    }

    @Override
    public Optional<String> key() {
        return Optional.empty();
    }

    @Override
    public void kill(ServiceName service) {
        processes.service(service).kill();
    }

    @Override
    public void launch(ServiceName service) {
        processes.service(service).launch();
    }

    @Override
    public void awaitReady(ServiceName service) {
        processes.service(service).awaitReady();
    }

    @Override
    public void close() {
        processes.close();
    }
}
