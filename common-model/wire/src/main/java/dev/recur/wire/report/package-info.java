/** Reports: immutable statements of facts about one incident, and their identity. */
@NullMarked
package dev.recur.wire.report;

import org.jspecify.annotations.NullMarked;
