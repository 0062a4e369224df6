-- The one starter rule that is enabled: four occurrences of a component in a quarter.
with starter as (
    select 'c0a8f1d2-6f0e-5d0a-9c57-3f5b7f1f0a01'::uuid as id,
           '{"name":"component-quarter","description":"Four incidents of a component in a quarter, alerts within six hours of each other taken for one.","kinds":["incident","security_incident"],"where":"","groupBy":["component"],"window":"quarter","mergeWithin":"PT6H","condition":{"type":"count","atLeast":4},"escalateAt":[8,16],"priority":"high"}' as definition
), kept as (
    insert into rule_version (rule_id, version, definition, active_from) select id, 1, definition, now() from starter
)
insert into rule (id, version, name, definition, enabled, active_from)
select id, 1, 'component-quarter', definition, true, now() from starter;
