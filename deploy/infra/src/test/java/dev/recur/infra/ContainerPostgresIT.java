package dev.recur.infra;

import dev.recur.infra.postgres.ContainerPostgres;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(
        named = Infra.KIND,
        matches = "containers",
        disabledReason = "needs a container engine: -Drecur.infra=containers")
class ContainerPostgresIT extends PostgresContract {

    @Override
    Postgres start() {
        return ContainerPostgres.start();
    }
}
