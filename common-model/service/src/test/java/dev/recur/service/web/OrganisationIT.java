package dev.recur.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The service as an organisation runs it: with TLS alone, and with its own tokens beside API keys. */
@QuarkusTest
@QuarkusTestResource(value = OidcIssuer.class, restrictToAnnotatedClass = true)
@TestProfile(OrganisationIT.Organisation.class)
class OrganisationIT {

    private static final String THING = "/things/0190a4e8-0000-7000-8000-000000000001";

    public static class Organisation implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("recur.security.failures.per-second", "1", "recur.security.failures.burst", "50");
        }
    }

    @TestHTTPResource(value = "/", tls = true)
    URI service;

    @ConfigProperty(name = OidcIssuer.SIGNING_KEY)
    String signingKey;

    @ConfigProperty(name = OidcIssuer.STORE)
    Path store;

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String issuer;

    private Tokens tokens;
    private HttpClient client;

    @BeforeEach
    void connect() throws JoseException, GeneralSecurityException, IOException {
        tokens = new Tokens(issuer, (RsaJsonWebKey) JsonWebKey.Factory.newJwk(signingKey));
        client = client("127.0.0.1");
    }

    @ParameterizedTest(name = "{0}: {1} {2} {3} {4}")
    @CsvSource({
        // role, reports, reads, edits, deletes
        "reporter, 202, 403, 403, 403",
        "reader,   403, 200, 403, 403",
        "editor,   403, 200, 200, 403",
        "admin,    202, 200, 200, 204",
        "king,     403, 403, 403, 403"
    })
    void a_token_may_do_what_its_roles_say(String role, int reports, int reads, int edits, int deletes) {
        var token = tokens.of(role);
        assertThat(List.of(
                        status("POST", "/things", token),
                        status("GET", "/things", token),
                        status("PUT", THING, token),
                        status("DELETE", THING, token)))
                .containsExactly(reports, reads, edits, deletes);
    }

    @Test
    void a_key_is_as_good_as_a_token() {
        assertThat(status("GET", "/things", "rk_reader")).isEqualTo(200);
        assertThat(status("DELETE", THING, "rk_reader")).isEqualTo(403);
        assertThat(status("GET", "/things", "rk_wrong")).isEqualTo(401);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                of(
                        "that is over",
                        tokens ->
                                tokens.with(Map.of("exp", Tokens.inSeconds(-60).getValue()))),
                of("that was meant for somebody else", tokens -> tokens.with(Map.of("aud", "payroll"))),
                of("of another issuer", tokens -> tokens.with(Map.of("iss", "https://issuer.example"))),
                of("that another key signed", tokens -> new Tokens(tokens.issuer(), anotherKey()).of("admin")),
                of("that nobody signed", Tokens::unsigned),
                of("signed with what everybody knows", Tokens::signedWithThePublicKeyAsSecret),
                of("whose end is missing", tokens -> tokens.of("admin").replaceFirst("\\.[^.]*$", "")),
                of("that is none", tokens -> "abc"));
    }

    private static Arguments of(String sentence, Function<Tokens, String> token) {
        return arguments(sentence, token);
    }

    @ParameterizedTest(name = "a token {0}")
    @MethodSource("refused")
    void is_no_token(String sentence, Function<Tokens, String> token) {
        var answer = send("GET", "/things", token.apply(tokens), client);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("Send a valid API key").doesNotContain("JWT", "Exception");
    }

    @Test
    void whoever_comes_with_a_token_has_a_name_and_speaks_as_the_program() {
        assertThat(send("GET", "/things/caller", tokens.of("reader"), client).body())
                .isEqualTo("[\"kim\",\"true\",\"true\",\"reliability-desk\"]");
    }

    @Test
    void who_fails_too_often_is_told_so_and_keeps_nobody_out() throws GeneralSecurityException, IOException {
        var guesser = client("127.0.0.9");
        // a token comes back each second, however slow the machine is
        var answer = IntStream.range(0, 500)
                .mapToObj(i -> send("GET", "/things", "rk_guess" + i, guesser))
                .dropWhile(early -> early.statusCode() == 401)
                .findFirst()
                .orElseThrow();
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(send("GET", "/things", "rk_reader", guesser).statusCode()).isEqualTo(200);
        assertThat(send("GET", "/things", "rk_guess", client).statusCode()).isEqualTo(401);
    }

    @Test
    void nobody_listens_without_tls() {
        assertThat(service.getScheme()).isEqualTo("https");
        assertThat(org.eclipse.microprofile.config.ConfigProvider.getConfig()
                        .getOptionalValue("quarkus.http.insecure-requests", String.class))
                .contains("disabled");
    }

    @Test
    void another_site_may_not_read_what_is_answered() throws IOException, InterruptedException {
        var preflight = HttpRequest.newBuilder(service.resolve("/things"))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization")
                .build();
        var answers =
                List.of(client.send(preflight, BodyHandlers.ofString()), send("GET", "/things", "rk_reader", client));
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.headers().map().keySet())
                        .noneMatch(
                                name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control")));
    }

    @Test
    void every_answer_says_how_a_browser_is_to_take_it() {
        assertThat(List.of(
                        send("GET", "/things", "rk_reader", client),
                        send("GET", "/things", "rk_wrong", client),
                        send("GET", "/nothing", "rk_reader", client)))
                .allSatisfy(answer -> {
                    assertThat(answer.headers().allValues("X-Content-Type-Options"))
                            .containsExactly("nosniff");
                    assertThat(answer.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
                    assertThat(answer.headers().allValues("Content-Security-Policy"))
                            .containsExactly("default-src 'none'; frame-ancestors 'none'");
                });
    }

    private int status(String method, String path, String token) {
        return send(method, path, token, client).statusCode();
    }

    private HttpResponse<String> send(String method, String path, String token, HttpClient from) {
        var request = HttpRequest.newBuilder(service.resolve(path))
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            return from.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A client that comes from that address and trusts nothing but the certificate of the service. */
    private HttpClient client(String address) throws GeneralSecurityException, IOException {
        var certificates = KeyStore.getInstance("PKCS12");
        try (var file = Files.newInputStream(store)) {
            certificates.load(file, OidcIssuer.PASSWORD.toCharArray());
        }
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("recur", certificates.getCertificate("recur"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .sslContext(tls)
                .localAddress(InetAddress.getByName(address))
                .build();
    }

    private static RsaJsonWebKey anotherKey() {
        try {
            var key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("one");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
