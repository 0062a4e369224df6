alter table events add column traceparent text;
comment on column events.traceparent is 'the W3C trace that the record came with; attempts at delivering it go on with it';
