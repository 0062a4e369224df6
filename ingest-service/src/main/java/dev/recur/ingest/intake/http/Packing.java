package dev.recur.ingest.intake.http;

import dev.recur.service.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** How a body is packed for its way: the {@code Content-Encoding}. */
enum Packing {
    NONE,
    GZIP;

    /** Fails with 415. */
    static Packing of(@Nullable String contentEncoding) {
        return switch (contentEncoding == null ? "" : contentEncoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> NONE;
            case "gzip", "x-gzip" -> GZIP;
            default ->
                throw ProblemException.unsupportedMediaType(
                        "The Content-Encoding must be gzip, or there must be none.");
        };
    }

    /** The body as it was before; unpacks no more than {@code largest} bytes, whatever the body claims to hold. */
    byte[] unpack(byte[] body, int largest) {
        return switch (this) {
            case NONE -> body;
            case GZIP -> {
                try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
                    var bytes = unpacked.readNBytes(largest + 1);
                    if (bytes.length > largest) {
                        throw Bodies.tooLarge();
                    }
                    yield bytes;
                } catch (IOException e) {
                    throw ProblemException.badRequest("The body is not gzip, as its Content-Encoding says, or is cut.");
                }
            }
        };
    }
}
