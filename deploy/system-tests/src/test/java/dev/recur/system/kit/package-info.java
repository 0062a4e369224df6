/** What system tests are made of: the whole, its public edges, a ledger of what it acknowledged, and an oracle. */
@NullMarked
package dev.recur.system.kit;

import org.jspecify.annotations.NullMarked;
