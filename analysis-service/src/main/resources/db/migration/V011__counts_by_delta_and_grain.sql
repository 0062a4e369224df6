-- Counts: batches append what they change; one worker at a time adds it up, in three grains.
create table count_delta (
    delta_id   bigint not null generated always as identity,
    dimensions text[] not null,
    tag_values text[] not null,
    kinds      text[] not null,
    starts     timestamptz[] not null,
    incidents  bigint[] not null,
    measures   text[] not null,
    totals     numeric[] not null,
    constraint pk_count_delta primary key (delta_id)
);
comment on table count_delta is 'What each batch changes, one row a batch, until it is added to tag_count and tag_measure. Counts are always the sum of both.';
comment on column count_delta.measures is 'Empty for a change of a number of incidents, else the measure that totals changes.';

alter table tag_count rename to tag_count_before;
alter table tag_count_before rename constraint pk_tag_count to pk_tag_count_before;
create table tag_count (
    grain     char(1)     not null,
    dimension text        not null,
    start     timestamptz not null,
    value     text        not null,
    kind      text        not null,
    incidents bigint      not null,
    constraint pk_tag_count primary key (grain, dimension, start, value, kind)
) with (fillfactor = 80);
comment on table tag_count is 'How many counted incidents of a kind carry a tag in a stretch of time. The empty dimension counts all; a dimension''s empty value counts, of incidents with several values of it, those beyond the first.';
comment on column tag_count.grain is 'q: a quarter of an hour, which every hour of every zone is a sum of; d, m: the organisation''s days and months, sums of these.';
insert into tag_count
select 'q', dimension, quarter_hour, value, kind, sum(incidents) from tag_count_before group by dimension, quarter_hour, value, kind;
drop table tag_count_before;

alter table tag_measure rename to tag_measure_before;
alter table tag_measure_before rename constraint pk_tag_measure to pk_tag_measure_before;
create table tag_measure (
    grain     char(1)     not null,
    dimension text        not null,
    start     timestamptz not null,
    value     text        not null,
    kind      text        not null,
    measure   text        not null,
    total     numeric     not null,
    constraint pk_tag_measure primary key (grain, dimension, start, value, kind, measure)
) with (fillfactor = 80);
insert into tag_measure
select 'q', dimension, quarter_hour, value, kind, measure, sum(total) from tag_measure_before group by dimension, quarter_hour, value, kind, measure;
drop table tag_measure_before;

-- Tags: of all incidents, found by tag and time only.
alter table incident_tag rename to incident_tag_before;
alter table incident_tag_before rename constraint pk_incident_tag to pk_incident_tag_before;
create table incident_tag (
    dimension   text        not null,
    value       text        not null,
    time        timestamptz not null,
    incident_id uuid        not null,
    constraint pk_incident_tag primary key (dimension, value, time, incident_id)
) partition by hash (incident_id);
comment on table incident_tag is 'Tags of incidents, those that are not counted too; the computed dimension after as well.';
do $$
begin
    for i in 0..7 loop
        execute format('alter table incident_tag_p%s rename to incident_tag_before_p%s', i, i);
        execute format('create table incident_tag_p%s partition of incident_tag for values with (modulus 8, remainder %s)', i, i);
    end loop;
end $$;
insert into incident_tag
select t.key, v.value, i.time, i.incident_id
from incident i, jsonb_each(i.document -> 'tags') t, jsonb_array_elements_text(t.value -> 'values') v;
drop table incident_tag_before;

alter table report drop column facts_digest;
