package dev.recur.analysis.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.analysis.rule.Counted;
import dev.recur.analysis.rule.CountedIncidents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvidenceDigestTest {

    private static final Instant FIRST = Instant.parse("2026-05-20T00:00:00Z");

    @Test
    void is_the_same_for_the_same_incidents_whatever_their_times() {
        var random = new Random(1);
        var ids = ids(random, 100);
        var digest = digest(ids);
        Collections.shuffle(ids, random);

        assertThat(digest(ids)).isEqualTo(digest).asString().containsPattern("[0-9a-f]{32}");
    }

    @Test
    void is_another_for_every_other_set_of_ids_that_differ_little() {
        var digests = new HashSet<EvidenceDigest>();
        var sets = 0;
        for (int high = 0; high < 40; high++) {
            for (int low = 0; low < 40; low++) {
                var ids = IntStream.range(0, low).mapToObj(i -> new UUID(0, i)).toList();
                var more = new ArrayList<>(ids);
                IntStream.rangeClosed(1, high).forEach(i -> more.add(new UUID(i, 0)));
                digests.add(digest(more));
                sets++;
            }
        }
        assertThat(digests).hasSize(sets);
    }

    @Test
    void changes_where_one_incident_takes_the_place_of_another_or_is_left_out() {
        var random = new Random(2);
        for (int seed = 0; seed < 1000; seed++) {
            var ids = ids(random, 1 + random.nextInt(20));
            var digest = digest(ids);
            var other = new ArrayList<>(ids);
            other.set(random.nextInt(ids.size()), new UUID(random.nextLong(), random.nextLong()));

            assertThat(digest(other)).isNotEqualTo(digest);
            assertThat(digest(ids.subList(1, ids.size()))).isNotEqualTo(digest);
        }
    }

    private static List<UUID> ids(Random random, int number) {
        var ids = new ArrayList<UUID>();
        IntStream.range(0, number).forEach(i -> ids.add(new UUID(random.nextLong(), random.nextLong())));
        return ids;
    }

    private static EvidenceDigest digest(List<UUID> ids) {
        return EvidenceDigest.of(CountedIncidents.copyOf(IntStream.range(0, ids.size())
                .mapToObj(i -> Counted.of(ids.get(i), FIRST.plusSeconds(i), 0))
                .toList()));
    }
}
