package dev.recur.notification.postgres;

import dev.recur.service.security.StartCheck;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Migrations wait for a database that is away, for ever; a service that must not start at all does not wait for one. */
@Singleton
class SecurityBeforeDatabase implements FlywayConfigurationCustomizer {

    private final StartCheck check;

    SecurityBeforeDatabase(StartCheck check) {
        this.check = check;
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        check.run();
    }
}
