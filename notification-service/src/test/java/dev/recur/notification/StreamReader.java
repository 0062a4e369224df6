package dev.recur.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A reader of the stream of events, on a connection of its own. */
final class StreamReader implements AutoCloseable {

    /** More of an event is not kept: what a thousand readers keep would be taken for the service's memory. */
    private static final int LONGEST_KEPT = 10_000;

    /** Each event as it came, long ones cut. */
    final List<Event> events = new CopyOnWriteArrayList<>();

    final List<String> comments = new CopyOnWriteArrayList<>();
    private final Socket socket;
    private volatile String statusLine = "";
    private volatile boolean ended;

    record Event(String id, String name, String data) {}

    /** Asks for the stream and, unless told not to, reads it. */
    StreamReader(int port, String where, @Nullable String lastEventId, boolean reads) {
        try {
            socket = new Socket();
            socket.setReceiveBufferSize(16 * 1024);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            var request = "GET /api/v1/stream?where=" + URLEncoder.encode(where, StandardCharsets.UTF_8)
                    + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                    + (lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n") + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (reads) {
            read();
        }
    }

    /** Reads from now on. */
    void read() {
        Thread.startVirtualThread(() -> {
            try (var lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                statusLine = String.valueOf(lines.readLine());
                var id = "";
                var name = "";
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith(":")) {
                        comments.add(line);
                    } else if (line.startsWith("id:")) {
                        id = line.substring(3).strip();
                    } else if (line.startsWith("event:")) {
                        name = line.substring(6).strip();
                    } else if (line.startsWith("data:")) {
                        var data = line.substring(5, Math.min(line.length(), LONGEST_KEPT));
                        events.add(new Event(id, name, data.strip()));
                    }
                }
            } catch (IOException e) {
                // as if it had ended
            }
            ended = true;
        });
    }

    String statusLine() {
        return statusLine;
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
