package dev.recur.service.security;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the plain parts together. */
final class SecurityBeans {

    @Produces
    @Singleton
    ApiKeys apiKeys(SecurityConfig config) {
        return ApiKeys.from(config.keys());
    }

    @Produces
    @Singleton
    FailedAuthentications failedAuthentications(SecurityConfig config) {
        return new FailedAuthentications(config.failures());
    }
}
