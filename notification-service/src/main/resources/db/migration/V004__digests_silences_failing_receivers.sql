alter table subscriptions
    add column digest_at   time,
    add column digest_zone text,
    add column digest_on   text,
    add constraint ck_subscriptions_mode check (
        (mode = 'immediate') = (digest_at is null)
        and (mode = 'immediate') = (digest_zone is null)
        and (mode = 'weekly') = (digest_on is not null));
comment on column subscriptions.digest_at is 'the time of the day that clocks in digest_zone show';
comment on column subscriptions.digest_on is 'the day of a weekly digest';

create table silences (
    id            uuid        not null,
    where_text    text        not null,
    reason        text        not null,
    starts_at     timestamptz not null,
    ends_at       timestamptz not null,
    created_at    timestamptz not null,
    created_by    text        not null,
    ended_at      timestamptz,
    ended_by      text,
    summarised_at timestamptz,
    constraint pk_silences primary key (id),
    constraint ck_silences_ends check (starts_at < ends_at)
);
create index ix_silences_unsummarised on silences (ends_at) where summarised_at is null;
comment on column silences.ended_at is 'when somebody ended it before its time';
comment on column silences.summarised_at is
    'when its summaries were made; from then on nothing more is held back by it: a batch of events that is held back'
    ' keeps a share of the row until it is stored';

alter table events add column position bigint generated always as identity;
create unique index uq_events_position on events (position);
create index ix_events_investigation on events (investigation_id, position);
comment on column events.position is
    'the order in which events became visible: given under a lock that is held until they are';

alter table deliveries
    alter column event_id drop not null,
    alter column subscription_id drop not null,
    alter column investigation_id drop not null,
    alter column sequence drop not null,
    alter column event drop not null,
    add column kind text not null default 'event',
    add column digest_id uuid,
    add column silence_id uuid,
    add column about bytea,
    add constraint ck_deliveries_kind check (kind in ('event', 'digest', 'silence_summary', 'receiver_failing')),
    add constraint ck_deliveries_event check (
        (kind = 'event') = (event_id is not null) and (kind = 'event') = (event is not null)
        and (kind in ('event', 'digest')) = (subscription_id is not null)
        and (kind in ('event', 'digest')) = (investigation_id is not null)
        and (kind in ('event', 'digest')) = (sequence is not null)
        and (kind = 'receiver_failing') = (about is not null)),
    add constraint ck_deliveries_silence check (status <> 'silenced' or silence_id is not null),
    add constraint fk_deliveries_digest foreign key (digest_id) references deliveries (delivery_id),
    add constraint fk_deliveries_silence foreign key (silence_id) references silences (id);
alter table deliveries alter column kind drop default;
comment on column deliveries.subscription_id is 'all zeros: the fallback receiver, for what nobody subscribed to';
comment on column deliveries.investigation_id is 'all zeros for a digest, whose sequence is its time: they go in order too';
comment on column deliveries.digest_id is 'the delivery that tells it together with others';
comment on column deliveries.silence_id is 'what held it back, or what it sums up';
comment on column deliveries.about is 'what is told of a failing receiver, in JSON';

drop index ix_deliveries_due;
create index ix_deliveries_due on deliveries (receiver, next_attempt_at) where status = 'pending' and digest_id is null;
create index ix_deliveries_digest on deliveries (digest_id) where digest_id is not null;
create index ix_deliveries_silence on deliveries (silence_id) where silence_id is not null;
create index ix_deliveries_receiver on deliveries (receiver, created_at desc, delivery_id desc);

create table failing_receivers (
    receiver    text        not null,
    since       timestamptz not null,
    constraint pk_failing_receivers primary key (receiver)
);
comment on table failing_receivers is
    'Receivers that a delivery died for and that have not worked since: the fallback receiver was told of each.';
