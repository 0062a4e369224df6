/** The topics that connect the services, and the CloudEvents headers of their records. */
@NullMarked
package dev.recur.wire.topic;

import org.jspecify.annotations.NullMarked;
