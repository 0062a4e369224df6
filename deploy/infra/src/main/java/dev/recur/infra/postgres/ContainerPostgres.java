package dev.recur.infra.postgres;

import dev.recur.infra.Database;
import dev.recur.infra.Postgres;
import dev.recur.infra.container.Container;
import dev.recur.infra.container.ContainerServer;
import dev.recur.infra.container.Recipe;
import java.util.List;
import java.util.Map;

/** One server in a container of the official image. */
public record ContainerPostgres(Container container, String password) implements Postgres, ContainerServer {

    private static final String IMAGE = "postgres:18";
    private static final int PORT = 5432;
    private static final List<String> COMMAND =
            List.of("postgres", "-c", "max_connections=" + Cluster.MAX_CONNECTIONS, "-c", "fsync=off", "-c", "jit=off");

    /**
     * Returns when it is usable.
     *
     * @throws dev.recur.infra.CannotStartException with what is wrong
     */
    public static ContainerPostgres start() {
        var password = Cluster.newPassword();
        var recipe = new Recipe(
                "PostgreSQL",
                IMAGE,
                PORT,
                COMMAND,
                port -> Map.of("POSTGRES_USER", Cluster.USER, "POSTGRES_PASSWORD", password),
                (port, log) -> maintenance(port, password).answers());
        return new ContainerPostgres(Container.start(recipe), password);
    }

    private static DatabaseCreation maintenance(int port, String password) {
        return new DatabaseCreation(new Database("127.0.0.1", port, "postgres", Cluster.USER, password));
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return container.port();
    }

    @Override
    public Database database(String name) {
        return maintenance(port(), password).database(name);
    }

    @Override
    public String toString() {
        return "PostgreSQL at " + host() + ":" + port();
    }
}
