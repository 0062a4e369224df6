package dev.recur.wire.tag;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagTest {

    /** Characters that have gone wrong for somebody: case, composition, white space, two code units. */
    private static final String[] ODD = {
        " ",
        "\t",
        "\n",
        "\u00A0",
        "\u2003",
        "\u3000",
        "\u0085",
        "\u2028",
        "\u001C",
        "\u200B",
        "-",
        "_",
        "I",
        "İ",
        "ı",
        "i",
        "Σ",
        "ς",
        "ß",
        "ẞ",
        "ﬁ",
        "K",
        "Å",
        "A\u030A",
        "é",
        "e\u0301",
        "\u0301",
        "\u0345",
        "\u0130",
        "Ǆ",
        "ǅ",
        "🔥",
        "𐐀",
        "\uD800",
        "\uDC00",
        "Ω",
        "ᾈ",
        "Ꮿ",
        "Ა",
        "\u1100\u1161",
        "1",
        "\u0000"
    };

    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "'  payments  ', payments, trimmed",
        "Payments API, payments-api, lower case and a hyphen for the space",
        "'a \t\n b', a-b, white space in a row is one hyphen",
        "'\u00A0a\u2003b\u3000', a-b, white space of every kind",
        "'a\u001Cb', a-b, separators that are white space in Java only",
        "'a\u0085b\u2028c', a-b-c, line ends of every kind",
        "a--b, a--b, hyphens stay",
        "a_b, a_b, underscores stay",
        "'e\u0301te\u0301', \u00E9t\u00E9, composed",
        "\u212Aelvin, kelvin, the sign of Kelvin is a k",
        "TITLE, title, an i has its dot whatever the machine's language",
        "ΟΔΟΣ, οδος, a sigma at the end",
        "🔥 Fire, 🔥-fire, characters of two code units"
    })
    void a_value_is_counted_in_one_spelling(String typed, String counted, String sentence) {
        assertThat(Tag.normalise(typed)).isEqualTo(counted);
    }

    @Test
    void the_language_of_the_machine_does_not_matter() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(Tag.normalise("INIT")).isEqualTo("init");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void normalising_again_changes_nothing(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var typed = randomText(random);
            var once = Tag.normalise(typed);
            assertThat(Tag.normalise(once)).as(typed).isEqualTo(once);
            assertThat(Normalizer.isNormalized(once, Normalizer.Form.NFC))
                    .as(typed)
                    .isTrue();
            assertThat(once.chars()).as(typed).noneMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
        }
    }

    private static String randomText(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(8); i >= 0; i--) {
            if (random.nextInt(4) == 0) {
                text.appendCodePoint(random.nextInt(0x11_0000));
            } else {
                text.append(ODD[random.nextInt(ODD.length)]);
            }
        }
        return text.toString();
    }

    @Test
    void a_tag_reads_as_dimension_and_value() {
        assertThat(new Tag("component", "payments")).hasToString("component:payments");
    }
}
