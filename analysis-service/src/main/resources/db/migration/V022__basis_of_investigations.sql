create table investigation_basis (
    investigation_id uuid   not null,
    evidence         uuid[] not null,
    windows_before   text[] not null,
    observed_before  text[] not null,
    constraint pk_investigation_basis primary key (investigation_id),
    constraint fk_investigation_basis foreign key (investigation_id) references investigation (investigation_id)
);
comment on table investigation_basis is 'What an investigation was last judged by, for whoever looks at it. One of before this table has no row until it is judged again.';
comment on column investigation_basis.evidence is 'The latest of it, in the order of time.';
