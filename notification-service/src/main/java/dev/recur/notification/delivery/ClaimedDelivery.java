package dev.recur.notification.delivery;

import dev.recur.notification.channel.Message;
import java.util.UUID;

/**
 * A delivery whose turn it is, and that is ours until the lease ends.
 *
 * @param attempts how many were made
 * @param failuresInRow how many of them since it was made or sent again: where it stands in the schedule
 */
public record ClaimedDelivery(UUID deliveryId, String receiver, Message message, int attempts, int failuresInRow) {}
