package dev.recur.ingest.webhook.signature;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** For senders that sign nothing: they show the secret itself. */
record SharedSecretScheme(String name, Function<Posted, Optional<String>> shown, List<Secret> secrets)
        implements Scheme {

    SharedSecretScheme {
        secrets = List.copyOf(secrets);
    }

    @Override
    public Verdict judge(Posted request, Instant now) {
        var text = shown.apply(request).orElse("");
        var genuine = false;
        for (var secret : secrets) {
            genuine |= secret.is(text);
        }
        return genuine ? Verdict.GENUINE : Verdict.REFUSED;
    }
}
