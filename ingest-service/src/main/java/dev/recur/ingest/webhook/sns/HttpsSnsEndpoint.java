package dev.recur.ingest.webhook.sns;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.recur.ingest.webhook.signature.SnsEndpoint;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Fetches certificates and confirms subscriptions: of addresses that are the provider's, one at a time, following no
 * redirect and reading little. Certificates are kept for a day; what failed is not asked again for half a minute, so that
 * a flood of messages that were never signed makes no flood of questions.
 */
@ApplicationScoped
class HttpsSnsEndpoint implements SnsEndpoint {

    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final int LARGEST = 64 * 1024;
    private static final int MOST = 100;

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(LONGEST)
            .build();
    private final Semaphore oneAtATime = new Semaphore(1);
    private final Cache<URI, X509Certificate> certificates = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(Duration.ofDays(1))
            .build();
    private final Cache<URI, Boolean> failed = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(Duration.ofSeconds(30))
            .build();
    private final Clock clock;

    HttpsSnsEndpoint(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<PublicKey> key(URI address) {
        var known = certificates.getIfPresent(address);
        var certificate = known != null ? Optional.of(known) : get(address).flatMap(HttpsSnsEndpoint::certificate);
        return certificate.filter(this::isValid).map(found -> {
            certificates.put(address, found);
            return found.getPublicKey();
        });
    }

    @Override
    public boolean confirm(URI address) {
        return get(address).isPresent();
    }

    private boolean isValid(X509Certificate certificate) {
        try {
            certificate.checkValidity(Date.from(clock.instant()));
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    private static Optional<X509Certificate> certificate(byte[] pem) {
        try {
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }

    private Optional<byte[]> get(URI address) {
        if (failed.getIfPresent(address) != null || !oneAtATime.tryAcquire()) {
            return Optional.empty();
        }
        try {
            var request = HttpRequest.newBuilder(address).timeout(LONGEST).build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                if (answer.statusCode() == 200) {
                    return Optional.of(body.readNBytes(LARGEST));
                }
            }
        } catch (IOException e) {
            // as good as no answer
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            oneAtATime.release();
        }
        failed.put(address, true);
        return Optional.empty();
    }
}
