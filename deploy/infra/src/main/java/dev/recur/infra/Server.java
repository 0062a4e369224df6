package dev.recur.infra;

/**
 * A server that tests may hurt. Everything but {@link #close()} throws {@link UnsupportedOperationException} for a
 * server that was there before us: it belongs to somebody else.
 */
public interface Server extends AutoCloseable {

    /** The server's main process. */
    long pid();

    boolean running();

    /** SIGKILL to all its processes; returns when they are gone. */
    void kill();

    /** SIGSTOP to all its processes: connections stay open and nothing answers. */
    void pause();

    /** SIGCONT after {@link #pause()}. */
    void resume();

    /** Starts it on the same port with the same data, stopping it in order first if it runs; returns when it is usable. */
    void restart();

    /** Stops it in order, waits for it, and removes its folder if that was temporary. Harmless when repeated. */
    @Override
    void close();
}
