package dev.recur.notification.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.recur.notification.delivery.Attempt;
import dev.recur.notification.delivery.Delivery;
import java.util.List;

/** A delivery with every attempt at it. */
record DeliveryView(@JsonUnwrapped Delivery delivery, List<AttemptView> attemptsMade) {

    static DeliveryView of(Delivery delivery, List<Attempt> attempts) {
        return new DeliveryView(delivery, attempts.stream().map(AttemptView::of).toList());
    }
}
