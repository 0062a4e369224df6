package dev.recur.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recur.infra.CannotStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path temporary;

    private Path data;

    @BeforeEach
    void earlierRun() throws IOException {
        data = temporary.resolve("data");
        DataFolder.claim(data, false).close();
        Files.writeString(DataFolder.kafka(data).resolve("record"), "kept");
        Files.writeString(data.resolve("note.txt"), "a person's own");
    }

    @Test
    void the_data_of_earlier_runs_is_kept() {
        DataFolder.claim(data, false).close();
        assertThat(DataFolder.kafka(data).resolve("record")).hasContent("kept");
    }

    @Test
    void fresh_deletes_it_and_nothing_else() {
        DataFolder.claim(data, true).close();
        assertThat(DataFolder.kafka(data)).doesNotExist();
        assertThat(data.resolve("note.txt")).hasContent("a person's own");
    }

    @Test
    void a_folder_in_which_somebody_else_keeps_data_of_that_name_is_left_alone() throws IOException {
        var theirs = Files.createDirectories(temporary.resolve("var/postgresql"));
        assertThatThrownBy(() -> DataFolder.claim(theirs.getParent(), true))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("a postgresql in it that deploy/up did not make");
        assertThat(theirs).isDirectory();
    }

    @Test
    void a_folder_in_use_stays_with_its_user() {
        try (var first = DataFolder.claim(data, false)) {
            assertThatThrownBy(() -> DataFolder.claim(first.path(), true))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
        }
    }
}
