create table batch_mark (
    batch_mark_id  bigint not null generated always as identity,
    rule_ids       uuid[] not null,
    group_keys     text[] not null,
    stretch_micros bigint[] not null,
    stretches      bigint[] not null,
    firsts         timestamptz[] not null,
    lasts          timestamptz[] not null,
    constraint pk_batch_mark primary key (batch_mark_id)
);
comment on table batch_mark is 'What each batch marks, one row a batch, until the judge has made marks of groups of it.';
comment on column batch_mark.stretches is 'Of each group and stretch of so many microseconds the first and the last time is enough.';

-- They live for moments: to compress them costs more than to write them.
alter table batch_mark
    alter column rule_ids set storage external,
    alter column group_keys set storage external,
    alter column stretch_micros set storage external,
    alter column stretches set storage external,
    alter column firsts set storage external,
    alter column lasts set storage external;
