package dev.recur.benchmarks.analysis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What to measure.
 *
 * @param home the project
 * @param stored reports that are taken in before anything is measured
 * @param reports the backlog to drain, several one after the other
 * @param days over how many days before now the incidents of a backlog are spread, those stored first over a year
 * @param imported reports of a whole year that are taken in after that
 * @param rules how many rules are enabled
 * @param bare reports that the bare loop inserts
 * @param reads for how many seconds readers ask while reports arrive
 * @param arriving how many reports a second arrive meanwhile
 * @param jvm further options of the service's JVM, for a profiler
 * @param properties of the service, other than its defaults
 */
record Options(
        Path home,
        int stored,
        List<Integer> reports,
        int days,
        int imported,
        int rules,
        int bare,
        int reads,
        int arriving,
        int asking,
        List<String> jvm,
        List<String> properties) {

    static final String HELP = """
            deploy/bench analysis: drains backlogs of reports through analysis-service and prints the rates.

              --stored N      reports taken in first, unmeasured (20000)
              --reports N,N   backlogs to drain, one after the other (300000)
              --days N        days before now that their incidents are spread over (1)
              --imported N    reports of a whole year to drain after that (200000)
              --rules N       rules that are enabled (100)
              --bare N        reports that the bare insert loop takes (200000)
              --reads N       seconds for which readers ask while reports arrive (0)
              --arriving N    reports that arrive a second meanwhile (2000)
              --asking N      requests a second of all readers together (10)
              --jvm OPTION    a further option of the service's JVM; repeats
              --set NAME=V    a property of the service; repeats
            """;

    static Options of(List<String> arguments) {
        var home = Path.of(arguments.getFirst());
        var stored = 20_000;
        var reports = List.of(300_000);
        var days = 1;
        var imported = 200_000;
        var rules = 100;
        var bare = 200_000;
        var reads = 0;
        var arriving = 2000;
        var asking = 10;
        var jvm = new ArrayList<String>();
        var properties = new ArrayList<String>();
        for (int i = 1; i < arguments.size(); i += 2) {
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(HELP);
            }
            var value = arguments.get(i + 1);
            switch (arguments.get(i)) {
                case "--stored" -> stored = Integer.parseInt(value);
                case "--reports" ->
                    reports = List.of(value.split(",", -1)).stream()
                            .map(Integer::valueOf)
                            .toList();
                case "--days" -> days = Integer.parseInt(value);
                case "--imported" -> imported = Integer.parseInt(value);
                case "--rules" -> rules = Integer.parseInt(value);
                case "--bare" -> bare = Integer.parseInt(value);
                case "--reads" -> reads = Integer.parseInt(value);
                case "--arriving" -> arriving = Integer.parseInt(value);
                case "--asking" -> asking = Integer.parseInt(value);
                case "--jvm" -> jvm.add(value);
                case "--set" -> properties.add(value);
                default -> throw new IllegalArgumentException(HELP);
            }
        }
        return new Options(
                home, stored, reports, days, imported, rules, bare, reads, arriving, asking, jvm, properties);
    }
}
