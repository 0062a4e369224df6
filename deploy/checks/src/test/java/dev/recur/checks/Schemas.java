package dev.recur.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.util.Map;

/** The schemas of Kubernetes for the kinds that Recur uses, as its own Java client has them. */
final class Schemas {

    private interface Schema {
        void check(JsonElement object) throws IOException;
    }

    private static final Map<String, Schema> BY_KIND = Map.of(
            "v1 ConfigMap", V1ConfigMap::validateJsonElement,
            "v1 Namespace", V1Namespace::validateJsonElement,
            "v1 Service", V1Service::validateJsonElement,
            "v1 ServiceAccount", V1ServiceAccount::validateJsonElement,
            "apps/v1 Deployment", V1Deployment::validateJsonElement,
            "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
            "autoscaling/v2 HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::validateJsonElement,
            "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy::validateJsonElement);

    private Schemas() {}

    /** @throws IllegalArgumentException when the object is not as the schema of its kind says */
    static void check(JsonNode object) throws IOException {
        var kind = object.path("apiVersion").textValue() + " "
                + object.path("kind").textValue();
        var schema = BY_KIND.get(kind);
        if (schema == null) {
            throw new IllegalArgumentException("no schema for " + kind);
        }
        schema.check(JsonParser.parseString(object.toString()));
    }
}
