-- What was added last to the index of words is looked through by each search: of the usual 4 MB in every partition that is most
-- of what a search does. Whoever writes adds it to the index the sooner, which costs a few microseconds an incident.
do $$
declare
    words_of_partition regclass;
begin
    for words_of_partition in select inhrelid from pg_inherits where inhparent = 'ix_incident_words'::regclass loop
        execute format('alter index %s set (gin_pending_list_limit = 256)', words_of_partition);
    end loop;
end $$;
