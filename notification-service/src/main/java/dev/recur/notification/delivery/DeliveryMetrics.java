package dev.recur.notification.delivery;

/**
 * What an operator watches: the oldest delivery that is due (it should be seconds old), dead deliveries and dead letters
 * (there should be none), attempts by reason.
 */
public interface DeliveryMetrics {

    void settled(Settled settled);

    void deadLetter();

    void backlog(Ledger.Backlog backlog);

    /** How many receivers are given a rest because they fail. */
    void openCircuits(long count);
}
