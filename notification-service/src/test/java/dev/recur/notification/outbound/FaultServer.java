package dev.recur.notification.outbound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** A server that misbehaves: what it does with a connection, once a request has arrived, is up to the test. */
public final class FaultServer implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

    public final AtomicInteger connections = new AtomicInteger();
    public final List<String> bodies = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final StringBuffer heads;
    private final boolean hears;

    /** What it does with a connection. */
    public interface Fault {
        void happen(Socket connection) throws IOException;
    }

    public FaultServer(Fault fault) {
        this(fault, new StringBuffer());
    }

    /** Also writes down what it was sent. */
    public FaultServer(Fault fault, StringBuffer heads) {
        this(fault, heads, true);
    }

    private FaultServer(Fault fault, StringBuffer heads, boolean hears) {
        this.hears = hears;
        this.heads = heads;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(() -> serve(fault));
    }

    /** Does it as soon as somebody connects, without hearing them out. */
    public static FaultServer atOnce(Fault fault) {
        return new FaultServer(fault, new StringBuffer(), false);
    }

    public static Fault answering(String answer) {
        return connection -> {
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            connection.getOutputStream().flush();
            connection.close();
        };
    }

    public int port() {
        return server.getLocalPort();
    }

    private void serve(Fault fault) {
        while (!server.isClosed()) {
            try {
                var connection = server.accept();
                connections.incrementAndGet();
                Thread.startVirtualThread(() -> answer(connection, fault));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket connection, Fault fault) {
        try {
            if (!hears) {
                fault.happen(connection);
                return;
            }
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                var next = connection.getInputStream().read();
                if (next < 0) {
                    return;
                }
                head.append((char) next);
            }
            heads.append(head);
            var length = LENGTH.matcher(head);
            var body = connection.getInputStream().readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            bodies.add(new String(body, StandardCharsets.UTF_8));
            fault.happen(connection);
        } catch (IOException e) {
            // the other side went away, which some tests are about
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
