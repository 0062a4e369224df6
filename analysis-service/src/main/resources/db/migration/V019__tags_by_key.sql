-- Six rows of tags are most of what is written for an incident: eight bytes instead of two texts, in the row and its index.
alter table incident_tag rename to incident_tag_before;
alter table incident_tag_before rename constraint pk_incident_tag to pk_incident_tag_before;
create table incident_tag (
    tag         bigint      not null,
    time        timestamptz not null,
    incident_id uuid        not null,
    constraint pk_incident_tag primary key (tag, time, incident_id)
) partition by hash (incident_id);
comment on table incident_tag is 'Tags of incidents, those that are not counted too; the computed dimension after as well.';
comment on column incident_tag.tag is 'The first eight bytes of the SHA-256 of dimension=value. Whoever finds an incident by it asks the incident whether it has the tag.';
do $$
begin
    for i in 0..7 loop
        execute format('alter table incident_tag_p%s rename to incident_tag_texts_p%s', i, i);
        execute format('create table incident_tag_p%s partition of incident_tag for values with (modulus 8, remainder %s)', i, i);
    end loop;
end $$;
insert into incident_tag (tag, time, incident_id)
select distinct ('x' || encode(substring(sha256(convert_to(dimension || '=' || value, 'UTF8')) from 1 for 8), 'hex'))::bit(64)::bigint,
       time, incident_id
from incident_tag_before;
drop table incident_tag_before;
