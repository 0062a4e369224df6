-- Statistics are for choosing how to find rows. Nobody finds any by documents or by lists of ids and times, and to analyze
-- thousands of these whenever a tenth of a table is new takes a processor that readers want. Partitions follow.
alter table incident alter column document set statistics 0;
alter table report alter column facts set statistics 0;
alter table investigation_basis
    alter column evidence set statistics 0,
    alter column windows_before set statistics 0,
    alter column observed_before set statistics 0;
alter table judgement_mark
    alter column firsts set statistics 0,
    alter column lasts set statistics 0,
    alter column batches set statistics 0,
    alter column incident_ids set statistics 0,
    alter column states set statistics 0;
alter table batch_mark
    alter column rule_ids set statistics 0,
    alter column versions set statistics 0,
    alter column group_keys set statistics 0,
    alter column stretch_micros set statistics 0,
    alter column stretches set statistics 0,
    alter column firsts set statistics 0,
    alter column lasts set statistics 0,
    alter column incident_ids set statistics 0,
    alter column states set statistics 0;
alter table outbox alter column payload set statistics 0;
-- Of counts it matters how long the lists are, and a few rows tell that.
alter table count_change
    alter column change_id set statistics 10,
    alter column dimension set statistics 10,
    alter column measure set statistics 10,
    alter column tag_values set statistics 10,
    alter column kinds set statistics 10,
    alter column starts set statistics 10,
    alter column incidents set statistics 10,
    alter column totals set statistics 10;
alter table count_detail
    alter column detail_id set statistics 10,
    alter column dimension set statistics 10,
    alter column measure set statistics 10,
    alter column week set statistics 10,
    alter column level set statistics 10,
    alter column entries set statistics 10,
    alter column tag_values set statistics 10,
    alter column kinds set statistics 10,
    alter column starts set statistics 10,
    alter column incidents set statistics 10,
    alter column totals set statistics 10;
