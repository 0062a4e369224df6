package dev.recur.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What is wrong with manifests that every schema accepts. */
final class Findings {

    private static final List<String> PROBES = List.of("startupProbe", "livenessProbe", "readinessProbe");

    private final List<JsonNode> objects;
    private final List<String> found = new ArrayList<>();

    private Findings(List<JsonNode> objects) {
        this.objects = objects;
    }

    /** A sentence for each. */
    static List<String> in(List<JsonNode> objects) {
        var findings = new Findings(objects);
        findings.ofKind("Deployment").forEach(findings::deployment);
        findings.ofKind("Secret")
                .forEach(secret -> findings.say(secret, "carries a secret that should be referred to"));
        findings.ofKind("ConfigMap").forEach(findings::configuration);
        return findings.found;
    }

    private void deployment(JsonNode deployment) {
        var template = deployment.at("/spec/template");
        var pod = template.path("spec");
        check(pod.at("/securityContext/runAsNonRoot").asBoolean(), deployment, "may run as root");
        check(pod.at("/securityContext/runAsUser").asInt() > 0, deployment, "runs as no user of its own");
        check(
                "RuntimeDefault"
                        .equals(pod.at("/securityContext/seccompProfile/type").textValue()),
                deployment,
                "has no seccomp profile");
        check(
                pod.path("automountServiceAccountToken").isBoolean()
                        && !pod.path("automountServiceAccountToken").booleanValue(),
                deployment,
                "has a token for the cluster");
        for (var field : List.of("hostNetwork", "hostPID", "hostIPC")) {
            check(!pod.path(field).asBoolean(), deployment, "shares " + field + " with its node");
        }
        pod.path("volumes").forEach(volume -> check(!volume.has("hostPath"), deployment, "mounts a path of its node"));
        pod.path("containers").forEach(container -> container(deployment, container));
        for (var direction : List.of("Ingress", "Egress")) {
            check(isHeldBack(template, direction), deployment, "has no NetworkPolicy for " + direction);
        }
        check(
                ofKind("PodDisruptionBudget").stream()
                        .anyMatch(budget -> selects(budget.at("/spec/selector/matchLabels"), template)),
                deployment,
                "has no PodDisruptionBudget");
    }

    private void container(JsonNode deployment, JsonNode container) {
        var context = container.path("securityContext");
        check(
                !context.path("privileged").asBoolean()
                        && !context.path("allowPrivilegeEscalation").asBoolean(true),
                deployment,
                "may become more than it is");
        check(context.path("readOnlyRootFilesystem").asBoolean(), deployment, "may write to its image");
        check(
                context.path("runAsNonRoot").asBoolean(true)
                        && context.path("runAsUser").asInt(1) != 0,
                deployment,
                "has a container that runs as root");
        check("ALL".equals(context.at("/capabilities/drop/0").textValue()), deployment, "keeps capabilities");
        check(!context.at("/capabilities/add").isArray(), deployment, "has further capabilities");
        PROBES.forEach(probe -> check(container.has(probe), deployment, "has no " + probe));
        check(
                !container.at("/livenessProbe/httpGet/path").asText().contains("ready"),
                deployment,
                "would be killed for what its servers do");
        check(container.at("/resources/requests").has("cpu"), deployment, "requests no cpu");
        check(container.at("/resources/requests").has("memory"), deployment, "requests no memory");
        check(container.at("/resources/limits").has("memory"), deployment, "has no limit of memory");
        check(
                container.path("image").asText().matches(".+:[^:]+")
                        && !container.path("image").asText().endsWith(":latest"),
                deployment,
                "runs whatever image is the latest");
        container
                .path("env")
                .forEach(variable -> check(
                        !isSecret(variable.path("name").asText()) || !variable.has("value"),
                        deployment,
                        "carries the secret " + variable.path("name").asText()));
    }

    private void configuration(JsonNode map) {
        map.path("data")
                .fieldNames()
                .forEachRemaining(name -> check(!isSecret(name), map, "carries the secret " + name));
    }

    private static boolean isSecret(String name) {
        return name.matches(".*(PASSWORD|SECRET|TOKEN|SHA256).*");
    }

    private boolean isHeldBack(JsonNode template, String direction) {
        return ofKind("NetworkPolicy").stream()
                .anyMatch(policy -> selects(policy.at("/spec/podSelector/matchLabels"), template)
                        && StreamSupport.stream(policy.at("/spec/policyTypes").spliterator(), false)
                                .anyMatch(type -> direction.equals(type.textValue())));
    }

    private static boolean selects(JsonNode labels, JsonNode template) {
        var own = template.at("/metadata/labels");
        return labels.properties().stream()
                .map(Map.Entry::getKey)
                .allMatch(label -> labels.get(label).equals(own.path(label)));
    }

    private List<JsonNode> ofKind(String kind) {
        return objects.stream()
                .filter(object -> kind.equals(object.path("kind").textValue()))
                .toList();
    }

    private void check(boolean holds, JsonNode object, String otherwise) {
        if (!holds) {
            say(object, otherwise);
        }
    }

    private void say(JsonNode object, String what) {
        found.add(
                object.path("kind").asText() + " " + object.at("/metadata/name").asText() + " " + what);
    }
}
