package dev.recur.ingest.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTextTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '\'', textBlock = """
            plain text stays,                           orders are slow,   orders are slow
            percent-encoded UTF-8 is decoded,           caf%C3%A9,         café
            an encoded per cent sign is one,            50%25,             50%
            a per cent sign that encodes nothing stays, 50 % of tills,     50 % of tills
            a per cent sign at the end stays,           50%,               50%
            half an escape stays,                       50%4,              50%4
            digits of no base stay,                     a%zzb,             a%zzb
            quotes go,                                  '"a \\"b\\" c"',   'a "b" c'
            a single quotation mark stays,              '"',               '"'
            encoded Latin-1 is read as what it is,      caf%E9,            café
            """)
    void a_header_says(String sentence, String value, String meant) {
        assertThat(HeaderText.decoded(value)).isEqualTo(meant);
    }

    @Test
    void utf_8_that_was_sent_as_it_is_is_read_as_such() {
        var asTheServerGivesIt = new String("tills of münchen, 50 % 💥".getBytes(UTF_8), ISO_8859_1);

        assertThat(HeaderText.decoded(asTheServerGivesIt)).isEqualTo("tills of münchen, 50 % 💥");
    }
}
