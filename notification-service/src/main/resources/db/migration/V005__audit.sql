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
