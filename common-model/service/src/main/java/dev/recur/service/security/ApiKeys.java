package dev.recur.service.security;

import dev.recur.wire.key.IssuedKey;
import dev.recur.wire.key.KeyUse;
import dev.recur.wire.report.Identity;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys that are accepted, found by their digest: comparing digests of random keys tells nothing about a key. Those of
 * the configuration stay; those that were issued come and go while requests are served.
 */
final class ApiKeys {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private final Map<String, AcceptedKey> configured;
    private final Map<String, AcceptedKey> issued = new ConcurrentHashMap<>();
    private final Map<UUID, String> digests = new ConcurrentHashMap<>();
    private final Map<String, KeyUse> uses = new ConcurrentHashMap<>();
    private volatile boolean complete;

    private ApiKeys(Map<String, AcceptedKey> configured) {
        this.configured = configured;
    }

    /** The keys of the configuration; what {@link #problems} finds wrong is left out. */
    static ApiKeys from(List<? extends SecurityConfig.Key> configured) {
        return new ApiKeys(configured.stream()
                .filter(key -> isDigest(key) && areRoles(key))
                .map(ApiKeys::key)
                .collect(Collectors.toMap(ApiKey::sha256, AcceptedKey::new, (one, other) -> one)));
    }

    /** Everything that is wrong with the keys of the configuration. */
    static List<String> problems(List<? extends SecurityConfig.Key> configured) {
        var digests = configured.stream()
                .filter(key -> !isDigest(key))
                .map(key -> "sha256 of " + key.name() + " must be 64 hexadecimal digits");
        var roles = configured.stream()
                .filter(key -> !areRoles(key))
                .map(key -> "roles of " + key.name() + " must be some of reporter, reader, editor, admin");
        var same = Stream.<Function<SecurityConfig.Key, String>>of(ApiKeys::digest, SecurityConfig.Key::name)
                .flatMap(part -> configured.stream().collect(Collectors.groupingBy(part)).values().stream())
                .filter(keys -> keys.size() > 1)
                .map(keys -> "the keys "
                        + keys.stream().map(SecurityConfig.Key::name).toList() + " are the same")
                .distinct()
                .sorted();
        return Stream.of(digests, roles, same)
                .flatMap(Function.identity())
                .map(problem -> "recur.security.keys: " + problem)
                .toList();
    }

    boolean noneConfigured() {
        return configured.isEmpty();
    }

    /** The key with that text, unless it is unknown or over. */
    Optional<AcceptedKey> find(String text, Instant now) {
        var digest = KeyText.sha256(text);
        var key = configured.get(digest);
        return Optional.ofNullable(key == null ? issued.get(digest) : key)
                .filter(found -> found.key().isValidAt(now));
    }

    /** False as long as there may be issued keys that are not known here yet. */
    boolean isComplete() {
        return complete;
    }

    /** Takes these for all keys that are issued. */
    void replaceIssued(Collection<IssuedKey> keys) {
        var gone = new HashMap<>(digests);
        keys.forEach(key -> gone.remove(key.keyId()));
        keys.forEach(this::put);
        gone.keySet().forEach(this::remove);
        complete = true;
    }

    /** A key is issued or, under its id, changed. */
    void put(IssuedKey key) {
        var accepted = new AcceptedKey(new ApiKey(
                key.keyId(),
                key.name(),
                key.sha256(),
                Roles.expand(Roles.known(key.roles())),
                key.sources(),
                key.expiresAt()));
        issued.put(key.sha256(), accepted);
        var before = digests.put(key.keyId(), key.sha256());
        if (before != null && !before.equals(key.sha256())) {
            issued.remove(before);
        }
    }

    /** A key is revoked. */
    void remove(UUID keyId) {
        var digest = digests.remove(keyId);
        if (digest != null) {
            issued.remove(digest);
        }
    }

    /** A key was used at a service, this one or another. */
    void used(KeyUse use) {
        uses.merge(use.recordKey(), use, (before, now) -> before.usedAt().isAfter(now.usedAt()) ? before : now);
    }

    /** When a key was last used anywhere, as far as it is known here. */
    Optional<Instant> lastUsed(UUID keyId) {
        var elsewhere =
                uses.values().stream().filter(use -> use.keyId().equals(keyId)).map(KeyUse::usedAt);
        var here = all().filter(key -> key.key().id().equals(keyId)).flatMap(key -> Stream.ofNullable(key.usedAt()));
        return Stream.concat(elsewhere, here).max(Instant::compareTo);
    }

    /** Every key that is known. */
    Stream<AcceptedKey> all() {
        return Stream.concat(configured.values().stream(), issued.values().stream());
    }

    /** The same at every service that is configured with the key. */
    static UUID id(SecurityConfig.Key key) {
        return Identity.named("api-key", digest(key));
    }

    private static ApiKey key(SecurityConfig.Key key) {
        var digest = digest(key);
        return new ApiKey(
                id(key),
                key.name(),
                digest,
                Roles.expand(key.roles()),
                key.sources().orElse(Set.of()),
                key.expiresAt().orElse(null));
    }

    private static String digest(SecurityConfig.Key key) {
        return key.sha256().toLowerCase(Locale.ROOT);
    }

    private static boolean isDigest(SecurityConfig.Key key) {
        return SHA_256.matcher(digest(key)).matches();
    }

    private static boolean areRoles(SecurityConfig.Key key) {
        return !key.roles().isEmpty() && Roles.ALL.containsAll(key.roles());
    }
}
