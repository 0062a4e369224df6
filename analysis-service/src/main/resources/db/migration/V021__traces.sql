create table incident_trace (
    incident_id uuid        not null,
    traceparent text        not null,
    taken_at    timestamptz not null,
    constraint pk_incident_trace primary key (incident_id)
);
comment on table incident_trace is 'The W3C trace of the last report of an incident that came with one; what it causes goes on with it.';

alter table outbox add column traceparent text;
