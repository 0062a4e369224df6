-- These fill and empty all the time. To give the end of such a table back, a vacuum locks it against everybody, readers too, for
-- pages that the next batch writes again.
alter table count_change set (vacuum_truncate = off, toast.vacuum_truncate = off);
alter table count_detail set (vacuum_truncate = off, toast.vacuum_truncate = off);
alter table batch_mark set (vacuum_truncate = off, toast.vacuum_truncate = off);
alter table judgement_mark set (vacuum_truncate = off);
alter table outbox set (vacuum_truncate = off);
