alter table judgement_mark
    add column firsts timestamptz[],
    add column lasts  timestamptz[],
    add constraint ck_judgement_mark_spans check (cardinality(firsts) = cardinality(lasts)) not valid;
comment on column judgement_mark.firsts is 'What changed lies from each first to its last; without them at time. Where it is much, there is one of each.';
