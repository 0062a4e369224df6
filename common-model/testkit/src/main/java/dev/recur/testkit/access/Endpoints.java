package dev.recur.testkit.access;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the endpoints of a service in its classes, so that none is forgotten. */
public final class Endpoints {

    private Endpoints() {}

    /** Those of the classes that are in a package or below. */
    public static SortedSet<Endpoint> in(JavaClasses classes, String packageName) {
        var endpoints = new TreeSet<Endpoint>();
        classes.stream()
                .filter(type -> type.getPackageName().startsWith(packageName) && type.isAnnotatedWith(Path.class))
                .flatMap(type -> type.getMethods().stream().flatMap(method -> endpoints(type, method)))
                .forEach(endpoints::add);
        return endpoints;
    }

    private static Stream<Endpoint> endpoints(JavaClass type, JavaMethod method) {
        var below = method.tryGetAnnotationOfType(Path.class).map(Path::value).orElse("");
        var path = clean(type.getAnnotationOfType(Path.class).value() + "/" + below);
        return method.getAnnotations().stream()
                .map(annotation -> annotation.getRawType().tryGetAnnotationOfType(HttpMethod.class))
                .flatMap(found -> found.stream())
                .map(httpMethod -> new Endpoint(httpMethod.value(), path));
    }

    private static String clean(String path) {
        return ("/" + path)
                .replaceAll("/+", "/")
                .replaceAll("/$", "")
                .replaceAll("\\{\\s*([\\w.-]+)\\s*:[^}]*}", "{$1}");
    }
}
