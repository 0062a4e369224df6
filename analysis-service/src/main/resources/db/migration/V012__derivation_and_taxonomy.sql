create table derivation (
    one      boolean not null default true,
    version  uuid    not null,
    settings text    not null,
    constraint pk_derivation primary key (one),
    constraint ck_derivation_one check (one)
);
comment on table derivation is 'What incidents are derived by besides their reports. The version changes with these settings, with markers and with the taxonomy.';

create table taxonomy (
    version    integer     not null,
    document   text        not null,
    changed_at timestamptz not null,
    constraint pk_taxonomy primary key (version)
);
comment on table taxonomy is 'Every version of the taxonomy; none until the default one is changed.';

create table refold (
    refold_id  bigint not null generated always as identity,
    dimension  text,
    value      text,
    time_from  timestamptz not null,
    time_to    timestamptz not null,
    after_time timestamptz,
    after_id   uuid,
    constraint pk_refold primary key (refold_id)
);
comment on table refold is 'Incidents to fold anew, in portions: those of a tag, or all, with times from time_from to before time_to. after_time and after_id say how far it has come.';
