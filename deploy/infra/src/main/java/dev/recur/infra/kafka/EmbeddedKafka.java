package dev.recur.infra.kafka;

import dev.recur.infra.EmbeddedOptions;
import dev.recur.infra.Kafka;
import dev.recur.infra.process.ChildProcess;
import dev.recur.infra.process.ChildProcess.Program;
import dev.recur.infra.process.FreePort;
import dev.recur.infra.process.Signal;
import dev.recur.infra.process.Startup;
import dev.recur.infra.process.WorkingFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One broker in a JVM of its own. What it acknowledged survives {@link #kill()}, as it is in the page cache; a loss of
 * power may take the last seconds, which only replication over several brokers can prevent.
 */
public final class EmbeddedKafka implements Kafka {

    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final List<String> SOON_READY = List.of("-XX:TieredStopAtLevel=1");
    private static final String CLUSTER_ID = "cmVjdXItbG9jYWwtMDAwMQ";

    private final WorkingFolder folder;
    private final int port;
    private final List<String> compiler;
    private ChildProcess broker;

    private EmbeddedKafka(WorkingFolder folder, int port, List<String> compiler) {
        this.folder = folder;
        this.port = port;
        this.compiler = compiler;
        this.broker = launch();
    }

    /**
     * Returns when it is usable.
     *
     * @throws dev.recur.infra.CannotStartException with what is wrong
     */
    public static EmbeddedKafka start(EmbeddedOptions options) {
        return start(options, SOON_READY);
    }

    /** As {@link #start}, compiled for a long load, as brokers are run, rather than for a fast start. */
    public static EmbeddedKafka startForLoad(EmbeddedOptions options) {
        return start(options, List.of());
    }

    private static EmbeddedKafka start(EmbeddedOptions options, List<String> compiler) {
        var folder = options.folder().map(WorkingFolder::claim).orElseGet(() -> WorkingFolder.temporary("kafka"));
        try {
            return new EmbeddedKafka(folder, options.port() == 0 ? FreePort.any() : options.port(), compiler);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public long pid() {
        return broker.pid();
    }

    @Override
    public boolean running() {
        return broker.running();
    }

    @Override
    public void kill() {
        broker.kill();
    }

    @Override
    public void pause() {
        broker.pause();
    }

    @Override
    public void resume() {
        broker.resume();
    }

    @Override
    public void restart() {
        broker.stop();
        broker = launch();
    }

    @Override
    public void close() {
        broker.stop();
        folder.close();
    }

    private ChildProcess launch() {
        var path = folder.path();
        var properties = path.resolve("broker.properties");
        var ready = path.resolve("ready");
        try {
            Files.deleteIfExists(ready);
            Files.writeString(properties, BrokerProperties.ofProcess(path.resolve("data"), port, FreePort.any()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var log = path.resolve("kafka.log");
        var child = ChildProcess.start(folder, Signal.TERM, program(properties, ready, compiler), log);
        return new Startup("Kafka", child, log).await(() -> Files.exists(ready), LONGEST_START);
    }

    private static Program program(Path properties, Path ready, List<String> compiler) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(compiler);
        command.addAll(List.of(
                "-Xms64m",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dlog4j2.configurationFile=classpath:dev/recur/infra/kafka/broker-log4j2.properties",
                "-cp",
                BrokerJars.classPath(),
                BrokerMain.class.getName(),
                properties.toString(),
                CLUSTER_ID,
                ready.toString()));
        return Program.of(command);
    }
}
