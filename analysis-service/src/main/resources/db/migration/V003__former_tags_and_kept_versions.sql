create table incident_tag_formerly (
    incident_id uuid        not null,
    dimension   text        not null,
    value       text        not null,
    time        timestamptz not null,
    constraint pk_incident_tag_formerly primary key (incident_id, dimension, value, time)
) partition by hash (incident_id);
comment on table incident_tag_formerly is 'Tags that an incident was counted under, at times that it had, before a report that was recorded later took them away. Whether a window that has ended was complete in time is asked of what was known then. The empty tag is every incident.';

do $$
begin
    for i in 0..7 loop
        execute format('create table incident_tag_formerly_p%s partition of incident_tag_formerly for values with (modulus 8, remainder %s)', i, i);
    end loop;
end $$;

create index ix_incident_tag_formerly_value on incident_tag_formerly (dimension, value, time);

create index ix_investigation_rule_version on investigation (rule_id, rule_version);
comment on index ix_investigation_rule_version is 'Every batch asks which versions of rules are kept by investigations.';

comment on column report.facts_digest is 'SHA-256 of the facts, then of everything else; of copies of one report the smallest (recorded_at, digest) stands.';
