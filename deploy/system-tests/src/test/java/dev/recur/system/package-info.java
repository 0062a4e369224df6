/** Business sentences about the running whole: three services, the real broker and the real database. */
@NullMarked
package dev.recur.system;

import org.jspecify.annotations.NullMarked;
