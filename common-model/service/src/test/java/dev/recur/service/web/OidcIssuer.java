package dev.recur.service.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.recur.wire.json.Json;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/**
 * What an organisation has: an OIDC issuer, here one of two documents, and a certificate, here one that its maker signed.
 */
public final class OidcIssuer implements QuarkusTestResourceLifecycleManager {

    static final String SIGNING_KEY = "test.oidc.signing-key";
    static final String STORE = "quarkus.tls.https.key-store.p12.path";
    static final String PASSWORD = "changeit";

    private HttpServer server;
    private Path store;

    @Override
    public Map<String, String> start() {
        try {
            var key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("one");
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var url = "http://127.0.0.1:" + server.getAddress().getPort();
            serve("/.well-known/openid-configuration", configuration(url));
            serve("/jwks", new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY));
            server.start();
            store = certificate();
            return Map.of(
                    SIGNING_KEY,
                    privateJson(key),
                    "quarkus.oidc.tenant-enabled",
                    "true",
                    "quarkus.oidc.auth-server-url",
                    url,
                    "quarkus.oidc.token.audience",
                    "recur",
                    STORE,
                    store.toString(),
                    "quarkus.tls.https.key-store.p12.password",
                    PASSWORD,
                    "quarkus.http.tls-configuration-name",
                    "https",
                    "quarkus.http.insecure-requests",
                    "disabled",
                    "quarkus.http.test-ssl-port",
                    "0");
        } catch (JoseException | IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String privateJson(RsaJsonWebKey key) {
        return key.toJson(OutputControlLevel.INCLUDE_PRIVATE);
    }

    private static String configuration(String url) {
        return new String(
                Json.write(Json.object()
                        .put("issuer", url)
                        .put("jwks_uri", url + "/jwks")
                        .put("token_endpoint", url + "/token")
                        .put("authorization_endpoint", url + "/authorize")),
                UTF_8);
    }

    private void serve(String path, String body) {
        server.createContext(path, exchange -> answer(exchange, body.getBytes(UTF_8)));
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Path certificate() throws IOException, InterruptedException {
        var file = Files.createTempDirectory("recur-tls").resolve("store.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "recur",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool made no certificate");
        }
        return file;
    }

    @Override
    public void stop() {
        server.stop(0);
        try {
            Files.deleteIfExists(store);
            Files.deleteIfExists(store.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
