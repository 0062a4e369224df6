package dev.recur.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests, rendered. */
class KubernetesTest {

    private static Kustomize kustomize;

    @BeforeAll
    static void find() throws IOException, InterruptedException {
        kustomize = Kustomize.found();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/small", "overlays/production"})
    void every_object_is_as_kubernetes_says_and_nothing_is_wrong_with_it(String folder) throws Exception {
        var objects = kustomize.render(folder);

        assertThat(names(objects, "Deployment"))
                .containsExactlyInAnyOrder("recur-ingest", "recur-analysis", "recur-notification");
        for (var object : objects) {
            assertThatCode(() -> Schemas.check(object)).as(object.toString()).doesNotThrowAnyException();
        }
        assertThat(Findings.in(objects)).isEmpty();
    }

    @Test
    void production_keeps_three_copies_and_spreads_what_it_runs() throws Exception {
        var objects = kustomize.render("overlays/production");

        assertThat(objects.stream()
                        .filter(object ->
                                object.at("/data/RECUR_KAFKA_REPLICATION").asInt() == 3))
                .hasSize(1);
        assertThat(objects.stream()
                        .filter(object -> object.path("kind").asText().equals("Deployment"))
                        .map(object -> object.at("/spec/template/spec/topologySpreadConstraints/0/topologyKey")
                                .asText()))
                .containsOnly("kubernetes.io/hostname");
    }

    @Test
    void a_word_that_kubernetes_does_not_know_is_refused_however_deep() throws Exception {
        var deployment = (ObjectNode) deployment(kustomize.render("base"));
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0/livenessProbe")).put("periodSecond", 1);

        assertThatThrownBy(() -> Schemas.check(deployment)).hasMessageContaining("periodSecond");
    }

    @ParameterizedTest(name = "without {0}: {1}")
    @CsvSource({
        "/spec/template/spec/securityContext, may run as root",
        "/spec/template/spec/automountServiceAccountToken, has a token for the cluster",
        "/spec/template/spec/containers/0/securityContext, may write to its image",
        "/spec/template/spec/containers/0/startupProbe, has no startupProbe",
        "/spec/template/spec/containers/0/livenessProbe, has no livenessProbe",
        "/spec/template/spec/containers/0/readinessProbe, has no readinessProbe",
        "/spec/template/spec/containers/0/resources/limits, has no limit of memory",
        "/spec/template/spec/containers/0/resources/requests, requests no cpu",
        "/spec/template/metadata/labels, has no NetworkPolicy for Egress",
    })
    void what_is_missing_is_found(String path, String finding) throws Exception {
        var objects = kustomize.render("base");
        var cut = path.lastIndexOf('/');
        ((ObjectNode) deployment(objects).at(path.substring(0, cut))).remove(path.substring(cut + 1));

        assertThat(Findings.in(objects)).anyMatch(found -> found.endsWith(finding));
    }

    @Test
    void a_container_as_root_and_a_secret_in_the_open_are_found() throws Exception {
        var objects = kustomize.render("base");
        var container = (ObjectNode) deployment(objects).at("/spec/template/spec/containers/0");
        ((ObjectNode) container.path("securityContext")).put("runAsUser", 0);
        container
                .withArrayProperty("env")
                .addObject()
                .put("name", "DB_PASSWORD")
                .put("value", "secret");

        assertThat(Findings.in(objects))
                .anyMatch(found -> found.endsWith("has a container that runs as root"))
                .anyMatch(found -> found.endsWith("carries the secret DB_PASSWORD"));
    }

    private static JsonNode deployment(List<JsonNode> objects) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals("Deployment"))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> names(List<JsonNode> objects, String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .map(object -> object.at("/metadata/name").asText());
    }
}
