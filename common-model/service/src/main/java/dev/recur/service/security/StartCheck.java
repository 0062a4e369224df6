package dev.recur.service.security;

import dev.recur.service.config.SettingNames;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Stops a start that would leave the door open, or pass over a setting, before anything else starts. */
@ApplicationScoped
public class StartCheck {

    /** What takes time on threads of its own begins right after this check, beside everything else. */
    public static final int NEXT = Interceptor.Priority.PLATFORM_BEFORE + 1;

    private static final int PRIORITY = Interceptor.Priority.PLATFORM_BEFORE;

    private final Config settings;
    private final SecurityConfig config;
    private final SecurityAtStart.Oidc oidc;
    private final List<String> hosts;

    StartCheck(
            Config settings,
            SecurityConfig config,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.management.host") String managementHost,
            @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean oidcEnabled,
            @ConfigProperty(name = "quarkus.oidc.token.audience") Optional<List<String>> audience) {
        this.settings = settings;
        this.config = config;
        this.oidc = new SecurityAtStart.Oidc(oidcEnabled, audience.isPresent());
        this.hosts = List.of(host, managementHost);
    }

    /**
     * For what begins before the start of the others, as the wait for a database does.
     *
     * @throws IllegalStateException saying everything that is wrong and what to set
     */
    public void run() {
        var problems = new ArrayList<>(SecurityAtStart.problems(config, oidc, hosts));
        // elsewhere tests have settings of their own
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            problems.addAll(SettingNames.problems(settings.getPropertyNames()));
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException(String.join("; ", problems));
        }
    }

    void atStart(@Observes @Priority(PRIORITY) StartupEvent event) {
        run();
    }
}
