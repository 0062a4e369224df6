package dev.recur.testkit.access;

/**
 * A method at an address.
 *
 * @param path with its parameters in braces, without a slash at its end
 */
public record Endpoint(String method, String path) implements Comparable<Endpoint> {

    @Override
    public int compareTo(Endpoint other) {
        var byPath = path.compareTo(other.path);
        return byPath == 0 ? method.compareTo(other.method) : byPath;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
