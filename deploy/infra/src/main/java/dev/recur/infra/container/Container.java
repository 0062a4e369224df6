package dev.recur.infra.container;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.NotModifiedException;
import dev.recur.infra.CannotStartException;
import dev.recur.infra.process.FreePort;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/**
 * A server in a container, reachable at one port of 127.0.0.1. Port and data outlive the death of its processes; both go
 * with {@link #close()}.
 */
public final class Container implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration LONGEST_END = Duration.ofSeconds(30);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Recipe recipe;
    private final int port;
    private final GenericContainer<?> container;

    private Container(Recipe recipe, int port, GenericContainer<?> container) {
        this.recipe = recipe;
        this.port = port;
        this.container = container;
    }

    /**
     * Returns when the server is usable.
     *
     * @throws CannotStartException with what is wrong
     */
    public static Container start(Recipe recipe) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new CannotStartException(
                    recipe.name() + " was to start in a container, and no container engine answers:"
                            + " start one, or leave out -Drecur.infra=containers.");
        }
        var port = FreePort.any();
        var container = new GenericContainer<>(recipe.image())
                .withExposedPorts(recipe.port())
                .withEnv(recipe.environment().apply(port))
                // whether it is usable is asked by us, at a restart too
                .waitingFor(new ImmediateStrategy());
        // fixed, as a container that starts again would be given another free one
        container.setPortBindings(List.of("127.0.0.1:%d:%d".formatted(port, recipe.port())));
        if (!recipe.command().isEmpty()) {
            container.withCommand(recipe.command().toArray(String[]::new));
        }
        try {
            container.start();
        } catch (RuntimeException e) {
            throw new CannotStartException(
                    recipe.name() + " did not start in a container of the image " + recipe.image() + ".", e);
        }
        return new Container(recipe, port, container).awaitUsable(0);
    }

    public int port() {
        return port;
    }

    /** On the machine of the engine. */
    public long pid() {
        return Objects.requireNonNull(state().getPidLong(), "the engine names the process");
    }

    public boolean running() {
        return Boolean.TRUE.equals(state().getRunning());
    }

    /** SIGKILL to all its processes; returns when they are gone. */
    public void kill() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
        await(() -> !running(), "end", LONGEST_END);
    }

    /** Stops all its processes where they are. */
    public void pause() {
        container
                .getDockerClient()
                .pauseContainerCmd(container.getContainerId())
                .exec();
    }

    /** After {@link #pause()}. */
    public void resume() {
        container
                .getDockerClient()
                .unpauseContainerCmd(container.getContainerId())
                .exec();
    }

    /** Stops it in order if it runs, and starts it with the same data; returns when it is usable. */
    public void restart() {
        if (paused()) {
            resume();
        }
        var docker = container.getDockerClient();
        try {
            docker.stopContainerCmd(container.getContainerId())
                    .withTimeout((int) LONGEST_END.toSeconds())
                    .exec();
        } catch (NotModifiedException e) {
            // it was not running
        }
        var said = container.getLogs().length();
        docker.startContainerCmd(container.getContainerId()).exec();
        awaitUsable(said);
    }

    @Override
    public void close() {
        if (container.getContainerId() == null) {
            return;
        }
        if (paused()) {
            resume();
        }
        container.stop();
    }

    private Container awaitUsable(int said) {
        try {
            await(() -> isUsable(said), "become usable", LONGEST_START);
        } catch (CannotStartException e) {
            close();
            throw e;
        }
        return this;
    }

    private boolean isUsable(int said) {
        if (!running()) {
            throw new CannotStartException(recipe.name() + " ended while starting; its last words: " + lastWords());
        }
        return recipe.usable().test(port, () -> container.getLogs().substring(said));
    }

    private void await(BooleanSupplier condition, String what, Duration longest) {
        var deadline = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new CannotStartException("%s did not %s in %d s; its last words: %s"
                        .formatted(recipe.name(), what, longest.toSeconds(), lastWords()));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private boolean paused() {
        return Boolean.TRUE.equals(state().getPaused());
    }

    private String lastWords() {
        return container.getLogs().lines().reduce("", (before, line) -> line.isBlank() ? before : line);
    }

    private ContainerState state() {
        return container
                .getDockerClient()
                .inspectContainerCmd(container.getContainerId())
                .exec()
                .getState();
    }

    private static final class ImmediateStrategy extends AbstractWaitStrategy {

        @Override
        protected void waitUntilReady() {
            // it is not
        }
    }
}
