package dev.recur.notification.delivery;

/** The store does not answer, or not in time; the same again later may work. */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(Throwable cause) {
        super("the store does not answer: " + cause, cause);
    }
}
