package dev.recur.local;

import dev.recur.infra.CannotStartException;
import dev.recur.infra.process.ChildProcess;
import dev.recur.infra.process.ChildProcess.Program;
import dev.recur.infra.process.Signal;
import dev.recur.infra.process.Startup;
import dev.recur.infra.process.WorkingFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One service of a {@link RecurStack}, which can be stopped, hurt and started again on the same ports. */
public final class RecurService {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);
    private static final int SECRET_BYTES = 32;

    private static final List<String> JVM = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    /** In two thirds of the time, at the price of peak throughput, which no laptop needs. */
    private static final List<String> SOON_READY = List.of("-XX:TieredStopAtLevel=1");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ServiceName name;
    private final RecurAddresses addresses;
    private final WorkingFolder folder;
    private final Path log;
    private final Map<String, String> properties;
    private Path jar;
    private List<String> jvm;
    private volatile @Nullable ChildProcess process;

    RecurService(ServiceName name, RecurAddresses addresses, WorkingFolder folder, StackOptions options) {
        this(name, addresses, folder, options, name.module());
    }

    /** An instance whose log is called that. */
    RecurService(
            ServiceName name, RecurAddresses addresses, WorkingFolder folder, StackOptions options, String logName) {
        this.name = name;
        this.addresses = addresses;
        this.folder = folder;
        this.jar = options.home().resolve(name.module()).resolve("target/quarkus-app/quarkus-run.jar");
        this.log = DataFolder.logs(folder.path()).resolve(logName + ".log");
        this.properties = new TreeMap<>(options.properties().getOrDefault(name, Map.of()));
        this.jvm = Stream.concat(JVM.stream(), options.forLoad() ? Stream.of() : SOON_READY.stream())
                .toList();
    }

    public ServiceName name() {
        return name;
    }

    /** Its API. */
    public URI url() {
        return addresses.http(name);
    }

    /** Its health and metrics. */
    public URI managementUrl() {
        return addresses.management(name);
    }

    public Path log() {
        return log;
    }

    /** Holds from its next start on. */
    public RecurService set(String property, String value) {
        properties.put(property, value);
        return this;
    }

    /** Asks from its next start on everybody for a key, as wherever others can reach it. */
    public RecurService closed() {
        properties.put("recur.security.mode", "api-keys");
        if (name == ServiceName.NOTIFICATION) {
            var secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            properties.put(
                    "recur.notification.secret-keys.1", Base64.getEncoder().encodeToString(secret));
        }
        return this;
    }

    /** Is run from its next start on from another place, and by these options of the JVM. */
    public RecurService runBy(List<String> otherJvm, Path otherJar) {
        jvm = List.copyOf(otherJvm);
        jar = otherJar;
        return this;
    }

    /**
     * Returns when it is ready; at once if it runs already.
     *
     * @throws CannotStartException with what is wrong
     */
    public void start() {
        launch();
        awaitReady();
    }

    /** Starts it without waiting; at once if it runs already. */
    public void launch() {
        if (running()) {
            return;
        }
        if (!Files.isRegularFile(jar)) {
            throw new CannotStartException(name.module() + " is not built, there is no " + jar + ": run mvn package.");
        }
        var configuration = ServiceConfiguration.of(name, addresses).with(properties);
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(jvm);
        configuration.properties().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", jar.toString()));
        process =
                ChildProcess.start(folder, Signal.TERM, new Program(command, configuration.environment(), false), log);
    }

    /** Waits until it says of itself that it is ready. */
    public void awaitReady() {
        new Startup(name.module(), launched(), log).await(this::ready, LONGEST_START);
    }

    /** What its readiness check says now. */
    public boolean ready() {
        var request = HttpRequest.newBuilder(managementUrl().resolve("/q/health/ready"))
                .timeout(LONGEST_ANSWER)
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public boolean running() {
        var current = process;
        return current != null && current.running();
    }

    public long pid() {
        return launched().pid();
    }

    /** In order, as SIGTERM does it. Harmless when it does not run. */
    public void stop() {
        var current = process;
        if (current != null) {
            current.stop();
        }
    }

    /** SIGKILL. */
    public void kill() {
        launched().kill();
    }

    /** SIGSTOP: connections stay open and nothing answers. */
    public void pause() {
        launched().pause();
    }

    /** SIGCONT after {@link #pause()}. */
    public void resume() {
        launched().resume();
    }

    /** In order, and returns when it is ready again. */
    public void restart() {
        stop();
        start();
    }

    private ChildProcess launched() {
        var current = process;
        if (current == null) {
            throw new IllegalStateException(name.module() + " was never started");
        }
        return current;
    }
}
