-- Investigations of rolling windows: several may begin at the same moment when corrections move their episodes, and those
-- of calendar windows have an id of their own for each window, which is unique by itself.
alter table investigation alter column window_to drop not null;
alter table investigation drop constraint ux_investigation_window;
create index ix_investigation_group on investigation (rule_id, group_key, window_type, window_from);
comment on column investigation.window_to is 'Null while an episode runs.';
