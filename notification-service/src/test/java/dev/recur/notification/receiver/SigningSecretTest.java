package dev.recur.notification.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigningSecretTest {

    @ParameterizedTest(name = "{0} bytes: {1}")
    @CsvSource({"23, false", "24, true", "64, true", "65, false"})
    void has_24_to_64_bytes(int bytes, boolean taken) {
        var text = "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);

        assertThat(SigningSecret.parse(text).isPresent()).isEqualTo(taken);
    }

    @Test
    void its_text_is_shown_only_where_it_is_revealed() {
        var secret = SigningSecret.generate(new Random(1));

        assertThat(SigningSecret.parse(secret.reveal())).contains(secret);
        assertThat(secret.toString()).isEqualTo("whsec_…");
        assertThat(String.valueOf(Destination.Webhook.of(URI.create("https://example.com"), secret)))
                .doesNotContain(secret.reveal().substring(6));
    }
}
