package dev.recur.local;

import dev.recur.infra.CannotStartException;
import dev.recur.infra.EmbeddedOptions;
import dev.recur.infra.Infra;
import dev.recur.infra.Kafka;
import dev.recur.infra.Postgres;
import dev.recur.infra.kafka.EmbeddedKafka;
import dev.recur.infra.postgres.EmbeddedPostgres;
import dev.recur.infra.process.WorkingFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * The whole of Recur: PostgreSQL, Kafka and the three services, each a process that can be stopped, killed and started
 * again on its ports.
 */
public final class RecurStack implements AutoCloseable {

    private final Teardown teardown;
    private final WorkingFolder folder;
    private final Infra infra;
    private final RecurAddresses addresses;
    private final StackOptions options;
    private final Map<ServiceName, RecurService> services = new EnumMap<>(ServiceName.class);
    private final List<RecurService> others = new CopyOnWriteArrayList<>();

    private RecurStack(Teardown teardown, WorkingFolder folder, Infra infra, StackOptions options) {
        this.teardown = teardown;
        this.folder = folder;
        this.infra = infra;
        this.options = options;
        this.addresses = RecurAddresses.of(options.ports(), infra);
        for (var name : ServiceName.values()) {
            services.put(name, new RecurService(name, addresses, folder, options));
        }
    }

    /**
     * Returns when everything is ready. If anything does not start, nothing is left running.
     *
     * @throws CannotStartException with what is wrong
     */
    public static RecurStack start(StackOptions options) {
        var teardown = new Teardown();
        try {
            return start(options, teardown, Progress.NONE);
        } catch (RuntimeException e) {
            teardown.close();
            throw e;
        }
    }

    /** Services beside servers that run, none of them started yet. */
    static RecurStack of(StackOptions options) {
        var teardown = new Teardown();
        var folder = Teardown.await(teardown.start(() -> folder(options)));
        var stack = new RecurStack(teardown, folder, options.infra().orElseThrow(), options);
        Teardown.await(teardown.<AutoCloseable>start(() -> stack::stopServices));
        return stack;
    }

    /** As {@link #start(StackOptions)}, but closing what has been started is left to whoever owns the teardown. */
    static RecurStack start(StackOptions options, Teardown teardown, Progress progress) {
        var folder = Teardown.await(teardown.start(() -> folder(options)));
        var infra = options.infra().orElseGet(() -> startInfra(options, folder, teardown, progress));
        var stack = new RecurStack(teardown, folder, infra, options);
        // before they are, so that a stop in the middle of their start need not wait for its end
        Teardown.await(teardown.<AutoCloseable>start(() -> stack::stopServices));
        stack.startServices(progress);
        return stack;
    }

    private static WorkingFolder folder(StackOptions options) {
        var folder = options.data().isPresent()
                ? DataFolder.claim(options.data().get(), options.fresh())
                : WorkingFolder.temporary("stack");
        try {
            Files.createDirectories(DataFolder.logs(folder.path()));
            return folder;
        } catch (IOException e) {
            throw new CannotStartException("Cannot make a folder for logs: " + e + ".", e);
        }
    }

    private static Infra startInfra(StackOptions options, WorkingFolder folder, Teardown teardown, Progress progress) {
        options.ports().mustBeFree();
        var data = folder.path();
        var durable = options.data().isPresent();
        var ports = options.ports();
        // PostgreSQL first, so that it is closed last
        var postgres = teardown.start(progress.timed(
                "PostgreSQL",
                () -> EmbeddedPostgres.start(embedded(DataFolder.postgres(data), ports.postgres(), durable))));
        var kafka = teardown.start(progress.timed(
                "Kafka", () -> EmbeddedKafka.start(embedded(DataFolder.kafka(data), ports.kafka(), durable))));
        return new Infra(Teardown.await(kafka), Teardown.await(postgres));
    }

    private static EmbeddedOptions embedded(Path folder, int port, boolean durable) {
        return new EmbeddedOptions(Optional.of(folder), port, durable);
    }

    private void startServices(Progress progress) {
        services.values().forEach(RecurService::launch);
        var starting = services.values().stream()
                .map(service -> CompletableFuture.supplyAsync(
                        progress.timed(service.name().module(), () -> {
                            service.awaitReady();
                            return service;
                        }),
                        Thread::startVirtualThread))
                .toList();
        starting.forEach(Teardown::await);
    }

    /** One more instance of a service on ports of its own, not started yet; it is stopped with the rest. */
    public RecurService another(ServiceName name) {
        var elsewhere = new RecurAddresses(Ports.free(), addresses.kafka(), addresses.databases());
        var logName = name.module() + "-" + (others.size() + 2);
        var other = new RecurService(name, elsewhere, folder, options, logName);
        others.add(other);
        return other;
    }

    private void stopServices() {
        var stopping = Stream.concat(services.values().stream(), others.stream())
                .map(service -> CompletableFuture.runAsync(service::stop, Thread::startVirtualThread))
                .toList();
        stopping.forEach(Teardown::await);
    }

    public RecurService ingest() {
        return service(ServiceName.INGEST);
    }

    public RecurService analysis() {
        return service(ServiceName.ANALYSIS);
    }

    public RecurService notification() {
        return service(ServiceName.NOTIFICATION);
    }

    public RecurService service(ServiceName name) {
        return Objects.requireNonNull(services.get(name), "every service is there");
    }

    public Kafka kafka() {
        return infra.kafka();
    }

    public Postgres postgres() {
        return infra.postgres();
    }

    public RecurAddresses addresses() {
        return addresses;
    }

    public Path logs() {
        return DataFolder.logs(folder.path());
    }

    /** The first of its parts that has ended without being asked to, by name. */
    Optional<String> ended() {
        return Stream.of(
                        services.values().stream()
                                .filter(service -> !service.running())
                                .map(service -> service.name().module()),
                        Stream.of("Kafka").filter(name -> !kafka().running()),
                        Stream.of("PostgreSQL").filter(name -> !postgres().running()))
                .flatMap(names -> names)
                .findFirst();
    }

    /** Stops the services, then Kafka, then PostgreSQL; harmless when repeated. */
    @Override
    public void close() {
        teardown.close();
    }
}
