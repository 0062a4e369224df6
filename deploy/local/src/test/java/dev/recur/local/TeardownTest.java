package dev.recur.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TeardownTest {

    private final List<String> closed = new CopyOnWriteArrayList<>();
    private final Teardown teardown = new Teardown();

    private AutoCloseable closing(String name) {
        return () -> closed.add(name);
    }

    @Test
    void what_was_started_last_is_closed_first_and_only_once() {
        teardown.start(() -> closing("database"));
        teardown.start(() -> closing("service"));
        teardown.close();
        teardown.close();
        assertThat(closed).containsExactly("service", "database");
    }

    @Test
    void what_is_just_starting_is_waited_for_and_then_closed() throws Exception {
        var up = new CountDownLatch(1);
        teardown.start(() -> {
            try {
                up.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return closing("slow");
        });
        var stopping = CompletableFuture.runAsync(teardown::close);
        assertThat(closed).isEmpty();
        up.countDown();
        stopping.get(10, TimeUnit.SECONDS);
        assertThat(closed).containsExactly("slow");
    }

    @Test
    void what_does_not_start_or_does_not_close_keeps_nothing_else_open() {
        teardown.start(() -> closing("first"));
        teardown.start(() -> {
            throw new IllegalStateException("will not start");
        });
        teardown.start(() -> (AutoCloseable) () -> {
            throw new IllegalStateException("will not close");
        });
        assertThatThrownBy(teardown::close).hasMessage("will not close");
        assertThat(closed).containsExactly("first");
    }

    @Test
    void nothing_more_starts_once_everything_is_being_closed() {
        teardown.close();
        assertThatThrownBy(() -> teardown.start(() -> closing("late"))).hasMessage("stopped while starting");
        assertThat(closed).isEmpty();
    }
}
