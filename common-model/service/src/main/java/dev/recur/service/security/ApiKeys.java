package dev.recur.service.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The keys that are accepted, found by their digest: comparing digests of random keys tells nothing about a key. */
final class ApiKeys {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final String PREFIX = "rk_";

    private final Map<String, ApiKey> byDigest;

    private ApiKeys(Map<String, ApiKey> byDigest) {
        this.byDigest = byDigest;
    }

    /**
     * The keys of the configuration.
     *
     * @throws IllegalStateException listing everything that is wrong with them
     */
    static ApiKeys from(List<SecurityConfig.Key> configured) {
        var problems = new ArrayList<String>();
        var keys = configured.stream().map(key -> key(key, problems)).toList();
        keys.stream().collect(Collectors.groupingBy(ApiKey::sha256)).forEach((digest, same) -> {
            if (same.size() > 1) {
                problems.add("the keys " + same.stream().map(ApiKey::name).toList() + " are the same");
            }
        });
        if (!problems.isEmpty()) {
            throw new IllegalStateException("recur.security.keys: " + String.join("; ", problems));
        }
        return new ApiKeys(keys.stream().collect(Collectors.toMap(ApiKey::sha256, Function.identity())));
    }

    boolean isEmpty() {
        return byDigest.isEmpty();
    }

    /** The key with that text, unless it is unknown or over. */
    Optional<ApiKey> find(String text, Instant now) {
        return text.startsWith(PREFIX)
                ? Optional.ofNullable(byDigest.get(digest(text))).filter(key -> key.isValidAt(now))
                : Optional.empty();
    }

    private static ApiKey key(SecurityConfig.Key key, List<String> problems) {
        var digest = key.sha256().toLowerCase(Locale.ROOT);
        if (!SHA_256.matcher(digest).matches()) {
            problems.add("sha256 of " + key.name() + " must be 64 hexadecimal digits");
        }
        if (key.roles().isEmpty() || !Roles.ALL.containsAll(key.roles())) {
            problems.add("roles of " + key.name() + " must be some of reporter, reader, editor, admin");
        }
        return new ApiKey(
                key.name(),
                digest,
                Roles.expand(key.roles()),
                key.sources().orElse(Set.of()),
                key.expiresAt().orElse(null));
    }

    private static String digest(String text) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
