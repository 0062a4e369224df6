/** How far a consumer has come, and that Kafka learns of it. */
@NullMarked
package dev.recur.messaging.commit;

import org.jspecify.annotations.NullMarked;
