package dev.recur.notification.channel.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that says what a test wants it to say; what it is not told, it does as it should. */
final class ScriptedSmtp implements AutoCloseable {

    static final String HANG = "hang";
    static final String CLOSE = "close";
    static final String RESET = "reset";

    private static final String GREETING = "GREETING";
    private static final String CONTENT = "CONTENT";

    final List<String> heard = new CopyOnWriteArrayList<>();
    private final Map<String, String> replies;
    private final ServerSocket server;

    /** Replies by what they reply to: a command, {@code GREETING}, or {@code CONTENT} for the end of a mail. */
    ScriptedSmtp(Map<String, String> replies) {
        this.replies = replies;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var connection = server.accept();
                Thread.startVirtualThread(() -> talk(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket connection) {
        try (connection) {
            var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            if (!say(connection, replies.getOrDefault(GREETING, "220 ready"))) {
                return;
            }
            var content = false;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                heard.add(line);
                if (content && !line.equals(".")) {
                    continue;
                }
                var command = content ? CONTENT : line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
                content = command.equals("DATA") && !replies.containsKey("DATA");
                if (!say(connection, replies.getOrDefault(command, usual(command)))) {
                    return;
                }
            }
        } catch (IOException e) {
            // the other side went away
        }
    }

    private static String usual(String command) {
        return switch (command) {
            case "EHLO" -> "250-scripted\r\n250 AUTH PLAIN";
            case "AUTH" -> "235 welcome";
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 bye";
            default -> "250 fine";
        };
    }

    /** False when there is no more to be said. */
    private static boolean say(Socket connection, String reply) throws IOException {
        switch (reply) {
            case HANG -> {
                var unused = connection.getInputStream().read();
                return false;
            }
            case CLOSE -> {
                return false;
            }
            case RESET -> {
                connection.setSoLinger(true, 0);
                return false;
            }
            default -> {
                connection.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
                connection.getOutputStream().flush();
                return !reply.startsWith("221");
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
