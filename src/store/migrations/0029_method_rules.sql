-- Which ways to prove who one is are not for everybody: by way, 'nobody' or the ids of the groups they are for.
alter table tenants
  add column method_rules jsonb not null default '{}' check (jsonb_typeof(method_rules) = 'object');
