alter table incident add column words tsvector;
comment on column incident.words is 'Title, summary and external id, for full-text search; without stemming, since people write in many languages.';
update incident set words = to_tsvector('simple',
    concat_ws(' ', document ->> 'title', document ->> 'summary', document ->> 'externalId'));
create index ix_incident_words on incident using gin (words);
create index ix_incident_changed on incident (changed_at, incident_id);

create table erasure (
    incident_id uuid        not null,
    erased_at   timestamptz not null,
    republished boolean     not null default false,
    constraint pk_erasure primary key (incident_id)
);
create index ix_erasure_waiting on erasure (erased_at) where not republished;
comment on table erasure is 'Incidents whose free text, links and original ids were erased: whatever is reported of them, again or later, is stored without.';
