package dev.recur.infra;

/** A server that was there before us and stays after us: nothing here may hurt it. */
public interface ExternalServer extends Server {

    @Override
    default long pid() {
        throw notOurs();
    }

    @Override
    default boolean running() {
        throw notOurs();
    }

    @Override
    default void kill() {
        throw notOurs();
    }

    @Override
    default void pause() {
        throw notOurs();
    }

    @Override
    default void resume() {
        throw notOurs();
    }

    @Override
    default void restart() {
        throw notOurs();
    }

    @Override
    default void close() {
        // it stays
    }

    private UnsupportedOperationException notOurs() {
        return new UnsupportedOperationException(this + " was there before us and is not ours to touch");
    }
}
