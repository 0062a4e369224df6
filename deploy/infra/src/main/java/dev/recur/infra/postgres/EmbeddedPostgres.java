package dev.recur.infra.postgres;

import dev.recur.infra.Database;
import dev.recur.infra.EmbeddedOptions;
import dev.recur.infra.Postgres;
import dev.recur.infra.process.ChildProcess;
import dev.recur.infra.process.FreePort;
import dev.recur.infra.process.Signal;
import dev.recur.infra.process.Startup;
import dev.recur.infra.process.WorkingFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/** One server as our child. A commit survives {@link #kill()} always, and a loss of power if the options say durable. */
public final class EmbeddedPostgres implements Postgres {

    /** Long, because recovery after a kill of a busy server takes its time. */
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    /** The line of postmaster.pid with the state of the server. */
    private static final int STATE_LINE = 7;

    private final WorkingFolder folder;
    private final Cluster cluster;
    private final int port;
    private ChildProcess postmaster;

    private EmbeddedPostgres(WorkingFolder folder, Cluster cluster, int port) {
        this.folder = folder;
        this.cluster = cluster;
        this.port = port;
        this.postmaster = launch();
    }

    /**
     * Returns when it is usable.
     *
     * @throws dev.recur.infra.CannotStartException with what is wrong
     */
    public static EmbeddedPostgres start(EmbeddedOptions options) {
        var folder = options.folder().map(WorkingFolder::claim).orElseGet(() -> WorkingFolder.temporary("postgresql"));
        try {
            var cluster = Cluster.in(folder, Binaries.folder(), options.durable());
            return new EmbeddedPostgres(folder, cluster, options.port() == 0 ? FreePort.any() : options.port());
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Database database(String name) {
        return new DatabaseCreation(new Database(host(), port, "postgres", Cluster.USER, cluster.password()))
                .database(name);
    }

    @Override
    public long pid() {
        return postmaster.pid();
    }

    @Override
    public boolean running() {
        return postmaster.running();
    }

    @Override
    public void kill() {
        postmaster.kill();
    }

    @Override
    public void pause() {
        postmaster.pause();
    }

    @Override
    public void resume() {
        postmaster.resume();
    }

    @Override
    public void restart() {
        postmaster.stop();
        postmaster = launch();
    }

    @Override
    public void close() {
        postmaster.stop();
        folder.close();
    }

    private ChildProcess launch() {
        // INT is PostgreSQL's fast shutdown: ends sessions, writes a checkpoint; TERM would wait for the sessions
        var log = folder.path().resolve("postgresql.log");
        var child = ChildProcess.start(folder, Signal.INT, cluster.server(port), log);
        return new Startup("PostgreSQL", child, log).await(() -> ready(child), LONGEST_START);
    }

    /** As pg_ctl does it; a file of an earlier run names another process. */
    private boolean ready(ChildProcess child) {
        try {
            var lines = Files.readAllLines(cluster.data().resolve("postmaster.pid"));
            return lines.size() > STATE_LINE
                    && lines.getFirst().strip().equals(Long.toString(child.pid()))
                    && lines.get(STATE_LINE).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }
}
