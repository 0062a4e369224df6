package dev.recur.infra.process;

import dev.recur.infra.CannotStartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** The wait for a child to become usable. */
public record Startup(String name, ChildProcess child, Path log) {

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Pattern COMPLAINT = Pattern.compile("\\b(ERROR|FATAL|Caused by|Exception)\\b");

    /**
     * Returns the child, which is usable.
     *
     * @throws CannotStartException with its name, its log and its last complaint, when it ended or took too long; it is
     *     not running then
     */
    public ChildProcess await(BooleanSupplier usable, Duration longest) {
        var deadline = System.nanoTime() + longest.toNanos();
        while (true) {
            // asked first: one that becomes usable by ending must not end between the two questions
            var running = child.running();
            if (usable.getAsBoolean()) {
                return child;
            }
            if (!running) {
                child.stop();
                throw new CannotStartException(name + " ended while starting" + complaint());
            }
            if (System.nanoTime() > deadline) {
                child.kill();
                throw new CannotStartException(
                        name + " did not become usable in " + longest.toSeconds() + " s" + complaint());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private String complaint() {
        try {
            // not as UTF-8 with a check: a log may hold anything
            var lines = new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return lines.isEmpty() ? "; its log " + log + " is empty." : ": \"" + last(lines) + "\" (" + log + ").";
        } catch (IOException e) {
            return "; its log " + log + " cannot be read.";
        }
    }

    private static String last(List<String> lines) {
        var complaints =
                lines.stream().filter(line -> COMPLAINT.matcher(line).find()).toList();
        return (complaints.isEmpty() ? lines : complaints).getLast().strip();
    }
}
