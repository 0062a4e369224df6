alter table receivers
    alter column url drop not null,
    alter column secret drop not null,
    add column mail_to text,
    drop constraint ck_receivers_type,
    add constraint ck_receivers_type check (type in ('webhook', 'slack', 'teams', 'email', 'pagerduty')),
    add constraint ck_receivers_destination check (
        (url is not null) = (type = 'webhook')
        and (mail_to is not null) = (type = 'email')
        and (secret is null) = (type = 'email'));
comment on column receivers.url is 'of a webhook; the URLs of other channels let in whoever knows them, and are secrets';
comment on column receivers.mail_to is 'addresses, separated by commas';
comment on column receivers.secret is
    'the signing key of a webhook, the URL of Slack or Teams, the routing key of PagerDuty; AES-256-GCM: 12 bytes of nonce,'
    ' then the ciphertext with its tag; the name of the receiver is authenticated with it';
