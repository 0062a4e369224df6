package dev.recur.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledOwnerIT {

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    Path temporaryFolders;

    @Test
    void the_servers_of_a_killed_owner_end_by_themselves_and_the_next_start_deletes_their_folders() throws Exception {
        try (var owner = OwnerProcess.start(List.of(), CLASS_PATH, temporaryFolders)) {
            assertThat(owner.leftProcesses()).isTrue();
            assertThat(owner.leftFolders()).hasSize(2);

            owner.kill9();

            await().atMost(Duration.ofSeconds(30)).until(() -> !owner.leftProcesses());
            var abandoned = owner.leftFolders();
            try (var next = OwnerProcess.start(List.of(), CLASS_PATH, temporaryFolders)) {
                assertThat(next.leftFolders()).hasSize(2).doesNotContainAnyElementsOf(abandoned);
            }
        }
    }

    @Test
    void the_next_start_ends_even_servers_that_could_not_hear_of_their_owners_death() throws Exception {
        try (var owner = OwnerProcess.start(List.of(), CLASS_PATH, temporaryFolders, Owner.DEAF)) {
            owner.kill9();
            assertThat(owner.leftProcesses()).isTrue();
            var abandoned = owner.leftFolders();

            try (var next = OwnerProcess.start(List.of(), CLASS_PATH, temporaryFolders)) {
                assertThat(owner.leftProcesses()).isFalse();
                assertThat(next.leftFolders()).hasSize(2).doesNotContainAnyElementsOf(abandoned);
            }
        }
    }
}
