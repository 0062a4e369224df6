package dev.recur.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.testkit.config.ConfigReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of settings says what the interfaces say; {@code -Drecur.write=true} writes it anew. */
class ConfigReferenceTest {

    private static final Path PAGE = Path.of("CONFIGURATION.md");

    @Test
    void the_page_of_settings_is_what_the_interfaces_say() throws IOException {
        var page = ConfigReference.of(
                "Settings of analysis-service",
                List.of(Path.of("src/main/java"), Path.of("../common-model/service/src/main/java")));
        if (Boolean.getBoolean("recur.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }
}
