-- One instance at a time judges, so that it may remember what it has read of a group.
create table judge_lease (
    only_one boolean     not null default true,
    judge    uuid,
    turn     bigint      not null default 0,
    until    timestamptz not null default now(),
    constraint pk_judge_lease primary key (only_one),
    constraint ck_judge_lease check (only_one)
);
comment on table judge_lease is 'Which instance judges. Another takes over when it gives the lease up, or has not renewed it in time.';
comment on column judge_lease.turn is 'One more with every judging: whoever finds another than its own last has not seen everything that was judged.';
insert into judge_lease default values;
