package dev.recur.notification.outbound;

import dev.recur.notification.channel.FailureReason;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Why no answer came: the closed set's name for what a connection throws. */
public final class Failures {

    private Failures() {}

    public static FailureReason reason(Throwable failure) {
        return switch (failure) {
            case UnknownHostException e -> FailureReason.UNKNOWN_HOST;
            case ConnectTimeoutException e -> FailureReason.CONNECT_FAILED;
            case SSLException e -> FailureReason.TLS_FAILED;
            case HttpClosedException e -> FailureReason.CONNECTION_CLOSED;
            case StreamResetException e -> FailureReason.CONNECTION_CLOSED;
            case ConnectException e -> FailureReason.CONNECT_FAILED;
            case SocketException e -> FailureReason.CONNECTION_CLOSED;
            case VertxException e -> FailureReason.CONNECTION_CLOSED;
            case IOException e -> FailureReason.CONNECTION_CLOSED;
            case IllegalArgumentException e -> FailureReason.PROTOCOL_ERROR;
            case PrematureChannelClosureException e -> FailureReason.CONNECTION_CLOSED;
            case CodecException e -> FailureReason.PROTOCOL_ERROR;
            // no connection in time, the handshake of TLS included
            case TimeoutException e -> FailureReason.CONNECT_FAILED;
            default -> FailureReason.INTERNAL_ERROR;
        };
    }
}
