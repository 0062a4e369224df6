package dev.recur.wire.json;

import java.util.ArrayList;
import java.util.List;

/** Collects every problem of a body, so that a sender hears of all of them at once. */
public final class Problems {

    /** More problems than this are not listed: nobody reads them, and an attacker could make us write them. */
    private static final int MOST = 100;

    private final List<Problem> found = new ArrayList<>();

    public void add(String pointer, String detail) {
        if (!isFull()) {
            found.add(new Problem(pointer, detail));
        }
    }

    /** True when no further problem will be listed: there is no need to look for more. */
    public boolean isFull() {
        return found.size() >= MOST;
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Problem> all() {
        return List.copyOf(found);
    }

    /** The pointer of a member, escaped as RFC 6901 says. */
    public static String pointer(String parent, String member) {
        return parent + "/" + member.replace("~", "~0").replace("/", "~1");
    }

    public static String pointer(String parent, int index) {
        return parent + "/" + index;
    }
}
