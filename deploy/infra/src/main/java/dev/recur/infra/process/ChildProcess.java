package dev.recur.infra.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A child that does not outlive us: it runs in a session of its own, so that Ctrl-C in the terminal reaches only us and
 * we can stop things in order; the kernel sends it its stop signal when we die, however we die; and its working folder
 * remembers it, for the case that it was too sick to listen.
 */
public final class ChildProcess {

    private static final long LONGEST_LOG_BYTES = 16 << 20;

    /**
     * The kernel's signal on the death of the parent means the thread that started the child, so that thread must stay
     * until the end.
     */
    private static final ExecutorService STARTER = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> Thread.ofPlatform()
                    .daemon()
                    .name("starter of child processes")
                    .unstarted(task));

    private final WorkingFolder folder;
    private final ProcessIdentity identity;
    private final Signal stopSignal;

    private ChildProcess(WorkingFolder folder, ProcessIdentity identity, Signal stopSignal) {
        this.folder = folder;
        this.identity = identity;
        this.stopSignal = stopSignal;
    }

    /**
     * Starts a program, its output going to the end of a log.
     *
     * @param stopSignal what makes it stop in order
     */
    public static ChildProcess start(WorkingFolder folder, Signal stopSignal, Program program, Path log) {
        var command = new ArrayList<>(List.of("setsid"));
        if (program.inUserNamespace()) {
            // before setpriv, because a change of credentials makes the kernel forget what setpriv asks for
            command.addAll(List.of("unshare", "--user"));
        }
        command.addAll(List.of("setpriv", "--pdeathsig", stopSignal.name(), "--"));
        command.addAll(program.command());
        try {
            if (Files.exists(log) && Files.size(log) > LONGEST_LOG_BYTES) {
                Files.delete(log);
            }
            var builder = new ProcessBuilder(command)
                    .directory(folder.path().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(program.environment());
            var process = CompletableFuture.supplyAsync(() -> started(builder), STARTER)
                    .join();
            process.getOutputStream().close();
            var identity = ProcessIdentity.of(process.pid()).orElseGet(() -> new ProcessIdentity(process.pid(), -1));
            folder.remember(identity, stopSignal);
            return new ChildProcess(folder, identity, stopSignal);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process started(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return identity.pid();
    }

    public boolean running() {
        return identity.alive();
    }

    /** In order; by SIGKILL what has not ended in 20 seconds. */
    public void stop() {
        Ending.stop(identity, stopSignal);
        folder.forget(identity);
    }

    /** SIGKILL to it and all its descendants; returns when they are gone. */
    public void kill() {
        Ending.kill(identity);
        folder.forget(identity);
    }

    /** SIGSTOP to it and all its descendants. */
    public void pause() {
        Signal.STOP.to(List.of(pid()));
        Signal.STOP.to(Ending.pids(Ending.tree(pid())));
    }

    /** SIGCONT to it and all its descendants. */
    public void resume() {
        Signal.CONT.to(Ending.pids(Ending.tree(pid())));
    }

    /**
     * What to run.
     *
     * @param environment added to ours; the place for secrets, which everybody could read in the command
     * @param inUserNamespace for programs that refuse to run as root
     */
    public record Program(List<String> command, Map<String, String> environment, boolean inUserNamespace) {

        public static Program of(List<String> command) {
            return new Program(command, Map.of(), false);
        }
    }
}
