-- Changes of counts wait by dimension, so that whoever reads one dimension reads no other; quarters of an hour are kept as
-- they were added up, a row for each dimension and week: a row each was ten rows to write for a report of last year.
create table count_change (
    change_id  bigint not null generated always as identity,
    dimension  text   not null,
    measure    text   not null,
    tag_values text[] not null,
    kinds      text[] not null,
    starts     timestamptz[] not null,
    incidents  bigint[],
    totals     numeric[],
    constraint pk_count_change primary key (change_id)
);
comment on table count_change is 'What each batch changes, a row for each dimension and measure, until it is added to tag_count, tag_measure and count_detail. Counts are always the sum of both.';
comment on column count_change.measure is 'Empty for a change of numbers of incidents, else the measure that totals changes.';

create table count_detail (
    detail_id  bigint   not null generated always as identity,
    dimension  text     not null,
    measure    text     not null,
    week       bigint   not null,
    level      smallint not null,
    entries    integer  not null,
    tag_values text[]   not null,
    kinds      text[]   not null,
    starts     timestamptz[] not null,
    incidents  bigint[],
    totals     numeric[],
    constraint pk_count_detail primary key (detail_id)
);
comment on table count_detail is 'Counts by quarter of an hour: of a dimension in a week the sum of all its rows. Days and months are sums of these.';
comment on column count_detail.week is 'Weeks since 1970-01-01T00:00:00Z.';
comment on column count_detail.level is 'How often rows were put together to make this one, many at a time.';
create index ix_count_detail_week on count_detail (dimension, week);

-- To compress them costs more than to write them.
alter table count_change
    alter column tag_values set storage external,
    alter column kinds set storage external,
    alter column starts set storage external,
    alter column incidents set storage external,
    alter column totals set storage external;
alter table count_detail
    alter column tag_values set storage external,
    alter column kinds set storage external,
    alter column starts set storage external,
    alter column incidents set storage external,
    alter column totals set storage external;

insert into count_change (dimension, measure, tag_values, kinds, starts, incidents)
select u.dimension, '', array_agg(u.value), array_agg(u.kind), array_agg(u.start), array_agg(u.change)
from count_delta d cross join lateral unnest(d.dimensions, d.tag_values, d.kinds, d.starts, d.incidents)
    as u (dimension, value, kind, start, change)
where u.change <> 0 group by u.dimension;
insert into count_change (dimension, measure, tag_values, kinds, starts, totals)
select u.dimension, u.measure, array_agg(u.value), array_agg(u.kind), array_agg(u.start), array_agg(u.change)
from count_delta d cross join lateral unnest(d.dimensions, d.tag_values, d.kinds, d.starts, d.measures, d.totals)
    as u (dimension, value, kind, start, measure, change)
where u.measure <> '' group by u.dimension, u.measure;
drop table count_delta;

insert into count_detail (dimension, measure, week, level, entries, tag_values, kinds, starts, incidents)
select dimension, '', floor(extract(epoch from start) / 604800)::bigint as week, 1, count(*), array_agg(value),
       array_agg(kind), array_agg(start), array_agg(incidents)
from tag_count where grain = 'q' and incidents <> 0 group by dimension, week;
insert into count_detail (dimension, measure, week, level, entries, tag_values, kinds, starts, totals)
select dimension, measure, floor(extract(epoch from start) / 604800)::bigint as week, 1, count(*), array_agg(value),
       array_agg(kind), array_agg(start), array_agg(total)
from tag_measure where grain = 'q' and total <> 0 group by dimension, measure, week;
delete from tag_count where grain = 'q';
delete from tag_measure where grain = 'q';
comment on column tag_count.grain is 'd, m: the organisation''s days and months, sums of the quarters of an hour in count_detail.';
