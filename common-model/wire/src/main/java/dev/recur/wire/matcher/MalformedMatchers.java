package dev.recur.wire.matcher;

/** Text that is no list of matchers; the message says what is wrong and at which character. */
public final class MalformedMatchers extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedMatchers(String problem, int position) {
        super(problem + " at character " + (position + 1));
    }
}
