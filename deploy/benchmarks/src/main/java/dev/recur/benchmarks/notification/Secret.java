package dev.recur.benchmarks.notification;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a receiver verifies signatures with. */
record Secret(SecretKeySpec key) {

    private static final String ALGORITHM = "HmacSHA256";

    static Secret of(String text) {
        return new Secret(new SecretKeySpec(Base64.getDecoder().decode(text.substring("whsec_".length())), ALGORITHM));
    }

    boolean signed(HttpServerRequest request, Buffer body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            var head = request.getHeader("webhook-id") + "." + request.getHeader("webhook-timestamp") + ".";
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            var expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes()));
            return expected.equals(request.getHeader("webhook-signature"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
