package dev.recur.notification.delivery;

/** The store refuses what it was given; the same again later changes nothing. */
public final class CannotStore extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CannotStore(Throwable cause) {
        super("the store refuses it: " + cause, cause);
    }
}
