package dev.recur.analysis;

import dev.recur.service.security.KeyText;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** The service as an organisation runs it: with keys. */
public final class Secured implements QuarkusTestProfile {

    static final String REPORTER = "rk_test_reporter";
    static final String READER = "rk_test_reader";
    static final String EDITOR = "rk_test_editor";
    static final String ADMIN = "rk_test_admin";
    static final String EXPIRED = "rk_test_expired";

    @Override
    public Map<String, String> getConfigOverrides() {
        var config = new HashMap<String, String>();
        config.put("recur.security.mode", "api-keys");
        add(config, 0, "a-tool", REPORTER, "reporter");
        add(config, 1, "a-dashboard", READER, "reader");
        add(config, 2, "a-team", EDITOR, "editor");
        add(config, 3, "an-owner", ADMIN, "admin");
        add(config, 4, "a-leaver", EXPIRED, "admin");
        config.put("recur.security.keys[4].expires-at", "2026-01-01T00:00:00Z");
        return config;
    }

    private static void add(Map<String, String> config, int index, String name, String key, String role) {
        var at = "recur.security.keys[" + index + "].";
        config.put(at + "name", name);
        config.put(at + "sha256", KeyText.sha256(key));
        config.put(at + "roles", role);
    }
}
