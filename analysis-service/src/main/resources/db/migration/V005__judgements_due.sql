create table judgement_due (
    rule_id   uuid        not null,
    group_key text        not null,
    due_at    timestamptz not null,
    constraint pk_judgement_due primary key (rule_id, group_key)
);
create index ix_judgement_due_at on judgement_due (due_at);
comment on table judgement_due is 'When time alone will change what a group does: an episode ends, a silence begins. Whoever looks next marks it.';
comment on column judgement_mark.group_key is 'Null for all groups of the rule: where there is no time the rule changed, else something did that is of more than one group.';
