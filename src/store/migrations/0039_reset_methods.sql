-- What may prove in a reset of one's own password.
alter table tenants
  add column reset_methods text[] not null default '{email,sms,voice,totp}'
    check (cardinality(reset_methods) > 0 and reset_methods <@ '{email,sms,voice,totp}'::text[]);

-- Where people reset their passwords already, no phone begins to prove because of a new version.
alter table tenants no force row level security;
update tenants set reset_methods = '{email,totp}', shape_version = shape_version + 1 where reset_for <> 'nobody';
alter table tenants force row level security;
