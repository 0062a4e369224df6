package dev.recur.ingest.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;

/**
 * An attribute of a CloudEvent in a header: quoted or not, percent-encoded UTF-8 as the HTTP binding says, or the bytes of
 * UTF-8 as they are, since some SDKs encode nothing. What is no escape stays as it is.
 */
public final class HeaderText {

    private HeaderText() {}

    /**
     * What the sender meant.
     *
     * @param value as an HTTP server gives it: each character is a byte
     */
    public static String decoded(String value) {
        var text = unquoted(value);
        return text.chars().allMatch(c -> c < 0x80 && c != '%') ? text : read(bytes(text));
    }

    private static String unquoted(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1")
                : value;
    }

    private static byte[] bytes(String text) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            if (text.charAt(i) == '%' && i + 2 < text.length() && isHex(text, i + 1) && isHex(text, i + 2)) {
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 3;
            } else if (text.charAt(i) < 0x100) {
                bytes.write(text.charAt(i++));
            } else {
                var codePoint = text.codePointAt(i);
                bytes.writeBytes(Character.toString(codePoint).getBytes(UTF_8));
                i += Character.charCount(codePoint);
            }
        }
        return bytes.toByteArray();
    }

    private static boolean isHex(String text, int index) {
        return HexFormat.isHexDigit(text.charAt(index));
    }

    /** Bytes that are not UTF-8 are of the old default of HTTP. */
    private static String read(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, ISO_8859_1);
        }
    }
}
