-- Rows come and go by the hundred each second, and the table is as long as all that came between two vacuums: whoever reads one
-- dimension need not see all of it.
create index ix_count_change_dimension on count_change (dimension, measure);
