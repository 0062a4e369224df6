package dev.recur.ingest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** The API keys of the service under test. */
enum Keys {
    /** May speak for any source. */
    TOOLING("reporter", ""),
    /** May speak for two sources only. */
    BOUND("reporter", "checkout-tool,billing-tool"),
    /** May send few reports. */
    SLOW("reporter", ""),
    /** May not report. */
    READING("reader", ""),
    /** May not report either. */
    EDITING("editor", ""),
    /** May do everything. */
    ADMIN("admin", ""),
    /** Might do everything, and is over. */
    EXPIRED("admin", "");

    private final String role;
    private final String sources;

    Keys(String role, String sources) {
        this.role = role;
        this.sources = sources;
    }

    String header() {
        return "Bearer " + text();
    }

    String keyName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    Map<String, String> config() {
        var at = "recur.security.keys[" + ordinal() + "].";
        var config = new HashMap<String, String>();
        config.put(at + "name", keyName());
        config.put(at + "sha256", sha256(text()));
        config.put(at + "roles", role);
        if (this == SLOW) {
            config.put("recur.rate-limit.keys." + keyName() + ".reports-per-second", "1");
            config.put("recur.rate-limit.keys." + keyName() + ".burst", "3");
        }
        if (this == EXPIRED) {
            config.put(at + "expires-at", "2026-01-01T00:00:00Z");
        }
        if (!sources.isEmpty()) {
            config.put(at + "sources", sources);
        }
        return config;
    }

    private String text() {
        return "rk_test_" + keyName();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
