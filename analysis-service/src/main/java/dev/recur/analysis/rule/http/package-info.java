/** Rules over HTTP. */
@NullMarked
package dev.recur.analysis.rule.http;

import org.jspecify.annotations.NullMarked;
