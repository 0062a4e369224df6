create index ix_investigation_rule_opened on investigation (rule_id, opened_at);
comment on index ix_investigation_rule_opened is 'How many a rule has opened within the hour.';

create table opening_notice (
    rule_id uuid        not null,
    told_at timestamptz not null,
    constraint pk_opening_notice primary key (rule_id)
);
comment on table opening_notice is 'When it was last told that a rule opens too many investigations to tell each.';

create index ix_investigation_status_opened on investigation (status, opened_at desc, investigation_id desc);
create index ix_investigation_rule_name_opened on investigation (rule_name, opened_at desc, investigation_id desc);
create index ix_investigation_group_values on investigation using gin ((group_key::jsonb) jsonb_path_ops);
comment on index ix_investigation_group_values is 'Lists of the investigations of one component.';
