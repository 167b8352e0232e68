-- What may prove in a reset of one's own password.
alter table tenants
  add column reset_methods text[] not null default '{email,sms,voice,totp}'
    check (cardinality(reset_methods) > 0 and reset_methods <@ '{email,sms,voice,totp}'::text[]);

-- Where people reset their passwords already, no phone begins to prove because of a new version.
update tenants set reset_methods = '{email,totp}' where reset_for <> 'nobody';
