package dev.recur.benchmarks.ingest.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The bytes of a request, made once, in which only the numbers of its items change. */
final class Template {

    /** Stands for the number of an item, in as many digits. */
    static final String NUMBER = "@@@@@@@@@@@@";

    private final byte[] bytes;
    private final int[] numberAt;

    private Template(byte[] bytes, int[] numberAt) {
        this.bytes = bytes;
        this.numberAt = numberAt;
    }

    static Template of(Plan plan) throws IOException {
        var item = Files.readString(plan.item()).strip();
        var items = String.join(",", Collections.nCopies(plan.items(), item));
        var body = plan.array() ? "[" + items + "]" : items;
        var target = plan.target();
        var head = "POST " + target.getRawPath() + " HTTP/1.1\r\n"
                + "Host: " + target.getHost() + ":" + target.getPort() + "\r\n"
                + "Content-Type: application/json\r\n"
                + (plan.authorization().isEmpty() ? "" : "Authorization: " + plan.authorization() + "\r\n")
                + "Content-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n";
        var bytes = (head + body).getBytes(UTF_8);
        return new Template(bytes, positions(bytes));
    }

    private static int[] positions(byte[] bytes) {
        var text = new String(bytes, ISO_8859_1);
        List<Integer> found = new ArrayList<>();
        for (int at = text.indexOf(NUMBER); at >= 0; at = text.indexOf(NUMBER, at + NUMBER.length())) {
            found.add(at);
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /** A request of its own to fill in for each connection. */
    ByteBuffer copy() {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    /** Numbers the items of a request from {@code first} on. */
    void number(ByteBuffer request, long first) {
        var number = first;
        for (var at : numberAt) {
            var rest = number++;
            for (int i = NUMBER.length() - 1; i >= 0; i--) {
                request.put(at + i, (byte) ('0' + rest % 10));
                rest /= 10;
            }
        }
    }

    int items() {
        return Math.max(1, numberAt.length);
    }
}
