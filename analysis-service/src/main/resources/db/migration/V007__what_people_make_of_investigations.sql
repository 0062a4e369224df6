alter table investigation
    add column worked_on  boolean not null default false,
    add column risk_until timestamptz;
comment on column investigation.worked_on is 'Somebody has made a transition: from then on it is never withdrawn.';
comment on column investigation.risk_until is 'When the risk that was accepted is open again.';
create index ix_investigation_risk_until on investigation (risk_until) where risk_until is not null;

alter table investigation_transition add column until timestamptz;
