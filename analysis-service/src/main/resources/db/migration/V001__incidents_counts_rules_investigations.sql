-- Reports are append-only; everything below them is derived from them.
create table report (
    incident_id     uuid        not null,
    report_id       uuid        not null,
    type            text        not null,
    source          text        not null,
    external_id     text,
    correlation_key text,
    as_of           timestamptz not null,
    recorded_at     timestamptz not null,
    reason          text,
    facts           text        not null,
    facts_digest    bytea       not null,
    constraint pk_report primary key (incident_id, report_id)
) partition by hash (incident_id);
comment on table report is 'Partitioned by incident, not by time: uniqueness of reports and incidents is global.';
comment on column report.facts is 'JSON as sent; text, because nothing is ever asked of its inside.';
comment on column report.facts_digest is 'SHA-256 of the facts; of copies of one report the smallest (recorded_at, digest) stands.';

create table incident (
    incident_id uuid        not null,
    time        timestamptz not null,
    kind        text        not null,
    severity    text        not null,
    source      text        not null,
    counted     boolean     not null,
    resolved    boolean     not null,
    changed_at  timestamptz not null,
    document    jsonb       not null,
    constraint pk_incident primary key (incident_id)
) partition by hash (incident_id);
comment on column incident.document is 'The fold of its reports; the other columns are for finding it.';
comment on column incident.counted is 'Neither retracted nor a duplicate.';

create table incident_tag (
    incident_id uuid        not null,
    dimension   text        not null,
    value       text        not null,
    time        timestamptz not null,
    constraint pk_incident_tag primary key (incident_id, dimension, value)
) partition by hash (incident_id);
comment on table incident_tag is 'Tags of the incidents that are counted.';

do $$
begin
    for i in 0..7 loop
        execute format('create table report_p%s partition of report for values with (modulus 8, remainder %s)', i, i);
        execute format('create table incident_p%s partition of incident for values with (modulus 8, remainder %s)', i, i);
        execute format('create table incident_tag_p%s partition of incident_tag for values with (modulus 8, remainder %s)', i, i);
    end loop;
end $$;

create index ix_incident_time on incident (time, incident_id);
create index ix_incident_tag_value on incident_tag (dimension, value, time);

create table tag_count (
    dimension text        not null,
    value     text        not null,
    kind      text        not null,
    quarter_hour timestamptz not null,
    slot      smallint    not null,
    incidents bigint      not null,
    constraint pk_tag_count primary key (dimension, value, kind, quarter_hour, slot)
);
comment on table tag_count is 'How many counted incidents of a kind carry a tag in a quarter of an hour: the one base grain, which every bucket of every zone is a sum of. The empty tag counts all.';
comment on column tag_count.slot is 'Spreads a hot count over several rows; reads sum.';

create table tag_measure (
    dimension text        not null,
    value     text        not null,
    kind      text        not null,
    quarter_hour timestamptz not null,
    slot      smallint    not null,
    measure   text        not null,
    total     numeric     not null,
    constraint pk_tag_measure primary key (dimension, value, kind, quarter_hour, slot, measure)
);

create table rule (
    id          uuid        not null,
    version     integer     not null,
    name        text        not null,
    definition  text        not null,
    enabled     boolean     not null,
    active_from timestamptz not null,
    deleted     boolean     not null default false,
    constraint pk_rule primary key (id)
);
create unique index ux_rule_name on rule (name) where not deleted;

create table rule_version (
    rule_id     uuid        not null,
    version     integer     not null,
    definition  text        not null,
    active_from timestamptz not null,
    constraint pk_rule_version primary key (rule_id, version)
);
comment on table rule_version is 'Every version that a rule ever had: an investigation keeps the one that it was last judged by.';

create table judgement_mark (
    mark_id   bigint not null generated always as identity,
    rule_id   uuid   not null,
    group_key text,
    time      timestamptz,
    constraint pk_judgement_mark primary key (mark_id)
);
comment on column judgement_mark.group_key is 'Null for every group of the rule, in every window that has not ended: the rule changed.';
create index ix_judgement_mark_group on judgement_mark (rule_id, group_key);
comment on table judgement_mark is 'Groups to judge, written with what changed them. Append-only: a mark is never merged with one that a judge may be deleting.';

create table investigation (
    investigation_id uuid        not null,
    rule_id          uuid        not null,
    rule_name        text        not null,
    rule_version     integer     not null,
    group_key        text        not null,
    window_type      text        not null,
    window_from      timestamptz not null,
    window_to        timestamptz not null,
    status           text        not null,
    headline         text        not null,
    priority         text        not null,
    threshold        numeric     not null,
    observed         numeric     not null,
    crossed_at       timestamptz not null,
    opened_at        timestamptz not null,
    updated_at       timestamptz not null,
    below_threshold  boolean     not null,
    evidence_count   integer     not null,
    evidence_digest  bytea       not null,
    escalated_to     numeric     not null,
    told_at          timestamptz not null,
    update_due_at    timestamptz,
    sequence         bigint      not null,
    constraint pk_investigation primary key (investigation_id),
    constraint ux_investigation_window unique (rule_id, group_key, window_type, window_from)
);
create index ix_investigation_opened on investigation (opened_at desc, investigation_id);
create index ix_investigation_update_due on investigation (update_due_at) where update_due_at is not null;
comment on column investigation.escalated_to is 'Highest level of escalateAt that has been told; each is told once ever.';
comment on column investigation.update_due_at is 'When a change of evidence may be told, at most one a minute.';

create table investigation_transition (
    investigation_id uuid        not null,
    ordinal          integer     not null,
    from_status      text,
    to_status        text        not null,
    at               timestamptz not null,
    actor            text        not null,
    note             text,
    constraint pk_investigation_transition primary key (investigation_id, ordinal),
    constraint fk_investigation_transition foreign key (investigation_id) references investigation (investigation_id)
);

create table outbox (
    outbox_id        bigint      not null generated always as identity,
    slot             smallint    not null,
    investigation_id uuid        not null,
    sequence         bigint      not null,
    ce_type          text        not null,
    ce_time          timestamptz not null,
    payload          bytea       not null,
    constraint pk_outbox primary key (outbox_id)
);
create index ix_outbox_slot on outbox (slot, outbox_id);
comment on table outbox is 'Events to publish, written with what they tell of. One relay per slot keeps the order of each investigation.';
