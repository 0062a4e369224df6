@NullMarked
package dev.recur.analysis.incident.postgres;

import org.jspecify.annotations.NullMarked;
