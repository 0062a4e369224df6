package dev.recur.infra.postgres;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How much of the machine's memory PostgreSQL keeps for its pages. */
final class Memory {

    private static final long MEBIBYTE = 1024L * 1024;
    private static final long PART = 8;
    private static final long MOST = 4096;
    private static final long LEAST = 128;

    private Memory() {}

    /** An eighth of it, which is used only as far as there is data. */
    static String sharedBuffers() {
        var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        var part = machine.getTotalMemorySize() / MEBIBYTE / PART;
        return Math.clamp(part, LEAST, MOST) + "MB";
    }
}
