package dev.recur.notification.outbound;

import dev.recur.notification.address.NumericHosts;
import dev.recur.notification.address.PublicAddresses;
import dev.recur.notification.channel.FailureReason;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/**
 * Posts to URLs that others chose. The host is resolved once per request, every address it has is checked, and the
 * connection goes to a checked address, with the host's name kept for {@code Host}, SNI and the certificate: a name that
 * means something else a moment later changes nothing. Redirects are not followed, the answer is read up to a limit, and
 * everything together takes no longer than the time allowed.
 */
public final class OutboundHttp implements AutoCloseable {

    private final HttpClient client;
    private final Set<HttpConnection> served =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final List<Context> loops;
    private final Resolver resolver;
    private final Settings settings;
    /** A lookup cannot be interrupted; on threads of its own it can at least be left behind. */
    private final ExecutorService lookups = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("lookup-", 0).factory());

    /**
     * How it behaves.
     *
     * @param connectTimeout for one connection
     * @param totalTimeout for a request from the lookup to the end of the answer
     */
    public record Settings(boolean allowPrivate, Duration connectTimeout, Duration totalTimeout, String userAgent) {}

    public OutboundHttp(Vertx vertx, HttpClientOptions options, Resolver resolver, Settings settings) {
        // The dispatcher bounds what is in flight to a receiver; the pool must not bound it again by its default of 5.
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(256));
        this.loops = loops(vertx);
        this.resolver = resolver;
        this.settings = settings;
    }

    /** On as many event loops: a thread that has no context yet is given one on the next of them. */
    private static List<Context> loops(Vertx vertx) {
        return IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .mapToObj(i -> CompletableFuture.supplyAsync(vertx::getOrCreateContext, Thread::startVirtualThread)
                        .join())
                .toList();
    }

    /** Posts, and waits for what comes of it. */
    public Outcome post(URI url, Map<String, String> headers, byte[] body) {
        if (url.getHost() == null) {
            return new Outcome.Failed(FailureReason.UNKNOWN_HOST);
        }
        var deadline = Deadline.in(settings.totalTimeout());
        try {
            var ways = addresses(url, deadline).stream()
                    .map(address -> options(url, headers, address))
                    .toList();
            if (ways.isEmpty()) {
                return new Outcome.Failed(FailureReason.UNKNOWN_HOST);
            }
            return Exchange.post(client, served, loop(url.getAuthority()), ways, body, deadline);
        } catch (AddressNotAllowed e) {
            return new Outcome.Failed(FailureReason.ADDRESS_NOT_ALLOWED);
        } catch (TimeoutException e) {
            return new Outcome.Failed(FailureReason.TIMEOUT);
        } catch (ExecutionException e) {
            return new Outcome.Failed(Failures.reason(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed(FailureReason.INTERNAL_ERROR);
        }
    }

    /** The same for all requests to a server, so that they find its connections on their own event loop. */
    private Context loop(String authority) {
        return loops.get(Math.floorMod(authority.hashCode(), loops.size()));
    }

    private List<InetAddress> addresses(URI url, Deadline deadline)
            throws AddressNotAllowed, TimeoutException, ExecutionException, InterruptedException {
        var host = bare(url.getHost());
        if (!settings.allowPrivate() && NumericHosts.isAmbiguous(host)) {
            throw new AddressNotAllowed();
        }
        var addresses = lookUp(host, deadline);
        if (!settings.allowPrivate() && !addresses.stream().allMatch(PublicAddresses::isPublic)) {
            throw new AddressNotAllowed();
        }
        return addresses;
    }

    private List<InetAddress> lookUp(String host, Deadline deadline)
            throws TimeoutException, ExecutionException, InterruptedException {
        if (NumericHosts.isIpv4(host) || host.indexOf(':') >= 0) {
            return literal(host);
        }
        var lookup = lookups.submit(() -> resolver.resolve(host));
        try {
            return lookup.get(deadline.left(), TimeUnit.NANOSECONDS);
        } finally {
            lookup.cancel(true);
        }
    }

    /** Nothing is asked of anybody, so nothing need be waited for elsewhere. */
    private List<InetAddress> literal(String host) throws ExecutionException {
        try {
            return resolver.resolve(host);
        } catch (UnknownHostException e) {
            throw new ExecutionException(e);
        }
    }

    private RequestOptions options(URI url, Map<String, String> headers, InetAddress address) {
        var secure = url.getScheme().toLowerCase(Locale.ROOT).equals("https");
        var standardPort = secure ? 443 : 80;
        var port = url.getPort() < 0 ? standardPort : url.getPort();
        var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
                .setHost(bare(url.getHost()))
                .setPort(port)
                .setSsl(secure)
                .setFollowRedirects(false)
                .setConnectTimeout(settings.connectTimeout().toMillis())
                .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
        headers.forEach(options::putHeader);
        return options.putHeader("User-Agent", settings.userAgent());
    }

    /** An IPv6 address without its brackets. */
    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public void close() {
        lookups.shutdownNow();
        var unused = client.close();
    }

    private static final class AddressNotAllowed extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** The moment when a request must be over. */
    record Deadline(long at) {

        static Deadline in(Duration time) {
            return new Deadline(System.nanoTime() + time.toNanos());
        }

        long left() {
            return Math.max(0, at - System.nanoTime());
        }
    }
}
