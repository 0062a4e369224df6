package dev.recur.service.problem;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which methods an address knows: a 405 has to say so, and Quarkus leaves it out. */
@Singleton
class AllowedMethods {

    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");

    private final List<Route> routes;

    private record Route(Pattern path, String method) {}

    AllowedMethods(BeanManager beans) {
        this.routes = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> (Class<?>) bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class))
                .distinct()
                .flatMap(type -> Stream.of(type.getDeclaredMethods()).flatMap(method -> routes(type, method)))
                .toList();
    }

    /** For the header {@code Allow}. */
    String at(String path) {
        var methods = new TreeSet<String>();
        routes.stream()
                .filter(route -> route.path().matcher(path).matches())
                .forEach(route -> methods.add(route.method()));
        return String.join(", ", methods);
    }

    private static Stream<Route> routes(Class<?> type, Method method) {
        var below = method.getAnnotation(Path.class);
        var path = type.getAnnotation(Path.class).value() + (below == null ? "" : "/" + below.value());
        return Stream.of(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(httpMethod -> new Route(pattern(path), httpMethod.value()));
    }

    private static Pattern pattern(String path) {
        var clean = ("/" + path).replaceAll("/+", "/").replaceAll("/$", "");
        return Pattern.compile(PARAMETER.matcher(clean).replaceAll("[^/]+") + "/?");
    }
}
