-- Starter rules for whoever looks for more than the one that is enabled. They can be previewed, and enabled when they suit.
create temporary table starter (id uuid, definition text) on commit drop;

insert into starter values
('c0a8f1d2-6f0e-5d0a-9c57-3f5b7f1f0a02',
 '{"name":"component-cause-month","description":"Two incidents of a component with the same cause within 30 days.","kinds":["incident","security_incident"],"where":"cause!=\"unknown\"","groupBy":["component","cause"],"window":"P30D","mergeWithin":"PT6H","condition":{"type":"count","atLeast":2},"escalateAt":[4,8],"priority":"normal"}'),
('c0a8f1d2-6f0e-5d0a-9c57-3f5b7f1f0a03',
 '{"name":"trigger-share-quarter","description":"Two fifths of the incidents of a quarter have the same trigger, of five or more whose trigger is known.","kinds":["incident","security_incident"],"where":"trigger!=\"\", trigger!~\"unknown|none_identified\"","groupBy":["trigger"],"window":"quarter","mergeWithin":"PT0S","condition":{"type":"share","atLeast":0.4,"minimumCount":5},"escalateAt":[0.6],"priority":"normal"}'),
('c0a8f1d2-6f0e-5d0a-9c57-3f5b7f1f0a04',
 '{"name":"customer-report-quarter","description":"Customers report three tenths of the incidents of a component in a quarter, of five or more: monitoring misses them.","kinds":["incident","security_incident"],"where":"","groupBy":["component"],"window":"quarter","mergeWithin":"PT0S","condition":{"type":"share","of":"detection=\"customer_report\"","atLeast":0.3,"minimumCount":5},"escalateAt":[0.5],"priority":"high"}'),
('c0a8f1d2-6f0e-5d0a-9c57-3f5b7f1f0a05',
 '{"name":"response-60-days","description":"The same problem in the response to three incidents within 60 days.","kinds":["incident","security_incident"],"where":"response!~\"unknown|none\"","groupBy":["response"],"window":"P60D","mergeWithin":"PT6H","condition":{"type":"count","atLeast":3},"escalateAt":[6,12],"priority":"normal"}'),
('c0a8f1d2-6f0e-5d0a-9c57-3f5b7f1f0a06',
 '{"name":"team-sleep-quarter","description":"Half of the incidents of a team in a quarter come in the hours of sleep, of four or more.","kinds":["incident","security_incident"],"where":"","groupBy":["team"],"window":"quarter","mergeWithin":"PT6H","condition":{"type":"share","of":"hour_band=\"sleep\"","atLeast":0.5,"minimumCount":4},"escalateAt":[0.75],"priority":"high"}'),
('c0a8f1d2-6f0e-5d0a-9c57-3f5b7f1f0a07',
 '{"name":"near-miss-component-90-days","description":"Five near misses of a component within 90 days.","kinds":["near_miss"],"where":"","groupBy":["component"],"window":"P90D","mergeWithin":"PT0S","condition":{"type":"count","atLeast":5},"escalateAt":[10],"priority":"normal"}'),
('c0a8f1d2-6f0e-5d0a-9c57-3f5b7f1f0a08',
 '{"name":"near-miss-silence","description":"Nobody has reported a near miss for six weeks: they still happen.","kinds":["near_miss"],"where":"","groupBy":[],"window":"P42D","mergeWithin":"PT0S","condition":{"type":"silence","noneFor":"P42D"},"escalateAt":[],"priority":"low"}');

-- A name that somebody has given to a rule of their own stays theirs.
delete from starter using rule where rule.name = starter.definition::json ->> 'name' and not rule.deleted;

insert into rule_version (rule_id, version, definition, active_from) select id, 1, definition, now() from starter;
insert into rule (id, version, name, definition, enabled, active_from)
select id, 1, definition::json ->> 'name', definition, false, now() from starter;
