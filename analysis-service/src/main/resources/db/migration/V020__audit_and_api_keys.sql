create table audit (
    audit_id uuid        not null,
    at       timestamptz not null,
    actor    text        not null,
    action   text        not null,
    subject  text        not null,
    before   jsonb,
    after    jsonb,
    constraint pk_audit primary key (audit_id)
);
create index ix_audit_at on audit (at desc, audit_id desc);
comment on table audit is 'Every change that somebody made, written in the transaction that made it.';

create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is append-only';
end $$;
create trigger audit_is_append_only before update or delete on audit
    for each row execute function refuse_change_of_audit();
create trigger audit_is_not_emptied before truncate on audit
    for each statement execute function refuse_change_of_audit();

create table api_key (
    key_id     uuid        not null,
    name       text        not null,
    sha256     text        not null,
    hint       text        not null,
    roles      text[]      not null,
    sources    text[]      not null,
    expires_at timestamptz,
    created_at timestamptz not null,
    created_by text        not null,
    revoked_at timestamptz,
    published  boolean     not null default false,
    constraint pk_api_key primary key (key_id)
);
create unique index ix_api_key_name on api_key (name) where revoked_at is null;
create index ix_api_key_waiting on api_key (key_id) where not published;
comment on column api_key.sha256 is 'Of the key, which is shown once and kept nowhere.';
comment on column api_key.published is 'Whether the topic recur.api-keys says the same of it.';
