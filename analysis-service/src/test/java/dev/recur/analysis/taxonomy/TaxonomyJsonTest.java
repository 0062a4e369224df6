package dev.recur.analysis.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recur.wire.json.Json;
import dev.recur.wire.json.Problem;
import dev.recur.wire.json.Problems;
import dev.recur.wire.matcher.Matchers;
import dev.recur.wire.tag.Dimension;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxonomyJsonTest {

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                                              | ''",
                "{}                                                              | /dimensions",
                "{'dimensions':[{'name':'assignee'}]}                            | /dimensions/0/name",
                "{'dimensions':[{'name':'weekday'}]}                             | /dimensions/0/name",
                "{'dimensions':[{'name':'a'},{'name':'a'}]}                      | /dimensions/1/name",
                "{'dimensions':[{'name':'a','closed':'yes'}]}                    | /dimensions/0/closed",
                "{'dimensions':[{'name':'a','values':['x']}]}                    | /dimensions/0/values/0",
                "{'dimensions':[{'name':'a','values':[{'name':'X'},{'name':'x'}]}]} | /dimensions/0/values/1/name",
                "{'dimensions':[{'name':'a','values':[{'name':'x','replaceBy':'y'}]}]} | /dimensions/0/values/0/replaceBy",
                "{'dimensions':[{'name':'a','values':[{'name':'x','replacedBy':'X'}]}]} | /dimensions/0/values/0/replacedBy",
                "{'dimensions':[{'name':'a','values':[{'name':'x','replacedBy':'y'},{'name':'y','replacedBy':'x'}]}]} | /dimensions/0/values/1/replacedBy"
            })
    void what_is_wrong_is_said_where_it_is(String body, String pointer) {
        var problems = new Problems();

        assertThat(TaxonomyJson.read(json(body), problems)).isEmpty();
        assertThat(problems.all()).extracting(Problem::pointer).containsExactly(pointer);
    }

    @Test
    void what_is_written_is_read_back() {
        var written = TaxonomyJson.write(DefaultTaxonomy.TAXONOMY);

        assertThat(TaxonomyJson.read(written, new Problems())).contains(DefaultTaxonomy.TAXONOMY.dimensions());
    }

    @Test
    void the_default_has_every_built_in_dimension_all_of_them_open() {
        var axes = DefaultTaxonomy.TAXONOMY.dimensions();

        assertThat(axes).extracting(Taxonomy.Axis::name).containsAll(Dimension.BUILT_IN);
        assertThat(axes).noneMatch(Taxonomy.Axis::closed);
        assertThat(Aliases.of(DefaultTaxonomy.TAXONOMY).isEmpty()).isTrue();
    }

    @Test
    void literals_of_matchers_are_resolved_and_expressions_are_not() {
        var axes = TaxonomyJson.read(
                        json("{'dimensions':[{'name':'cause','values':[{'name':'bug','replacedBy':'defect'}]}]}"),
                        new Problems())
                .orElseThrow();
        var where = Matchers.parse("cause=\"Bug\", cause!=bug, cause=~\"bug\", team=bug, cause=\"\"");

        assertThat(Aliases.of(new Taxonomy(1, axes)).resolve(where).toString())
                .isEqualTo("cause=\"defect\", cause!=\"defect\", cause=~\"bug\", team=\"bug\", cause=\"\"");
    }

    private static JsonNode json(String text) {
        return Json.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
