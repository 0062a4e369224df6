-- A group that is known need not be read again where the batch that changed it says what became of each incident.
alter table batch_mark
    add column derivation uuid,
    add column versions integer[],
    add column incident_ids uuid[],
    add column states smallint[];
alter table batch_mark
    alter column versions set storage external,
    alter column incident_ids set storage external,
    alter column states set storage external;
comment on column batch_mark.derivation is 'By what incidents were derived and values of rules resolved.';
comment on column batch_mark.incident_ids is 'Null where no incident is named.';
comment on column batch_mark.states is 'Null where the incident is in the group no more, else how it is counted there.';

alter table judgement_mark
    add column derivation uuid,
    add column version integer,
    add column batches bigint[],
    add column incident_ids uuid[],
    add column states smallint[];
comment on column judgement_mark.version is 'Of the rule. Null where the mark says only when something changed, not what.';
comment on column judgement_mark.batches is 'Of two that tell of one incident and time the later is right.';

-- As with those of batches: they live for moments.
alter table judgement_mark
    alter column firsts set storage external,
    alter column lasts set storage external,
    alter column batches set storage external,
    alter column incident_ids set storage external,
    alter column states set storage external;
alter table judgement_mark set (toast.vacuum_truncate = off);
