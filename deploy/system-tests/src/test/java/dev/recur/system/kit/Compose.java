package dev.recur.system.kit;

import static org.awaitility.Awaitility.await;

import dev.recur.local.RecurStack;
import dev.recur.local.ServiceName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Month;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/**
 * Recur as {@code deploy/compose} runs it, on the container engine of this machine: built images, a network of its own, keys.
 * It takes the ports that compose publishes.
 */
final class Compose implements Whole {

    /** System property that asks for it, with the value {@code compose}. */
    static final String PROPERTY = "recur.system";

    private static final String SINKS = "tests";
    private static final String BOOTSTRAP_SERVERS = "127.0.0.1:29092";
    private static final int RECUR_PORTS = 8080;
    private static final int MANAGEMENT_PORTS = 9080;
    private static final Duration LONGEST_START = Duration.ofMinutes(5);

    private final String key;
    private final Path home;
    private final Map<String, String> environment;

    private Compose(String key, Path home, Map<String, String> environment) {
        this.key = key;
        this.home = home;
        this.environment = environment;
    }

    static boolean isAskedFor() {
        return System.getProperty(PROPERTY, "").equals("compose");
    }

    /** The host of a webhook receiver in a test, as those who tell it must call it. */
    static String sinkHost() {
        return isAskedFor() ? SINKS : "127.0.0.1";
    }

    /** Builds the images of the services and returns when everything is ready. */
    static Compose start(Month firstMonth) {
        try {
            var key = "rk_" + HexFormat.of().formatHex(random());
            var compose = new Compose(
                    key,
                    Readme.folder(),
                    Map.of(
                            "RECUR_DATABASE_PASSWORD", HexFormat.of().formatHex(random()),
                            "RECUR_SECRET_KEY", Base64.getEncoder().encodeToString(random()),
                            "RECUR_ADMIN_KEY_SHA256", HexFormat.of().formatHex(sha256(key)),
                            "RECUR_TEST_FIRST_MONTH", firstMonth.name()));
            compose.run("down", "--volumes");
            compose.run("up", "--build", "--detach");
            for (var service : ServiceName.values()) {
                compose.awaitReady(service);
            }
            return compose;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public URI url(ServiceName service) {
        return at(RECUR_PORTS, service);
    }

    @Override
    public URI managementUrl(ServiceName service) {
        return at(MANAGEMENT_PORTS, service);
    }

    @Override
    public String bootstrapServers() {
        return BOOTSTRAP_SERVERS;
    }

    @Override
    public Optional<String> key() {
        return Optional.of(key);
    }

    @Override
    public void kill(ServiceName service) {
        run("kill", name(service));
    }

    @Override
    public void launch(ServiceName service) {
        run("start", name(service));
    }

    @Override
    public void awaitReady(ServiceName service) {
        var http = new Http(key());
        await(service.module() + " is ready")
                .atMost(LONGEST_START)
                .ignoreExceptions()
                .until(() -> http.get(managementUrl(service).resolve("/q/health/ready"))
                                .status()
                        == 200);
    }

    @Override
    public RecurStack processes() {
        var why = "this test hurts or starts processes of its own, which a stack of compose has not";
        System.err.println("*** LEFT OUT: " + why + " ***");
        throw new TestAbortedException(why);
    }

    @Override
    public void close() {
        run("logs", "--no-color");
        run("down", "--volumes");
    }

    private static URI at(int ports, ServiceName service) {
        return URI.create("http://127.0.0.1:" + (ports + 1 + service.ordinal()));
    }

    private static String name(ServiceName service) {
        return service.name().toLowerCase(Locale.ROOT);
    }

    private void run(String... command) {
        var line = new ArrayList<>(program());
        for (var file : List.of("deploy/compose/compose.yaml", "deploy/system-tests/compose.yaml")) {
            line.addAll(List.of("--file", home.resolve(file).toString()));
        }
        line.addAll(List.of("--project-name", "recur-system-tests"));
        line.addAll(List.of(command));
        var log = home.resolve("deploy/system-tests/target/compose.log");
        var builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        if (status(builder) != 0) {
            throw new IllegalStateException(String.join(" ", line) + " failed; what it said is in " + log);
        }
    }

    /** Compose comes as a command of docker, or on older systems as a program of its own. */
    private static List<String> program() {
        var plugin = List.of("docker", "compose");
        var asks = new ProcessBuilder("docker", "compose", "version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return status(asks) == 0 ? plugin : List.of("docker-compose");
    }

    private static int status(ProcessBuilder builder) {
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
