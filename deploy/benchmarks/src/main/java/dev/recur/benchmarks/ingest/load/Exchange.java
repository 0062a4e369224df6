package dev.recur.benchmarks.ingest.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection, with one request on it at a time. */
final class Exchange {

    private static final int LARGEST_ANSWER = 512 * 1024;

    private final InetSocketAddress address;
    private final Selector selector;
    private final Template template;
    private final ByteBuffer request;
    private final ByteBuffer answer;
    private SocketChannel channel;
    private SelectionKey key;

    /** When the request should have been sent, and when it was. */
    long intendedAt;

    long sentAt;

    Exchange(InetSocketAddress address, Selector selector, Template template) throws IOException {
        this.address = address;
        this.selector = selector;
        this.template = template;
        this.request = template.copy();
        this.answer = ByteBuffer.allocate(template.items() > 1 ? LARGEST_ANSWER : 16 * 1024);
        this.channel = SocketChannel.open(address);
        this.key = register();
    }

    private SelectionKey register() throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        return channel.register(selector, SelectionKey.OP_READ, this);
    }

    void reconnect() throws IOException {
        key.cancel();
        channel.close();
        channel = SocketChannel.open(address);
        key = register();
        answer.clear();
    }

    /** Sends the next request. */
    void send(long firstNumber, long intended, long now) throws IOException {
        template.number(request, firstNumber);
        request.rewind();
        answer.clear();
        intendedAt = intended;
        sentAt = now;
        write();
    }

    /** Goes on sending what did not fit into the socket's buffer. */
    void write() throws IOException {
        channel.write(request);
        key.interestOps(request.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /** Reads what is there; the status once the answer is there as a whole, 0 until then. */
    int read() throws IOException {
        if (channel.read(answer) < 0) {
            throw new IOException("the connection was closed");
        }
        var head = endOfHead();
        if (head < 0) {
            return 0;
        }
        return answer.position() < head + contentLength(head)
                ? 0
                : (answer.get(9) - '0') * 100 + (answer.get(10) - '0') * 10 + (answer.get(11) - '0');
    }

    private int endOfHead() {
        for (int i = 3; i < answer.position(); i++) {
            if (answer.get(i) == '\n' && answer.get(i - 2) == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private int contentLength(int head) {
        var name = "content-length:";
        for (int i = 0; i < head - name.length(); i++) {
            if (answer.get(i) == '\n' && matches(name, i + 1)) {
                var length = 0;
                for (int at = i + 1 + name.length(); answer.get(at) != '\r'; at++) {
                    if (answer.get(at) != ' ') {
                        length = length * 10 + answer.get(at) - '0';
                    }
                }
                return length;
            }
        }
        return 0;
    }

    private boolean matches(String name, int at) {
        for (int i = 0; i < name.length(); i++) {
            if ((answer.get(at + i) | 0x20) != (name.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }
}
