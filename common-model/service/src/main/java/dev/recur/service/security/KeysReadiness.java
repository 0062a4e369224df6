package dev.recur.service.security;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only when every issued key is known: before that, valid keys would be refused. */
@Readiness
class KeysReadiness implements HealthCheck {

    private final IssuedKeys keys;

    KeysReadiness(IssuedKeys keys) {
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("api-keys").status(keys.areKnown()).build();
    }
}
