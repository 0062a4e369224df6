package dev.recur.testkit.access;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What keeps a new endpoint from being open because nobody thought of it. */
public final class AccessRules {

    private static final Set<String> ROLES = Set.of("reporter", "reader", "editor", "admin");

    /** Each method of a resource, or its class, names roles that there are, or says that it is for everybody. */
    public static final ArchRule EVERY_ENDPOINT_SAYS_WHO_MAY_CALL_IT = methods()
            .that()
            .areMetaAnnotatedWith(HttpMethod.class)
            .should(new SayingWhoMayCall())
            .allowEmptyShould(true);

    /**
     * Endpoints are methods of resources: a route that is made by hand asks nobody for a role. The clock of a laptop is one,
     * on the management port; it is refused where there is security.
     */
    public static final ArchRule NO_ROUTE_IS_MADE_BY_HAND = noClasses()
            .that()
            .resideOutsideOfPackage("dev.recur.service..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.vertx.ext.web.Router")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.vertx.mutiny.ext.web.Router")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.quarkus.vertx.http.ManagementInterface")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus.vertx.web..", "jakarta.servlet..", "jakarta.websocket..")
            .because("only the roles of resources' methods are checked");

    private AccessRules() {}

    private static final class SayingWhoMayCall extends ArchCondition<JavaMethod> {

        SayingWhoMayCall() {
            super("say who may call it");
        }

        @Override
        public void check(JavaMethod method, ConditionEvents events) {
            var isSaid = says(method).or(() -> says(method.getOwner())).orElse(false);
            events.add(new SimpleConditionEvent(
                    method, isSaid, method.getFullName() + (isSaid ? " says" : " does not say") + " who may call it"));
        }

        /** Nothing where nothing is said; false where it is nonsense. */
        private static Optional<Boolean> says(CanBeAnnotated place) {
            if (place.isAnnotatedWith(PermitAll.class) || place.isAnnotatedWith(DenyAll.class)) {
                return Optional.of(true);
            }
            if (!place.isAnnotatedWith(RolesAllowed.class)) {
                return Optional.empty();
            }
            var roles = roles(place);
            return Optional.of(!roles.isEmpty() && ROLES.containsAll(roles));
        }

        private static List<String> roles(CanBeAnnotated place) {
            return switch (place) {
                case JavaMethod method ->
                    List.of(method.getAnnotationOfType(RolesAllowed.class).value());
                case JavaClass type ->
                    List.of(type.getAnnotationOfType(RolesAllowed.class).value());
                default -> List.of();
            };
        }
    }
}
