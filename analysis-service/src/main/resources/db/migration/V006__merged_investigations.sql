alter table investigation add column merged_into uuid;
comment on column investigation.merged_into is 'The investigation that has the episode which this one was about, since a correction made one of two.';
