package dev.recur.ingest;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;

/** Drives the service under test through its edges. */
final class Ingest {

    /** Without the charset that RestAssured would add. */
    static final RestAssuredConfig AS_SENT = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));

    private Ingest() {}

    /** Returns when the service says that it is ready. */
    static void awaitReady() {
        await().atMost(Duration.ofSeconds(60)).until(() -> readiness().statusCode() == 200);
    }

    static Response readiness() {
        return management("/q/health/ready");
    }

    static Response management(String path) {
        return given().get(URI.create("http://127.0.0.1:" + number("quarkus.management.port") + path));
    }

    /** The value of a metric. */
    static double gauge(String name) {
        return management("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    static int port() {
        return number("quarkus.http.port");
    }

    static RequestSpecification as(Keys key) {
        return given().header("Authorization", key.header());
    }

    static RequestSpecification sending(String contentType) {
        return as(Keys.TOOLING).config(AS_SENT).header("Content-Type", contentType);
    }

    static Response post(String json) {
        return as(Keys.TOOLING).contentType("application/json").body(json).post("/api/v1/incidents");
    }

    static Response webhook(String source, String json) {
        return as(Keys.TOOLING).contentType("application/json").body(json).post("/webhooks/" + source);
    }

    private static int number(String property) {
        return ConfigProvider.getConfig().getValue(property, Integer.class);
    }
}
