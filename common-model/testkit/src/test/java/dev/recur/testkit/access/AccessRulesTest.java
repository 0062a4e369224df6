package dev.recur.testkit.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.Test;

class AccessRulesTest {

    @Path("/said")
    @RolesAllowed("reader")
    static class Said {
        @GET
        void read() {}

        @POST
        @PermitAll
        void write() {}
    }

    @Path("/half")
    static class Half {
        @GET
        @RolesAllowed({"reader", "admin"})
        void read() {}

        @POST
        void forgotten() {}
    }

    @Path("/king")
    static class King {
        @GET
        @RolesAllowed("king")
        void read() {}
    }

    @Test
    void an_endpoint_that_says_who_may_call_it_passes() {
        assertThat(violations(Said.class)).isEmpty();
    }

    @Test
    void one_that_forgot_to_is_named() {
        assertThat(violations(Half.class)).singleElement().asString().contains("forgotten()", "does not say");
    }

    @Test
    void so_is_one_for_a_role_that_there_is_not() {
        assertThat(violations(King.class)).singleElement().asString().contains("King.read()");
    }

    private static java.util.List<String> violations(Class<?> type) {
        return AccessRules.EVERY_ENDPOINT_SAYS_WHO_MAY_CALL_IT
                .evaluate(new ClassFileImporter().importClasses(type))
                .getFailureReport()
                .getDetails();
    }
}
