create table marker (
    marker_id   uuid        not null,
    type        text        not null,
    starts_at   timestamptz not null,
    recorded_at timestamptz not null,
    document    text        not null collate "C",
    constraint pk_marker primary key (marker_id)
);
create index ix_marker_type_start on marker (type, starts_at);
create index ix_marker_start on marker (starts_at, marker_id);
comment on column marker.document is 'JSON as it travels. Compared byte by byte where two records of one marker were recorded at the same time, so that the order of arrival decides nothing.';
