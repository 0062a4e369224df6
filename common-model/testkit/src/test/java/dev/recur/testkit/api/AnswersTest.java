package dev.recur.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recur.testkit.api.Answers.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTest {

    private static final String DESCRIBED = """
            {"paths": {
               "/things/{id}": {"get": {"responses": {
                 "200": {"content": {
                   "application/json": {"schema": {"$ref": "#/components/schemas/Thing"}},
                   "application/x-ndjson": {"schema": {"$ref": "#/components/schemas/Thing"}},
                   "text/csv": {"schema": {"type": "string"}}}},
                 "404": {"$ref": "#/components/responses/NotFound"}},
                 "parameters": [{"name": "size", "in": "query", "schema": {"type": "integer"}, "example": "big"}]},
                 "delete": {"responses": {"204": {"description": "gone"}}}},
               "/things/all": {"delete": {"responses": {"202": {"description": "going"}}}}},
             "components": {
               "schemas": {
                 "Thing": {
                   "type": "object", "required": ["id"], "additionalProperties": false,
                   "properties": {"id": {"type": "string", "format": "uuid"}, "size": {"type": ["integer", "null"]}},
                   "examples": [{"id": "0190a4e8-0000-7000-8000-000000000001"}, {"size": 1}]},
                 "Problem": {"type": "object", "required": ["title"]}},
               "responses": {"NotFound": {"content": {
                 "application/problem+json": {
                   "schema": {"$ref": "#/components/schemas/Problem"},
                   "examples": {"gone": {"value": {"title": "Gone"}}, "untitled": {"value": {}}}}}}}}}
            """;

    private final Answers answers = Answers.by(DESCRIBED);

    @ParameterizedTest(name = "{0} {1} {2} {3} {4}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET    | /things/1   | 200 | application/json         | {'id':'0190a4e8-0000-7000-8000-000000000001','size':null} |",
                "GET    | /things/1   | 200 | application/json         | {'id':'first'}      | uuid",
                "GET    | /things/1   | 200 | application/json         | {'size':1}          | 'id'",
                "GET    | /things/1   | 200 | application/json         | {'id':'0190a4e8-0000-7000-8000-000000000001','sise':1} | 'sise'",
                "GET    | /things/1   | 200 | application/json         | {                   | no JSON",
                "GET    | /things/1   | 200 | application/x-ndjson     | {'size':1}          | 'id'",
                "GET    | /things/1   | 200 | text/csv;charset=UTF-8   | id,size             |",
                "GET    | /things/1   | 200 | text/html                | <p>                 | media type is not described: text/html",
                "GET    | /things/1   | 404 | application/problem+json | {'title':'t'}       |",
                "GET    | /things/1   | 404 | application/problem+json | {}                  | 'title'",
                "GET    | /things/1   | 410 | application/problem+json | {'title':'t'}       | status is not described",
                "PUT    | /things/1   | 200 | application/json         | {}                  | operation is not described",
                "GET    | /things/1/2 | 200 | application/json         | {}                  | operation is not described",
                "DELETE | /things/1   | 204 |                          | ``                  |",
                "DELETE | /things/1   | 204 | application/json         | {}                  | body is not described",
                "DELETE | /things/all | 202 |                          | ``                  |",
            })
    void an_answer_is_as_described_or_it_is_said_what_is_not(
            String method, String path, int status, String type, String body, String problem) {
        var problems = answers.problems(new Answer(method, path, status, type, body.replace('\'', '"')));
        if (problem == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).singleElement().asString().contains(problem);
        }
    }

    @Test
    void an_operation_without_a_parameter_comes_before_one_that_has_it() {
        assertThat(answers.operation(new Answer("DELETE", "/things/all", 202, null, "")))
                .contains("DELETE /things/all");
        assertThat(answers.operations())
                .containsExactly("DELETE /things/all", "DELETE /things/{id}", "GET /things/{id}");
    }

    @Test
    void examples_can_be_sent_and_are_as_their_schemas_say() {
        assertThat(answers.examples("Thing"))
                .containsExactly("{\"id\":\"0190a4e8-0000-7000-8000-000000000001\"}", "{\"size\":1}");
        assertThat(answers.wrongExamples())
                .hasSize(3)
                .anySatisfy(wrong -> assertThat(wrong).startsWith("#/components/schemas/Thing: "))
                .anySatisfy(wrong -> assertThat(wrong).startsWith("#/components/responses/NotFound/"))
                .anySatisfy(wrong -> assertThat(wrong).startsWith("#/paths//things/{id}/get/parameters/"));
    }
}
