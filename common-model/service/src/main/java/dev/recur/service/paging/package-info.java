/** Lists by cursor and edits by entity tag. */
@NullMarked
package dev.recur.service.paging;

import org.jspecify.annotations.NullMarked;
