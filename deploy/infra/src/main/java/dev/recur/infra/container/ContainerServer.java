package dev.recur.infra.container;

import dev.recur.infra.Server;

/** A server that runs in a container of ours. */
public interface ContainerServer extends Server {

    Container container();

    @Override
    default long pid() {
        return container().pid();
    }

    @Override
    default boolean running() {
        return container().running();
    }

    @Override
    default void kill() {
        container().kill();
    }

    @Override
    default void pause() {
        container().pause();
    }

    @Override
    default void resume() {
        container().resume();
    }

    @Override
    default void restart() {
        container().restart();
    }

    @Override
    default void close() {
        container().close();
    }
}
