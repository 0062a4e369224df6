package dev.recur.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final Admission admission = new Admission(2, 100);

    @Test
    void as_many_as_may_be_get_in_and_who_leaves_makes_room() {
        assertThat(admission.enter()).isTrue();
        assertThat(admission.isFull()).isFalse();
        assertThat(admission.enter()).isTrue();
        assertThat(admission.isFull()).isTrue();
        assertThat(admission.enter()).isFalse();

        admission.leave();

        assertThat(admission.isFull()).isFalse();
        assertThat(admission.enter()).isTrue();
    }

    @Test
    void who_did_not_get_room_takes_none() {
        assertThat(admission.hold(100)).isTrue();
        assertThat(admission.hold(1)).isFalse();
        assertThat(admission.bytes()).isEqualTo(100);

        admission.release(60);

        assertThat(admission.hold(60)).isTrue();
    }
}
