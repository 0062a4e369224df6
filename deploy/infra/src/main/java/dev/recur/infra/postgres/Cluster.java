package dev.recur.infra.postgres;

import dev.recur.infra.CannotStartException;
import dev.recur.infra.process.ChildProcess;
import dev.recur.infra.process.ChildProcess.Program;
import dev.recur.infra.process.FileTrees;
import dev.recur.infra.process.Signal;
import dev.recur.infra.process.Startup;
import dev.recur.infra.process.UserNamespaces;
import dev.recur.infra.process.WorkingFolder;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PostgreSQL's data on disk, and how to run a server over it. */
record Cluster(Path binaries, Path data, String password, boolean durable) {

    static final String USER = "recur";
    static final String MAX_CONNECTIONS = "200";

    private static final Duration LONGEST_INITIALISATION = Duration.ofMinutes(2);
    private static final int PASSWORD_BITS = 128;

    /** What is in the folder from before, or else a new one with a password of its own. */
    static Cluster in(WorkingFolder folder, Path binaries, boolean durable) {
        var data = folder.path().resolve("data");
        var passwordFile = folder.path().resolve("password");
        try {
            if (Files.notExists(data)) {
                var password = newPassword();
                Files.deleteIfExists(passwordFile);
                Files.createFile(
                        passwordFile,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(passwordFile, password);
                initialise(folder, binaries, passwordFile, data, durable);
            }
            return new Cluster(binaries, data, Files.readString(passwordFile), durable);
        } catch (IOException e) {
            throw new CannotStartException("PostgreSQL cannot use the folder " + folder.path() + ": " + e + ".", e);
        }
    }

    /** Under another name until it is whole, so that a crash leaves nothing that looks like a cluster. */
    private static void initialise(WorkingFolder folder, Path binaries, Path passwordFile, Path data, boolean durable)
            throws IOException {
        var unfinished = folder.path().resolve("data.unfinished");
        FileTrees.delete(unfinished);
        var command = new ArrayList<>(List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + unfinished,
                "--username=" + USER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // the same order of text on every machine
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C"));
        if (!durable) {
            command.add("--no-sync");
        }
        var log = folder.path().resolve("initdb.log");
        var initdb = ChildProcess.start(folder, Signal.TERM, program(command), log);
        new Startup("The initialisation of PostgreSQL", initdb, log)
                .await(
                        () -> !initdb.running() && Files.exists(unfinished.resolve("PG_VERSION")),
                        LONGEST_INITIALISATION)
                .stop();
        Files.move(unfinished, data);
    }

    static String newPassword() {
        return new BigInteger(PASSWORD_BITS, new SecureRandom()).toString(Character.MAX_RADIX);
    }

    Program server(int port) {
        var command = new ArrayList<>(List.of(
                binaries.resolve("bin/postgres").toString(), "-D", data.toString(), "-p", Integer.toString(port)));
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return program(command);
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("unix_socket_directories", ""),
                Map.entry("max_connections", MAX_CONNECTIONS),
                Map.entry("fsync", durable ? "on" : "off"),
                Map.entry("full_page_writes", durable ? "on" : "off"),
                // a committed transaction must survive kill -9 in tests too, so this stays on
                Map.entry("synchronous_commit", "on"),
                Map.entry("shared_buffers", Memory.sharedBuffers()),
                Map.entry("max_wal_size", "8GB"),
                Map.entry("checkpoint_timeout", "15min"),
                Map.entry("wal_buffers", "64MB"),
                // a new segment is not written twice; those of a server that has run for a while are used again anyway
                Map.entry("wal_init_zero", "off"),
                Map.entry("jit", "off"),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"),
                Map.entry("log_line_prefix", "%m [%p] %d "),
                Map.entry("idle_in_transaction_session_timeout", "5min"));
    }

    /** In a user namespace without a mapping PostgreSQL does not see that it is root, and files stay ours. */
    private static Program program(List<String> command) {
        var root = System.getProperty("user.name").equals("root");
        if (root && !UserNamespaces.AVAILABLE) {
            throw new CannotStartException("PostgreSQL refuses to run as root, and this machine lets root make no user"
                    + " namespace to hide that in: start it as an ordinary user.");
        }
        return new Program(command, Map.of("LC_ALL", "C", "TZ", "UTC"), root);
    }
}
