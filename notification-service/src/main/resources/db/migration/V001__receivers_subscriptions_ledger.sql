create table receivers (
    name                   text        not null,
    type                   text        not null,
    url                    text        not null,
    secret                 bytea       not null,
    secret_key_id          text,
    previous_secret        bytea,
    previous_secret_key_id text,
    previous_secret_until  timestamptz,
    enabled                boolean     not null,
    disabled_reason        text,
    created_at             timestamptz not null,
    updated_at             timestamptz not null,
    version                bigint      not null,
    constraint pk_receivers primary key (name),
    constraint ck_receivers_type check (type in ('webhook'))
);
comment on column receivers.secret is
    'AES-256-GCM: 12 bytes of nonce, then the ciphertext with its tag; the name of the receiver is authenticated with it';
comment on column receivers.secret_key_id is
    'which key of recur.notification.secret-keys opens it; null: not encrypted, which only recur.security.mode=none allows';

create table subscriptions (
    id           uuid        not null,
    name         text        not null,
    receiver     text        not null,
    where_text   text        not null,
    events       text        not null,
    mode         text        not null,
    enabled      boolean     not null,
    active_since timestamptz not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    version      bigint      not null,
    constraint pk_subscriptions primary key (id),
    constraint fk_subscriptions_receiver foreign key (receiver) references receivers (name)
);
create index ix_subscriptions_receiver on subscriptions (receiver);
comment on column subscriptions.events is 'names of events, separated by commas';

create table events (
    event_id         uuid        not null,
    investigation_id uuid        not null,
    sequence         bigint      not null,
    event            text        not null,
    happened_at      timestamptz not null,
    value            bytea       not null,
    stored_at        timestamptz not null,
    constraint pk_events primary key (event_id)
);
comment on table events is
    'The inbox: an event that has a row here, stored in one transaction with its deliveries, causes no more of them.';
comment on column events.value is
    'the record as it came; not jsonb, which would refuse the character U+0000 and change the order of members';

create table deliveries (
    delivery_id      uuid        not null,
    event_id         uuid        not null,
    subscription_id  uuid        not null,
    receiver         text        not null,
    investigation_id uuid        not null,
    sequence         bigint      not null,
    event            text        not null,
    status           text        not null,
    reason           text,
    attempts         integer     not null default 0,
    failures_in_row  integer     not null default 0,
    created_at       timestamptz not null,
    next_attempt_at  timestamptz,
    claimed_until    timestamptz,
    finished_at      timestamptz,
    constraint pk_deliveries primary key (delivery_id),
    constraint uq_deliveries_event_subscription unique (event_id, subscription_id),
    constraint fk_deliveries_event foreign key (event_id) references events (event_id),
    constraint ck_deliveries_status check (status in ('pending', 'delivered', 'dead', 'silenced')),
    constraint ck_deliveries_next check ((status = 'pending') = (next_attempt_at is not null))
);
comment on table deliveries is
    'The ledger, and the queue: no reference to receivers and subscriptions, for it outlives them.';
comment on column deliveries.claimed_until is
    'a lease: until then somebody is attempting it; a process that dies only delays it';

create index ix_deliveries_due on deliveries (receiver, next_attempt_at) where status = 'pending';
create index ix_deliveries_order on deliveries (subscription_id, investigation_id, sequence) where status = 'pending';
comment on index ix_deliveries_order is
    'finds whether something earlier is still to be told: deliveries of one investigation go to a subscription in sequence';
create index ix_deliveries_created on deliveries (created_at desc, delivery_id desc);
create index ix_deliveries_investigation on deliveries (investigation_id);

create table attempts (
    delivery_id  uuid        not null,
    number       integer     not null,
    attempted_at timestamptz not null,
    latency_ms   bigint      not null,
    status       integer,
    reason       text,
    answer       text,
    constraint pk_attempts primary key (delivery_id, number),
    constraint fk_attempts_delivery foreign key (delivery_id) references deliveries (delivery_id)
);
comment on column attempts.answer is 'the first 1 KiB of the body of the answer';
